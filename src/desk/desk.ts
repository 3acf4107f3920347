import { action, type Block, type Card, type Fact, type Role } from '../chat/vocabulary.ts';
import { type ReviewPolicy, reviewingRoles, wayOf } from '../reviews/policy.ts';
import type { ReviewRecord } from '../reviews/review-store.ts';
import { effectiveRoles } from '../reviews/whose-turn.ts';
import { concernFacts, questionFacts } from './asked-and-reported.ts';
import { type DeskStores, interviewFacts, owedToColleagues, reviewFacts, useFacts } from './desk-sections.ts';
import { nextReviewFacts } from './next-review-facts.ts';
import { riskFacts } from './risk-facts.ts';

export interface DeskOptions {
  readonly policy: ReviewPolicy;
  readonly declarationId: string;
}

/** What shows at most in one list; the rest is counted, never dropped in silence. */
const MOST_SHOWN = 8;

/** One person's desk: what they owe, what they submitted, what they may use; for reviewers the queue. */
export async function deskCard(
  stores: DeskStores,
  personId: string,
  { policy, declarationId }: DeskOptions,
  now: Date,
): Promise<Card> {
  const person = await stores.people.find(personId);
  if (!person) return { headline: 'Nobody', blocks: [{ kind: 'text', text: 'I do not know you yet.' }] };
  const acting = { personId, samePersonIds: await stores.people.samePerson(personId), roles: person.roles };
  const concerns = await concernFacts(stores, acting, now);
  const questions = await questionFacts(stores, acting, now);
  const roles = await effectiveRoles(stores, personId, now);
  const queue = (await stores.reviews.queue()).filter(({ review }) => mayReview(personId, roles, review, policy));
  const interviews = await interviewFacts(stores, personId);
  const owed = await owedToColleagues(stores, [personId, ...acting.samePersonIds]);
  const risks = await riskFacts(stores, acting, now);
  const assessments = await nextReviewFacts(stores, acting, now);
  const submitted = await stores.reviews.submittedBy(personId);
  const uses = await useFacts(stores, personId, declarationId, now);
  const blocks = [
    ...section(
      'To review',
      queue.length,
      await reviewFacts(stores, queue.slice(0, MOST_SHOWN), { policy, acting, now }),
    ),
    ...section('Risks to accept', risks.toAccept.length, risks.toAccept),
    ...section('Controls that are late', risks.late.length, risks.late),
    ...section('Assessments that are overdue', assessments.overdue.length, assessments.overdue),
    ...section('Concerns and incidents', concerns.handled.length, concerns.handled),
    ...section('Questions to answer', questions.toAnswer.length, questions.toAnswer),
    ...section('Colleagues ask you', owed.length, owed),
    ...section('Controls to put into practice', risks.toDo.length, risks.toDo),
    ...section('Assessments to repeat', assessments.own.length, assessments.own),
    ...section('To finish', interviews.length, interviews),
    ...section('Submitted', submitted.length, await reviewFacts(stores, submitted.slice(0, MOST_SHOWN))),
    ...section('You asked', questions.asked.length, questions.asked),
    ...section('You reported', concerns.reported.length, concerns.reported),
    ...section('You may use', uses.allowed.length, uses.allowed),
    ...section('Not yet', uses.notYet.length, uses.notYet),
  ];
  return {
    headline: person.displayName,
    blocks: blocks.length > 0 ? blocks : [nothing],
    actions: [
      action('interview.start', 'Declare an AI use'),
      action('concern.report', 'Report a concern or an incident', {}, 'quiet'),
    ],
  };
}

const nothing: Block = {
  kind: 'text',
  text: 'Nothing is waiting for you. Ask me about an AI tool, or declare one that you would like to use.',
  subtle: true,
};

function mayReview(
  personId: string,
  roles: readonly Role[],
  review: ReviewRecord['review'],
  policy: ReviewPolicy,
): boolean {
  const way = wayOf(policy, review.route);
  const reviewing = [...reviewingRoles(way), ...way.committee];
  return review.submitterId !== personId && reviewing.some((role) => roles.includes(role));
}

/** @param count of all there are, of which `facts` need to hold only what shows. */
function section(heading: string, count: number, facts: readonly Fact[]): readonly Block[] {
  if (count === 0) return [];
  const more = count - MOST_SHOWN;
  return [
    { kind: 'heading', text: more > 0 ? `${heading} (${count})` : heading },
    { kind: 'facts', facts: facts.slice(0, MOST_SHOWN) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}
