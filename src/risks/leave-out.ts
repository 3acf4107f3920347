import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import type { Control } from '../controls/iso-42001.ts';
import { compareWithAnnex } from './annex-comparison.ts';
import type { AssessmentStanding } from './decide.ts';
import { type RiskOptions, type RiskStores, risksOf, type Standards } from './risk-options.ts';
import { refusal } from './words.ts';

/** The controls of Annex A that are neither chosen nor left out with a reason. */
export async function unansweredControls(
  stores: RiskStores,
  standards: Standards,
  assessmentId: string,
): Promise<readonly Control[]> {
  const { risks, leftOut } = await risksOf(stores, standards, assessmentId);
  return compareWithAnnex(standards.annexA, risks, leftOut).unanswered;
}

/** Leaves controls out of the treatment of one system, with a reason that this person stands for. */
export async function leaveOut<Stores extends RiskStores>(
  context: Context<Stores>,
  { criteria, annexA }: RiskOptions<Stores>,
  { id, reference }: AssessmentStanding,
  said: { readonly controls: readonly string[]; readonly reason: string },
): Promise<ImmediateReply | undefined> {
  const reason = said.reason.trim();
  if ([...reason].length < criteria.shortestReasonCharacters) {
    const { message } = refusal('reasonMissing', String(criteria.shortestReasonCharacters));
    return { kind: 'formErrors', errors: { reason: message } };
  }
  const controls = annexA.map((control) => control.id).filter((known) => said.controls.includes(known));
  if (controls.length === 0)
    return { kind: 'formErrors', errors: { controls: refusal('noSuchControl', said.controls.join(', ')).message } };
  const { stores, actor, now } = context;
  await stores.risks.leaveOut(
    id,
    controls.map((controlId) => ({ controlId, reason, byId: actor.personId, at: now })),
  );
  context.audit({ kind: 'risk.controlsLeftOut', subjectId: id, details: { reference, controls } });
  context.changed(id);
  return undefined;
}
