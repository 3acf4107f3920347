import { z } from 'zod';
import { type AssessedAlready, type AssessmentSubject, assessmentsOf } from '../impact/assess.ts';
import { type CarryOver, declaredChanges } from '../impact/carry-over.ts';
import type { Answers, AnswerValue } from '../interviews/answer.ts';
import { CHANGES } from '../interviews/questionnaire.ts';
import { facetsFromAnswers } from '../register/from-answers.ts';
import { isSameProduct } from '../register/product-name.ts';
import type { AiSystem } from '../register/register.ts';
import { answersFromRegister } from '../register/to-answers.ts';
import { isOpen, type Review } from '../reviews/review.ts';
import { subjectOf } from '../reviews/submitted-answers.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { assessmentState } from './assessment-state.ts';

/** By a reference, an id or, of an entry of the register, a name. */
export async function findSubject({ register, reviews, questionnaires }: Stores, named: string) {
  const isId = z.uuid().safeParse(named).success;
  if (isId || named.startsWith('REV-')) {
    const record = isId ? await reviews.find(named) : await reviews.referenced(named);
    if (record) return declarationSubject({ reviews, questionnaires }, record.review);
  }
  const systems = await register.systems();
  const use = named.startsWith('AIU-') ? (await register.uses()).find((one) => one.use.reference === named) : undefined;
  const system =
    use?.system ??
    systems.find((one) => one.id === named || one.reference === named) ??
    systems.find((one) => isSameProduct(named, one));
  return system && systemSubject(system);
}

function systemSubject({ id, reference, name, state }: AiSystem): AssessmentSubject {
  return { kind: 'system', id, reference, name, closed: state === 'retired' };
}

async function declarationSubject(
  { reviews, questionnaires }: Pick<Stores, 'reviews' | 'questionnaires'>,
  review: Review,
): Promise<AssessmentSubject | undefined> {
  if (review.route.kind !== 'declaration') return undefined;
  const submission = (await reviews.submissions(review.id)).at(-1);
  const questionnaire =
    submission && (await questionnaires.version(submission.questionnaireId, submission.questionnaireVersion));
  return {
    ...{ kind: 'declaration', id: review.id, reference: review.reference, closed: !isOpen(review) },
    name: questionnaire ? subjectOf(questionnaire, submission.answers ?? {}) : review.reference,
    ...(submission ? { declaredNumber: submission.number } : {}),
    for: [review.submitterId, review.ownerId],
  };
}

export async function declaredIn({ reviews, questionnaires }: Stores, reviewId: string) {
  const submission = (await reviews.submissions(reviewId)).at(-1);
  const questionnaire =
    submission && (await questionnaires.version(submission.questionnaireId, submission.questionnaireVersion));
  return questionnaire && submission.answers ? { questionnaire, answers: submission.answers } : undefined;
}

/** What the register tells, as if it had been declared. */
export async function registeredAbout({ register, people }: Stores, systemId: string) {
  const system = (await register.systems()).find(({ id }) => id === systemId);
  if (!system) return undefined;
  const uses = (await register.uses()).filter(({ use }) => use.systemId === systemId && use.state === 'approved');
  const owner = system.ownerId === undefined ? undefined : (await people.find(system.ownerId))?.displayName;
  const source = { personId: system.ownerId ?? '', at: new Date(0).toISOString(), messageId: system.reference };
  const known = (value: AnswerValue) => ({ kind: 'known', value, source }) as const;
  const told = { ...answersFromRegister(system, uses), ...(owner === undefined ? {} : { owner }) };
  const answers: Answers = Object.fromEntries(Object.entries(told).map(([id, value]) => [id, known(value)]));
  return { questionnaire: undefined, answers };
}

/** The newest approved assessment of the system that a declaration names, with what it declares otherwise. */
export async function assessedAlready(
  stores: Stores,
  declaration: AssessmentSubject,
  carryOver: CarryOver,
): Promise<AssessedAlready | undefined> {
  const declared = await declaredIn(stores, declaration.id);
  const product = declared && facetsFromAnswers(declared.answers).product;
  if (!declared || product === undefined) return undefined;
  const entry = (await stores.register.systems()).find((one) => one.state !== 'retired' && isSameProduct(product, one));
  const assessed = entry
    ? await assessmentsOf(stores, { kind: 'system', id: entry.id }, { stateOf: assessmentState })
    : [];
  const approved = assessed.find(({ state }) => state === 'approved');
  if (!entry || !approved) return undefined;
  const { declarationId, declaredNumber = 1 } = approved.assessment;
  const before =
    declarationId === undefined
      ? undefined
      : (await stores.reviews.submissions(declarationId)).find(({ number }) => number === declaredNumber)?.answers;
  // Nobody can tell what differs from what was never declared, or was erased.
  const changes = before ? declaredChanges(carryOver, before, declared.answers) : CHANGES;
  return { system: systemSubject(entry), approved, changes };
}
