import type { Persona } from './persona.ts';

/** What remains afterwards is small, so nobody has to accept it. */
const TREATED = { due: '2027-06-30', likelihood: 'rare', severity: 'minor' };

/** Takes over and treats every risk that the rules see in this assessment, and compares the treatments with Annex A. */
export async function treatsRisks(owner: Persona, assessment: string): Promise<void> {
  await owner.says(`risks of ${assessment}`);
  const list = JSON.stringify(await owner.card(new RegExp(`^${assessment} · Risks of`)));
  const references = [...new Set(list.match(/RSK-\d+/gu) ?? [])];
  if (references.length === 0) return;
  await owner.clicks(/^Take over all/);
  for (const reference of references) {
    await owner.says(reference);
    const reply = await (await owner.opensForm('Treat')).fills(TREATED);
    if (reply) throw new Error(`${reference} was not treated: ${JSON.stringify(reply)}`);
  }
  await owner.says(`risks of ${assessment}`);
  await owner.clicks('Compare with Annex A');
  const reply = await (await owner.opensForm(/^No risk calls for it/)).fills({});
  if (reply) throw new Error(`Nothing was left out: ${JSON.stringify(reply)}`);
}
