import { z } from 'zod';
import type { Context } from '../chat/vocabulary.ts';
import type {
  AssessmentOptions,
  AssessmentState,
  AssessmentSubject,
  Finder,
  FoundAssessment,
} from '../impact/assess.ts';
import { assessmentsOf } from '../impact/assess.ts';
import { assessImpact } from '../impact/assess-impact.ts';
import { stateInWords } from '../impact/assessment-cards.ts';
import { type CarryOver, carriedOver } from '../impact/carry-over.ts';
import { findLaw } from '../impact/law-finding.ts';
import type { Answers, AnswerValue } from '../interviews/answer.ts';
import { countingAnswers } from '../interviews/conditions.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import type { Submit } from '../interviews/session.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import { actingPerson } from '../people/acting-person.ts';
import { isSameProduct } from '../register/product-name.ts';
import type { AiSystem } from '../register/register.ts';
import { answersFromRegister } from '../register/to-answers.ts';
import { mayAct } from '../reviews/authority.ts';
import { decidingRole, type ReviewPolicy, readingRoles, wayOf } from '../reviews/policy.ts';
import { claimedBy, evolve, isOpen, type Review } from '../reviews/review.ts';
import { type PreviousVersion, subjectOf } from '../reviews/review-picture.ts';
import { submitAssessment } from '../reviews/submit-assessment.ts';
import type { TakeOptions } from '../reviews/take-to-review.ts';
import { carryRisks } from '../risks/carry-risks.ts';
import { continueControls } from '../risks/control-act.ts';
import { freezeTreatment, hashOfTreatment } from '../risks/frozen-treatment.ts';
import { risksOf, type Standards } from '../risks/risk-options.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { changesSince, sinceInWords } from './declared-changes.ts';
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
    async approvedAnswers({ reviews }, { assessment }) {
      const record = await reviews.ofAssessment(assessment.id);
      const submission = record && (await reviews.submissions(record.review.id)).at(-1);
      const decision = record && (await reviews.decisions(record.review.id)).at(-1);
      return submission?.answers && decision ? { answers: submission.answers, at: decision.decidedAt } : undefined;
    },
    changesSince: async (stores, assessment) => (await changesSince(stores, carryOver, assessment)).changes,
    follows: (context, assessment, previous) => carryRisks(context, previous.assessment, assessment),
    mayTellChange,
    mayFind: mayFind(policy),
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

/** Whoever answers for the entry or a use of it, and the governance team. */
async function mayTellChange({ register, people }: Stores, subject: AssessmentSubject, personId: string) {
  const person = await people.find(personId);
  if (person?.roles.includes('governance')) return true;
  const same = [personId, ...(await people.samePerson(personId))];
  const system = (await register.systems()).find(({ id }) => id === subject.id);
  const uses = (await register.uses()).filter(({ use }) => use.systemId === subject.id && use.state === 'approved');
  return [system?.ownerId, ...uses.map(({ use }) => use.ownerId)].some((id) => id !== undefined && same.includes(id));
}

/** Those who decide on the declaration, and have not submitted it and do not own it. */
function mayFind(policy: ReviewPolicy) {
  return async (context: Context<Stores>, declarationId: string): Promise<Outcome<Finder, string>> => {
    const record = await context.stores.reviews.find(declarationId);
    const submissionId = record && (await context.stores.reviews.submissions(declarationId)).at(-1)?.id;
    if (!record || submissionId === undefined || !isOpen(record.review))
      return refuse('gone', 'There is no such declaration under review.');
    const person = await actingPerson(context);
    const way = wayOf(policy, record.review.route);
    const allowed = mayAct(record.review, person, way.deciders);
    if (!allowed.ok) return allowed;
    const role = decidingRole(way, person.roles);
    return role ? accept({ role, submissionId }) : refuse('notAllowed', 'You do not have that role.');
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
    ...(submission ? { declaredNumber: submission.number } : {}),
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

/** Whether an impact assessment is approved of what is declared now, or nobody need mind what changed since. */
export async function isAssessed(stores: Stores, reviewId: string, carryOver: CarryOver): Promise<boolean> {
  const one = await assessmentFor(stores, reviewId);
  return one?.state === 'approved' && (await changesSince(stores, carryOver, one.assessment)).changes.length === 0;
}

/** What reviewers of a declaration read of its assessment, where it needs one. */
export function assessmentInWords(policy: ReviewPolicy, carryOver: CarryOver) {
  return async (stores: Stores, review: Review) => {
    if (!wayOf(policy, review.route).needsAssessment) return undefined;
    const one = await assessmentFor(stores, review.id);
    if (!one) return { words: 'not begun yet' };
    const [newest = one] = await assessmentsOf(
      stores,
      { kind: 'declaration', id: review.id },
      { stateOf: assessmentState },
    );
    const next =
      newest.assessment.id === one.assessment.id ? '' : `; ${newest.assessment.reference} is ${stateInWords(newest)}`;
    const state = `${one.assessment.reference}: ${stateInWords(one)}`;
    const since = one.state === 'approved' ? await changesSince(stores, carryOver, one.assessment) : undefined;
    const isOutdated = since !== undefined && since.changes.length > 0;
    const finder = since?.immaterial && (await stores.people.find(since.immaterial.by))?.displayName;
    const immaterial = since?.immaterial
      ? `; what changed since does not matter to it (${finder ?? 'a colleague'})`
      : '';
    return {
      words: isOutdated ? `${state}, ${sinceInWords(since.changes)}${next}` : `${state}${immaterial}`,
      ...(isOutdated ? { isOutdated } : {}),
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

/** Once the next version is approved, it takes the place of the one that it carried on from, controls and all. */
export async function replacePrevious(context: Context<Stores>, assessmentId: string): Promise<void> {
  const { stores, actor, now } = context;
  const assessment = await stores.assessments.find(assessmentId);
  if (!assessment?.follows) return;
  const { assessmentId: previousId } = assessment.follows;
  await continueControls(context, previousId, assessment);
  const record = await stores.reviews.ofAssessment(previousId);
  if (record?.review.state !== 'approved' && record?.review.state !== 'approvedWithConditions') return;
  const { review } = record;
  const event = { kind: 'superseded', byReference: assessment.reference, by: actor.personId, at: now } as const;
  if ((await stores.reviews.save(evolve(review, event), review.version, now)) === 'conflict')
    throw new LostRace(review.reference);
  context.audit({ kind: 'review.superseded', subjectId: review.id, details: { byReference: assessment.reference } });
  context.changed(review.id);
}

/** What was approved of the version before, for those who decide on this one. */
export async function previousVersion(stores: Stores, { route }: Review): Promise<PreviousVersion | undefined> {
  const assessment = route.kind === 'assessment' ? await stores.assessments.find(route.assessmentId) : undefined;
  const previous = assessment?.follows && (await stores.assessments.find(assessment.follows.assessmentId));
  const record = previous && (await stores.reviews.ofAssessment(previous.id));
  const submission = record && (await stores.reviews.submissions(record.review.id)).at(-1);
  if (!previous || !submission) return undefined;
  return { reference: previous.reference, answers: submission.answers, derived: submission.derived };
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
