import { z } from 'zod';
import type { Context } from '../chat/vocabulary.ts';
import type { AssessmentOptions, AssessmentState, AssessmentSubject, FoundAssessment } from '../impact/assess.ts';
import { assessmentsOf } from '../impact/assess.ts';
import { assessImpact } from '../impact/assess-impact.ts';
import { stateInWords } from '../impact/assessment-cards.ts';
import { carriedOver } from '../impact/carry-over.ts';
import { findLaw } from '../impact/law-finding.ts';
import type { Answers, AnswerValue } from '../interviews/answer.ts';
import { countingAnswers } from '../interviews/conditions.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import type { Submit } from '../interviews/session.ts';
import { isSameProduct } from '../register/product-name.ts';
import type { AiSystem } from '../register/register.ts';
import { answersFromRegister } from '../register/to-answers.ts';
import { type ReviewPolicy, readingRoles, wayOf } from '../reviews/policy.ts';
import { claimedBy, isOpen, type Review } from '../reviews/review.ts';
import { subjectOf } from '../reviews/review-picture.ts';
import { submitAssessment } from '../reviews/submit-assessment.ts';
import type { TakeOptions } from '../reviews/take-to-review.ts';
import { freezeTreatment, hashOfTreatment } from '../risks/frozen-treatment.ts';
import { risksOf, type Standards } from '../risks/risk-options.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** The questionnaire with which the impact of an AI system is assessed. */
export const ASSESSMENT = 'ai-system-impact-assessment';

/** What impact assessments need of the register and the reviews. */
export function createAssessmentOptions(
  { policy, impactRules, carryOver }: Pick<KnowledgeBase, 'policy' | 'impactRules' | 'carryOver'>,
  interviewing: InterviewOptions<Stores>,
): AssessmentOptions<Stores> {
  return {
    ...{ questionnaireId: ASSESSMENT, rules: impactRules, interviewing },
    findSubject,
    stateOf: assessmentState,
    async known(stores, { kind, id, reference }, questionnaire) {
      const declared = kind === 'declaration' ? await declaredIn(stores, id) : await registeredAbout(stores, id);
      const source = declared?.questionnaire ?? (await stores.questionnaires.forReading(carryOver.from));
      if (!declared || !source) return [];
      const from = { kind: kind === 'system' ? 'register' : kind, reference } as const;
      return carriedOver(carryOver, source, questionnaire, declared.answers, from);
    },
    mayRead: readsAssessments(policy),
  };
}

/** Whether a person reads assessments of others by a role: they decide or advise at some level, or audit. */
export function readsAssessments(policy: ReviewPolicy) {
  return async ({ people }: Pick<Stores, 'people'>, personId: string): Promise<boolean> => {
    const roles = (await people.find(personId))?.roles ?? [];
    return roles.some((role) => role === 'auditor' || readersOfAssessments(policy).includes(role));
  };
}

function readersOfAssessments(policy: ReviewPolicy): readonly string[] {
  return (['low', 'moderate', 'high', 'severe'] as const).flatMap((level) =>
    readingRoles(wayOf(policy, { kind: 'assessment', level, assessmentId: '' })),
  );
}

/** By a reference, an id or, of an entry of the register, a name. */
async function findSubject({ register, reviews, questionnaires }: Stores, named: string) {
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
    for: [review.submitterId, review.ownerId],
  };
}

async function declaredIn({ reviews, questionnaires }: Stores, reviewId: string) {
  const submission = (await reviews.submissions(reviewId)).at(-1);
  const questionnaire =
    submission && (await questionnaires.version(submission.questionnaireId, submission.questionnaireVersion));
  return questionnaire && submission.answers ? { questionnaire, answers: submission.answers } : undefined;
}

