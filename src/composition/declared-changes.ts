import type { Context } from '../chat/vocabulary.ts';
import { assessmentsOf } from '../impact/assess.ts';
import { askedAgain, changesInWords } from '../impact/assess-again.ts';
import type { Assessment } from '../impact/assessment.ts';
import { type CarryOver, declaredChanges } from '../impact/carry-over.ts';
import type { Change } from '../interviews/questionnaire.ts';
import { type StepOptions, sourceOf, takeStepFor } from '../interviews/session.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { assessmentState } from './assessment-state.ts';

/** What was declared otherwise since this assessment was made of it, whatever anybody found about it. */
async function changesOf(
  { reviews }: Stores,
  carryOver: CarryOver,
  { declarationId, declaredNumber = 1 }: Assessment,
): Promise<{ readonly changes: readonly Change[]; readonly submissionId?: string }> {
  if (declarationId === undefined) return { changes: [] };
  const submissions = await reviews.submissions(declarationId);
  const before = submissions.find(({ number }) => number === declaredNumber);
  const now = submissions.at(-1);
  if (!before?.answers || !now?.answers || before.id === now.id) return { changes: [] };
  return { changes: declaredChanges(carryOver, before.answers, now.answers), submissionId: now.id };
}

/** Where the approved assessment of a declaration stands to what is declared now. */
export async function changesSince(
  stores: Stores,
  carryOver: CarryOver,
  assessment: Assessment,
): Promise<{ readonly changes: readonly Change[]; readonly immaterial?: { readonly by: string } }> {
  const { changes, submissionId } = await changesOf(stores, carryOver, assessment);
  if (changes.length === 0 || assessment.declarationId === undefined) return { changes: [] };
  const finding = (await stores.assessments.findings(assessment.declarationId)).find(
    (one) => one.submissionId === submissionId && one.assessmentId === assessment.id,
  );
  return finding ? { changes: [], immaterial: { by: finding.foundById } } : { changes };
}

/** A draft speaks of what is declared now: what the change makes doubtful is asked again in it. */
export async function followDeclaration(
  context: Context<Stores>,
  reviewId: string,
  carryOver: CarryOver,
  options: Pick<StepOptions<Stores>, 'answered'>,
): Promise<void> {
  const { stores } = context;
  const number = (await stores.reviews.submissions(reviewId)).at(-1)?.number;
  const about = { kind: 'declaration', id: reviewId } as const;
  for (const { assessment, found, state } of await assessmentsOf(stores, about, { stateOf: assessmentState })) {
    if (state !== 'draft' || number === undefined || assessment.declaredNumber === number) continue;
    const { changes } = await changesOf(stores, carryOver, assessment);
    await stores.assessments.saveDeclared(assessment.id, number);
    if (changes.length === 0) continue;
    const requests = askedAgain(found.questionnaire, found.interview.state.answers, changes, assessment.reference);
    context.audit({
      kind: 'assessment.askedAgain',
      subjectId: assessment.id,
      details: { reference: assessment.reference, changes, questions: requests.map(({ questionId }) => questionId) },
    });
    await takeStepFor(context, found, { kind: 'askAgain', requests, source: sourceOf(context) }, options);
  }
}

/** “but since then the data and the region have changed”. */
export function sinceInWords(changes: readonly Change[]): string {
  return `but since then ${changesInWords(changes)} changed`;
}
