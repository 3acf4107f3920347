import type { Context } from '../chat/vocabulary.ts';
import type { Risk } from './risk.ts';
import { isKept } from './risk.ts';
import type { RiskStores } from './risk-options.ts';

interface Version {
  readonly id: string;
  readonly reference: string;
}

/**
 * Carries the risks of an approved assessment into its next version, with what people made of them and how they are
 * treated, and the reasons for the controls that were left out. What remains is accepted anew, since the whole is.
 */
export async function carryRisks<Stores extends RiskStores>(
  context: Context<Stores>,
  from: Version,
  to: Version,
): Promise<void> {
  const { stores, actor, now } = context;
  for (const risk of await stores.risks.of(from.id)) {
    if (risk.state !== 'kept' && risk.state !== 'dismissed') continue;
    const place = { id: context.newId(), reference: await stores.risks.nextReference(), assessmentId: to.id };
    const carried: Risk = isKept(risk)
      ? { ...risk, ...place, version: 1, acceptance: { kind: 'none' } }
      : { ...risk, ...place, version: 1 };
    await stores.risks.create(carried, { kind: 'carriedOver', by: actor.personId, at: now }, context.newId());
    context.audit({
      kind: 'risk.carriedOver',
      subjectId: carried.id,
      details: { reference: carried.reference, assessment: to.id, from: risk.reference },
    });
  }
  await stores.risks.leaveOut(to.id, await stores.risks.leftOut(from.id));
}
