import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { parseLaw } from '../../src/law/parse-law.ts';
import { lawKey } from '../../src/law/version.ts';
import { watchLaw } from '../../src/reviews/law-watch.ts';
import { submitsAssessment } from '../support/assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { workedPairs } from '../unit/law/worked-case.ts';

const REASON = 'The provider has shown us the manual.';
const cases = workedPairs().flatMap(({ first, second }) => [first, second]);
const factsOf = (name: string) => cases.find((one) => one.name === name)?.facts ?? {};
const RANKING = { ...factsOf('it ranks applicants by their CVs'), roles: ['deployer'] };
const CALENDAR = { ...factsOf('it finds a free slot in calendars'), roles: ['deployer'] };

const FACT = `
  - id: reads-thoughts
    type: boolean
    label: Reads thoughts
    article: Art. 50(9)
    question: Does it read what people think?
    inside: It tells from brain signals what somebody wants to say.
    outside: It measures the pulse.
    knows: the provider
`;
const RULE = `
  - id: art-50-9
    facet: transparency
    role: deployer
    article: Art. 50(9)
    text: People are told that their thoughts are read.
    from: 2026-12-02
    when: { fact: reads-thoughts, is: true }
`;

/** The Act with one more duty of transparency, which hangs on one more fact. */
async function widerLaw() {
  const read = async (name: string) => {
    const file = new URL(`../../knowledge/rules/${name}`, import.meta.url);
    return { name, text: await readFile(file, 'utf8') };
  };
  const facts = await read('eu-ai-act-facts.yaml');
  const rules = await read('eu-ai-act.yaml');
  const more = (text: string, added: string) => text.replace(/\s*$/u, `\n${added}`);
  return parseLaw({ ...facts, text: more(facts.text, FACT) }, [
    { ...rules, text: more(rules.text, RULE) },
    await read('eu-ai-act-duties.yaml'),
  ]);
}

describe.each(journeyKinds)('law that changes (%s)', (kind) => {
  let journey: Journey;
  afterEach(() => journey.endsWithoutErrors());

  async function approved(facts: object): Promise<string> {
    const { maya, priya } = journey;
    const review = await submitsAssessment(journey, maya, 'low', { ...facts });
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await maya.card(/^Approved: TalentRank/);
    return review;
  }

  it('is told once, in one list, when a day of application comes', async () => {
    journey = await beginJourney(kind);
    const { priya, elena, passes } = journey;
    await approved(CALENDAR);
    await approved(RANKING);
    await passes({ days: 1 });
    expect(await priya.inTeam.counts(/assessed systems are touched/)).toBe(0);

    // To 3 December 2027, the day after Annex III begins to apply.
    await passes({ days: 325 });
    await passes({ days: 1 });

    const list = JSON.stringify(
      await priya.inTeam.card(/The AI Act goes further since 2 December 2027: 1 of 2 assessed/),
    );
    expect(list).toMatch(/begins: [^"]*Art\. 26\(1\)/);
    expect(await priya.inTeam.counts(/assessed systems are touched/)).toBe(1);
    await elena.inTeam.card(/EU AI Act on \d December 2027/);
  });

  it('computes each assessment once, whatever is interrupted', async () => {
    journey = await beginJourney(kind);
    const { storage, app } = journey;
    await approved(RANKING);
    await approved(CALENDAR);
    const law = await widerLaw();
    const organisation = app.organisation.id;
    const watch = () =>
      storage.transact(organisation, (stores) => watchLaw(stores, law, undefined, journey.now(), newId));
    const crashes = storage.transact(organisation, async (stores) => {
      await watchLaw(stores, law, undefined, journey.now(), newId);
      throw new Error('The process died');
    });

    await expect(crashes).rejects.toThrow('The process died');
    expect(await watch()).toEqual({ kind: 'completed', touched: 2 });
    expect(await watch()).toEqual({ kind: 'unchanged' });

    const [changes, total] = await storage.transact(organisation, async ({ lawRuns }) => {
      const all = await lawRuns.changes(10);
      return [all, await lawRuns.countOf(all[0]?.key ?? '')] as const;
    });
    expect(changes).toMatchObject([{ looked: 2, touched: 2 }]);
    expect(total).toBe(2);
  });

  it('asks the owner only what is new, and brings the answer to legal', async () => {
    journey = await beginJourney(kind, undefined, undefined, { law: await widerLaw() });
    const { maya, tom, priya, elena, passes } = journey;
    await approved(CALENDAR);
    await passes({ days: 1 });

    await priya.inTeam.card(
      /rules of the AI Act in Steward have changed: 1 of 1[\s\S]*the owner is asked one question/,
    );
    await maya.card(/asks something new about TalentRank[\s\S]*Does it read what people think\?/);
    await maya.card(/The rules of the AI Act in Steward have changed\. Your assessment was approved as REV-/);
    const { value } = await maya.button('Answer');
    const other = await tom.does({ to: 'actions', action: 'law.answer', value, inputs: {} });
    expect(other).toMatchObject({ reply: { text: expect.stringMatching(/whoever answers for the system/) } });
    const empty = await (await maya.opensForm('Answer')).fills({});
    expect(empty).toMatchObject({ kind: 'formErrors' });
    const thanked = await (await maya.opensForm('Answer')).fills({ 'law-reads-thoughts': 'yes' });
    expect(thanked).toMatchObject({ kind: 'notice', text: expect.stringMatching(/Legal sees/) });

    await elena.card(/Transparency: Art\. 50\(9\)/);
    await maya.card(/nothing is open about the AI Act/);
    await passes({ days: 1 });
    expect(await priya.inTeam.counts(/assessed systems are touched/)).toBe(1);
    expect(await maya.counts(/asks something new/)).toBe(0);
  });

  it('tells the owner when it is a day of application that has come, and no other rules', async () => {
    const law = await widerLaw();
    journey = await beginJourney(kind, undefined, undefined, { law });
    const { app, storage, now, maya, passes } = journey;
    await approved(CALENDAR);
    const sameRules = lawKey(law, now()).replace(/@.*/, '@2026-08-02');
    await storage.transact(app.organisation.id, ({ lawRuns }) =>
      lawRuns.addChange({ key: sameRules, previous: undefined, looked: 0, touched: 0, completedAt: now() }),
    );

    await passes({ days: 1 });

    await maya.card(/asks something new[\s\S]*The AI Act goes further since 2 December 2026\. Your assessment/);
    expect(await maya.counts(/rules of the AI Act in Steward have changed/)).toBe(0);
  });

  it('never asks again what nobody knows, nor what legal has settled', async () => {
    journey = await beginJourney(kind, undefined, undefined, { law: await widerLaw() });
    const { maya, priya, elena, passes } = journey;
    await submitsAssessment(journey, maya, 'low', { ...RANKING });
    const form = await elena.inTeam.opensForm('Decide on the AI Act');
    await form.fills({ transparency: [], reason: REASON });
    await priya.inTeam.clicks('Confirm: transparency');
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await passes({ days: 1 });
    await priya.inTeam.card(/1 of 1 assessed systems are touched/);
    expect(await maya.counts(/asks something new/)).toBe(0);

    await journey.end();
    journey = await beginJourney(kind, undefined, undefined, { law: await widerLaw() });
    await approved(CALENDAR);
    await journey.passes({ days: 1 });
    await (await journey.maya.opensForm('Answer')).fills({ 'law-reads-thoughts': 'unknown' });
    expect(await journey.maya.counts(/nothing is open about the AI Act/)).toBe(1);
  });
});
