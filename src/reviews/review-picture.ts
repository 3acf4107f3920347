import type { Answers } from '../interviews/answer.ts';
import { answerTo, visibleQuestions } from '../interviews/conditions.ts';
import type { EvidenceStore } from '../interviews/evidence.ts';
import { evidenceBlocks } from '../interviews/evidence-cards.ts';
import type { QuestionnaireStore } from '../interviews/interview-store.ts';
import { describeAnswer } from '../interviews/present.ts';
import { type Question, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { ModelCallStore } from '../language/model-calls.ts';
import type { Law } from '../law/law.ts';
import type { PeopleStore } from '../people/people.ts';
import type { DelegationStore } from './delegation-store.ts';
import { type DeliberationStore, NOTHING_SAID } from './deliberation-store.ts';
import { decidingFacts, deliberationBlocks } from './deliberation-words.ts';
import { lawStandingBlocks } from './law-blocks.ts';
import { type LawStanding, lawStanding } from './law-standing.ts';
import { type ReviewPolicy, wayOf } from './policy.ts';
import type { HumanOf } from './progress.ts';
import { isOpen, type Review } from './review.ts';
import type { DecisionWords, ReviewCardData, SimilarUse } from './review-card-data.ts';
import type { Decision, ReviewRecord, ReviewStore } from './review-store.ts';
import { mostAlike, type SimilarAssessment } from './similar-assessments.ts';
import type { Submission } from './submission.ts';
import { SUMMARY_PURPOSE, Summary } from './summarise.ts';
import { humansIn } from './whose-turn.ts';

export interface ReviewStores {
  readonly reviews: ReviewStore;
  readonly questionnaires: QuestionnaireStore;
  readonly people: PeopleStore;
  readonly evidence: EvidenceStore;
  readonly modelCalls: Pick<ModelCallStore, 'result'>;
  readonly deliberation: DeliberationStore;
  readonly delegations: DelegationStore;
}

/** Everything that is known about a review now, gathered for its cards and its rules. */
export interface ReviewPicture {
  readonly record: ReviewRecord;
  readonly questionnaire: Questionnaire;
  readonly submission: Submission;
  readonly decision: Decision | undefined;
  readonly humanOf: HumanOf;
  /** What the AI Act makes of an assessment; `undefined` where nothing was asked about the Act. */
  readonly law: LawStanding | undefined;
  readonly card: ReviewCardData;
}

/** The register's similar uses, for a product and a purpose as they were declared. */
export type FindSimilar<Stores> = (
  stores: Stores,
  answers: Answers,
  questionnaire: Questionnaire,
) => Promise<readonly SimilarUse[]>;

export interface PictureOptions<Stores> {
  readonly policy: ReviewPolicy;
  readonly findSimilar: FindSimilar<Stores>;
  readonly law: Law;
  /** The impact assessment that a declaration waits for, in words; `undefined` where it needs none. */
  /** The approved version that an assessment carries on from, to tell what differs. */
  readonly previousVersion?: (stores: Stores, review: Review) => Promise<PreviousVersion | undefined>;
  readonly assessmentOf?: (stores: Stores, review: Review) => Promise<ReviewCardData['assessment']>;
}

export interface PreviousVersion extends Pick<Submission, 'answers' | 'derived'> {
  /** ASM-1. */
  readonly reference: string;
}

export async function pictureOf<Stores extends ReviewStores>(
  stores: Stores,
  reviewId: string,
  { policy, findSimilar, law, assessmentOf, previousVersion }: PictureOptions<Stores>,
): Promise<ReviewPicture | undefined> {
  const record = await stores.reviews.find(reviewId);
  if (!record) return undefined;
  const submissions = await stores.reviews.submissions(reviewId);
  const submission = submissions.at(-1);
  const questionnaire =
    submission && (await stores.questionnaires.version(submission.questionnaireId, submission.questionnaireVersion));
  if (!submission || !questionnaire) throw new Error(`Review ${reviewId} has no submission that can be read`);

  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const nameOf = (personId: string) => names.get(personId);
  const humanOf = await humansIn(stores);
  const decision = (await stores.reviews.decisions(reviewId)).at(-1);
  const said = isTalkedAbout(record.review) ? await stores.deliberation.of(reviewId) : NOTHING_SAID;
  const answers = submission.answers ?? {};
  const previous = submissions.length === 1 ? await previousVersion?.(stores, record.review) : undefined;
  const before = submissions.at(-2) ?? previous;
  const submitter = await stores.people.find(submission.submitterId);
  const summary = Summary.safeParse(await stores.modelCalls.result(SUMMARY_PURPOSE, submission.id));
  const label = (id: string) => questionsOf(questionnaire).find((question) => question.id === id)?.label ?? id;
  const found = submission.law;
  const standing = found && lawStanding(found, record.review.progress, law);
  const card: ReviewCardData = {
    review: record.review,
    subject: subjectOf(questionnaire, answers),
    submitter: { name: submitter?.displayName ?? 'Somebody', department: submitter?.department ?? '' },
    answers: answered(questionnaire, answers).map((question) => ({
      label: question.label,
      value: describeAnswer(question, answerTo(answers, question.id)),
    })),
    ...(summary.success ? { summary: summary.data } : {}),
    because: submission.derived.because,
    assessment: await assessmentOf?.(stores, record.review),
    ...(submission.derived.impact ? { impact: submission.derived.impact } : {}),
    ...(submission.derived.treatment ? { treatment: submission.derived.treatment } : {}),
    ...(standing ? { law: lawStandingBlocks(standing, law, nameOf), lawFacets: standing.facets } : {}),
    unknowns: unknownsOf(questionnaire, submission).map(({ label: name, knower }) =>
      knower ? { label: name, knower } : { label: name },
    ),
    unknownDetails: answered(questionnaire, answers)
      .filter(({ id }) => answerTo(answers, id)?.kind === 'unknown' && !submission.derived.unknowns.includes(id))
      .map(({ label: name }) => name),
    contradictions: submission.derived.contradictions,
    ...(previous ? { changedSince: previous.reference } : {}),
    changes: [
      ...levelBetween(before, submission),
      ...changesBetween(questionnaire, before?.answers, submission.answers),
    ],
    requests: (await stores.reviews.changeRequests(reviewId))
      .filter(({ answered: isAnswered }) => !isAnswered)
      .map(({ questionId, remark }) => ({ label: label(questionId), remark: remark ?? '(erased)' })),
    evidence: evidenceBlocks(await stores.evidence.list(submission.evidence)),
    similar: await findSimilar(stores, answers, questionnaire),
    ...(record.review.route.kind === 'assessment' && isOpen(record.review)
      ? { alike: await alikeIn(stores, submission, questionnaire) }
      : {}),
    comments: (await stores.reviews.comments(reviewId)).map(({ id, authorId, audience, text, writtenAt }) => ({
      id,
      author: names.get(authorId) ?? 'Somebody',
      text: text ?? '(erased)',
      at: writtenAt,
      direction:
        audience === 'internal' ? 'internal' : isFromOwner(record.review, authorId) ? 'bySubmitter' : 'toSubmitter',
    })),
    deliberation: deliberationBlocks({ review: record.review, submission, said, policy, humanOf, nameOf, law }),
    committeeDecides: wayOf(policy, record.review.route).committee.length > 0,
    deciding: decidingFacts({ review: record.review, policy, humanOf }),
    nameOf,
    ...(decision ? { decision: decisionWords(decision, names.get(decision.reviewerId) ?? 'Somebody') } : {}),
  };
  return { record, questionnaire, submission, decision, humanOf, law: standing, card };
}

/** Most declarations are decided by one person without a word of anybody else. */
function isTalkedAbout({ route, progress, recused }: Review): boolean {
  return route.kind === 'assessment' || progress.advice.length + recused.length > 0;
}

/** How far back a reviewer's memory of decided assessments goes. */
const REMEMBERED = 100;

async function alikeIn(
  { reviews }: ReviewStores,
  submission: Submission,
  questionnaire: Questionnaire,
): Promise<readonly SimilarAssessment[]> {
  return mostAlike(submission, questionnaire, await reviews.decidedAssessments(REMEMBERED)).flatMap(
    ({ review: { reference, route }, answers, decision: { verdict, decidedAt, conditions } }) =>
      route.kind === 'assessment'
        ? {
            ...{ reference, verdict, decidedAt, level: route.level },
            subject: subjectOf(questionnaire, answers ?? {}),
            conditions: conditions.map(({ text }) => text),
          }
        : [],
  );
}

function isFromOwner({ submitterId, ownerId }: Review, authorId: string): boolean {
  return authorId === submitterId || authorId === ownerId;
}

/** “Otter.ai: transcribing client calls”. */
export function subjectOf(questionnaire: Questionnaire, answers: Answers): string {
  const words = (question: Question | undefined) => {
    const answer = question && answerTo(answers, question.id);
    return question && answer?.kind === 'known' ? describeAnswer(question, answer) : undefined;
  };
  const questions = questionsOf(questionnaire);
  const tool = words(questions.find(({ kind }) => kind === 'ai-system')) ?? 'An AI tool';
  const purpose = words(questions.find(({ id }) => id === 'purpose' || id === 'intendedUse'));
  return purpose ? `${tool}: ${purpose}` : tool;
}

/** Questions that a screening rule looks at and nobody could answer. */
export function unknownsOf(questionnaire: Questionnaire, submission: Submission): readonly Question[] {
  return questionsOf(questionnaire).filter(({ id }) => submission.derived.unknowns.includes(id));
}

export function answered(questionnaire: Questionnaire, answers: Answers): readonly Question[] {
  return visibleQuestions(questionnaire, answers).filter(({ id }) => answerTo(answers, id));
}

/** What the rules make of it now, and made of it before. */
function levelBetween(before: Pick<Submission, 'derived'> | undefined, after: Submission): ReviewCardData['changes'] {
  const [one, other] = [before?.derived.impact?.level, after.derived.impact?.level];
  return one === undefined || other === undefined || one === other
    ? []
    : [{ label: 'Computed level', before: one, after: other }];
}

function changesBetween(
  questionnaire: Questionnaire,
  before: Answers | undefined,
  after: Answers | undefined,
): ReviewCardData['changes'] {
  if (!before || !after) return [];
  const words = (question: Question, answers: Answers) => {
    const answer = answerTo(answers, question.id);
    return answer ? describeAnswer(question, answer) : 'not asked';
  };
  return questionsOf(questionnaire)
    .map((question) => ({ label: question.label, before: words(question, before), after: words(question, after) }))
    .filter((change) => change.before !== change.after);
}

/** A decision in the words in which its cards tell it. */
export function decisionWords(decision: Decision, decidedBy: string): DecisionWords {
  const { id, verdict, decidedAt, reason, conditions, validUntil, nextReviewAt } = decision;
  return {
    decisionId: id,
    verdict,
    decidedBy,
    decidedAt,
    conditions,
    ...(reason ? { reason } : {}),
    ...(validUntil ? { validUntil } : {}),
    ...(nextReviewAt ? { nextReviewAt } : {}),
  };
}
