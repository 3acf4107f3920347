import type { Block, Card, Fact } from '../chat/vocabulary.ts';
import type { Person } from '../people/people.ts';
import { type ReviewPolicy, reviewingRoles } from '../reviews/policy.ts';
import type { ReviewRecord } from '../reviews/review-store.ts';
import { type DeskStores, interviewFacts, reviewFacts, useFacts } from './desk-sections.ts';

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
  const queue = (await stores.reviews.queue()).filter(({ review }) => mayReview(person, review, policy));
  const uses = await useFacts(stores, personId, declarationId, now);
  const blocks = [
    ...section('To review', await reviewFacts(stores, queue)),
    ...section('To finish', await interviewFacts(stores, personId)),
    ...section('Submitted', await reviewFacts(stores, await stores.reviews.submittedBy(personId))),
    ...section('You may use', uses.allowed),
    ...section('Not yet', uses.notYet),
  ];
  return { headline: person.displayName, blocks: blocks.length > 0 ? blocks : [nothing] };
}

const nothing: Block = {
  kind: 'text',
  text: 'Nothing is waiting for you. Ask me about an AI tool, or declare one that you would like to use.',
  subtle: true,
};

function mayReview(person: Person, review: ReviewRecord['review'], policy: ReviewPolicy): boolean {
  const roles = reviewingRoles(policy.lanes[review.lane]);
  return review.submitterId !== person.id && roles.some((role) => person.roles.includes(role));
}

function section(heading: string, facts: readonly Fact[]): readonly Block[] {
  if (facts.length === 0) return [];
  const more = facts.length - MOST_SHOWN;
  return [
    { kind: 'heading', text: more > 0 ? `${heading} (${facts.length})` : heading },
    { kind: 'facts', facts: facts.slice(0, MOST_SHOWN) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}