/** What the register tells, as if it had been declared. */
async function registeredAbout({ register, people }: Stores, systemId: string) {
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

/** Where an assessment stands, from its interview and the review that it was submitted to. */
export async function assessmentState(
  { reviews }: Stores,
  { interview }: FoundAssessment['found'],
): Promise<Pick<FoundAssessment, 'state' | 'review'>> {
  const record = interview.reviewId === undefined ? undefined : await reviews.find(interview.reviewId);
  if (!record) return { state: interview.state.phase === 'cancelled' ? 'ended' : 'draft', review: undefined };
  const { id, reference } = record.review;
  return { state: STATES[record.review.state], review: { id, reference } };
}

const STATES: Readonly<Record<Review['state'], AssessmentState>> = {
  submitted: 'submitted',
  inReview: 'submitted',
  changesRequested: 'draft',
  approved: 'approved',
  approvedWithConditions: 'approved',
  rejected: 'ended',
  expired: 'ended',
  revoked: 'ended',
  superseded: 'ended',
};

/** The assessment of a declaration that counts most: an approved one, else the newest. */
async function assessmentFor(stores: Stores, reviewId: string): Promise<FoundAssessment | undefined> {
  const all = await assessmentsOf(stores, { kind: 'declaration', id: reviewId }, { stateOf: assessmentState });
  return all.find(({ state }) => state === 'approved') ?? all[0];
}

/** Whether an impact assessment of what was declared is approved. */
export async function isAssessed(stores: Stores, reviewId: string): Promise<boolean> {
  return (await assessmentFor(stores, reviewId))?.state === 'approved';
}

/** What reviewers of a declaration read of its assessment, where it needs one. */
export function assessmentInWords(policy: ReviewPolicy) {
  return async (stores: Stores, review: Review) => {
    if (!wayOf(policy, review.route).needsAssessment) return undefined;
    const one = await assessmentFor(stores, review.id);
    if (!one) return { words: 'not begun yet' };
    return {
      words: `${one.assessment.reference}: ${stateInWords(one)}`,
      ...(one.review ? { reviewId: one.review.id } : {}),
    };
  };
}

/** Takes an assessment to those who decide at its level. */
export function assessmentSubmit(
  { impactRules, law }: Pick<KnowledgeBase, 'impactRules' | 'law'>,
  standards: Standards,
  options: TakeOptions<Stores>,
): Submit<Stores> {
  return async (context, questionnaire, interview) => {
    const assessment = await context.stores.assessments.ofInterview(interview.id);
    if (!assessment) throw new Error(`Interview ${interview.id} belongs to no assessment`);
    const impact = assessImpact(impactRules, questionnaire, interview.state.answers);
    const found = findLaw(countingAnswers(questionnaire, interview.state.answers), law, context.now);
    const treatment = freezeTreatment(await risksOf(context.stores, standards, assessment.id));
    const shares = await context.stores.shares.openIn(interview.id);
    const coAuthorIds = shares.filter(({ part }) => part.kind === 'coAuthor').map(({ personId }) => personId);
    const treatedBy = { criteria: treatment.criteria, hash: hashOfTreatment(treatment) };
    const submitted = {
      ...{ impact, risks: treatment.risks, treatedBy, law: found, assessmentId: assessment.id, coAuthorIds },
    };
    const taken = await submitAssessment(context, questionnaire, interview, submitted, options);
    context.audit({
      kind: 'risk.treatmentFrozen',
      subjectId: assessment.id,
      details: { review: taken.reviewId, criteria: treatment.criteria.version, hash: treatedBy.hash },
    });
    if (assessment.declarationId !== undefined) context.changed(assessment.declarationId);
    return taken;
  };
}

/** Tells the people behind a declaration that it needs an assessment first. */
export async function offerAssessment(context: Context<Stores>, reviewId: string, policy: ReviewPolicy): Promise<void> {
  const record = await context.stores.reviews.find(reviewId);
  if (!record || !wayOf(policy, record.review.route).needsAssessment) return;
  const content = { kind: 'view', view: { name: 'assessment.offer', subjectId: reviewId } } as const;
  context.send({ to: { kind: 'conversation', address: context.conversation }, content });
  const { ownerId, submitterId } = record.review;
  if (ownerId !== submitterId) context.send({ to: { kind: 'person', personId: ownerId }, content });
}

/** Whoever holds the declaration for which it was begun can go on with it now. */
export async function assessmentDecided(context: Context<Stores>, assessmentId: string): Promise<void> {
  const { assessments, reviews } = context.stores;
  const declarationId = (await assessments.find(assessmentId))?.declarationId;
  const record = declarationId === undefined ? undefined : await reviews.find(declarationId);
  if (!record || !isOpen(record.review)) return;
  context.changed(record.review.id);
  const claimer = claimedBy(record.review);
  const content = { kind: 'view', view: { name: 'review.card', subjectId: record.review.id } } as const;
  if (claimer !== undefined) context.send({ to: { kind: 'person', personId: claimer }, content });
}
