import type { Answers } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import type { EvidenceStore } from '../interviews/evidence.ts';
import { evidenceBlocks } from '../interviews/evidence-cards.ts';
import type { QuestionnaireStore } from '../interviews/interview-store.ts';
import { describeAnswer } from '../interviews/present.ts';
import { type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { ModelCallStore } from '../language/model-calls.ts';
import type { Law } from '../law/law.ts';
import type { PeopleStore } from '../people/people.ts';
import { changesBetween } from './changes-between.ts';
import { decisionWords } from './decision-words.ts';
import type { DelegationStore } from './delegation-store.ts';
import { type DeliberationStore, NOTHING_SAID } from './deliberation-store.ts';
import { decidingFacts, deliberationBlocks } from './deliberation-words.ts';
import { lawStandingBlocks } from './law-blocks.ts';
import { type LawStanding, lawStanding } from './law-standing.ts';
import { type ReviewPolicy, wayOf } from './policy.ts';
import type { HumanOf } from './progress.ts';
import { isOpen, type Review } from './review.ts';
import type { ReviewCardData, SimilarUse } from './review-card-data.ts';
import type { Decision, ReviewRecord, ReviewStore } from './review-store.ts';
import { similarAssessments } from './similar-assessments.ts';
import type { Submission } from './submission.ts';
import { answered, subjectOf, unknownsOf } from './submitted-answers.ts';
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
  /** The approved version that an assessment carries on from, to tell what differs. */
  readonly previousVersion?: (stores: Stores, review: Review) => Promise<PreviousVersion | undefined>;
  /** The impact assessment that a declaration waits for, in words; `undefined` where it needs none. */
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
    changes: changesBetween(questionnaire, before, submission),
    requests: (await stores.reviews.changeRequests(reviewId))
      .filter(({ answered: isAnswered }) => !isAnswered)
      .map(({ questionId, remark }) => ({ label: label(questionId), remark: remark ?? '(erased)' })),
    evidence: evidenceBlocks(await stores.evidence.list(submission.evidence)),
    similar: await findSimilar(stores, answers, questionnaire),
    ...(record.review.route.kind === 'assessment' && isOpen(record.review)
      ? { alike: await similarAssessments(stores.reviews, submission, questionnaire) }
      : {}),
    comments: await commentsOn(record.review, stores, nameOf),
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

async function commentsOn(
  { id: reviewId, submitterId, ownerId }: Review,
  { reviews }: ReviewStores,
  nameOf: ReviewCardData['nameOf'],
): Promise<ReviewCardData['comments']> {
  return (await reviews.comments(reviewId)).map(({ id, authorId, audience, text, writtenAt }) => {
    const isFromOwner = authorId === submitterId || authorId === ownerId;
    return {
      ...{ id, author: nameOf(authorId) ?? 'Somebody', text: text ?? '(erased)', at: writtenAt },
      direction: audience === 'internal' ? 'internal' : isFromOwner ? 'bySubmitter' : 'toSubmitter',
    };
  });
}
