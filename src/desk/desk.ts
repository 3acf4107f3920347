import { action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import type { InterviewStore, QuestionnaireStore } from '../interviews/interview-store.ts';
import { progressOf } from '../interviews/progress.ts';
import type { PeopleStore, Person } from '../people/people.ts';
import type { RegisterStore } from '../register/register-store.ts';
import { type ReviewPolicy, reviewingRoles } from '../reviews/policy.ts';
import { isOpen } from '../reviews/review.ts';
import { subjectOf } from '../reviews/review-picture.ts';
import type { ReviewRecord, ReviewStore } from '../reviews/review-store.ts';
import { dayInWords, stateInWords } from '../reviews/words.ts';

export interface DeskStores {
  readonly interviews: InterviewStore;
  readonly questionnaires: QuestionnaireStore;
  readonly reviews: ReviewStore;
  readonly register: RegisterStore;
  readonly people: PeopleStore;
}

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
): Promise<Card> {
  const person = await stores.people.find(personId);
  if (!person) return { headline: 'My desk', blocks: [{ kind: 'text', text: 'I do not know you yet.' }] };
  const queue = await stores.reviews.queue();
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const blocks: Block[] = [
    ...section(
      'To review',
      await queueFacts(
        stores,
        queue.filter(({ review }) => mayReview(person, review, policy)),
        names,
      ),
    ),
    ...section('To finish', await interviewFacts(stores, personId)),
    ...section('Submitted', await submissionFacts(stores, personId, names)),
    ...section('You may use', await useFacts(stores, personId, declarationId)),
  ];
  const empty = blocks.length === 0;
  return {
    headline: 'My desk',
    blocks: empty
      ? [
          {
            kind: 'text',
            text: 'Nothing is waiting for you. Ask me about an AI tool, or declare one that you would like to use.',
            subtle: true,
          },
        ]
      : blocks,
  };
}

function mayReview(person: Person, review: ReviewRecord['review'], policy: ReviewPolicy): boolean {
  return (
    review.submitterId !== person.id &&
    reviewingRoles(policy.lanes[review.lane]).some((role) => person.roles.includes(role))
  );
}

function section(heading: string, facts: readonly Fact[]): readonly Block[] {
  if (facts.length === 0) return [];
  const shown = facts.slice(0, MOST_SHOWN);
  const more = facts.length - shown.length;
  return [
    { kind: 'heading', text: more > 0 ? `${heading} (${facts.length})` : heading },
    { kind: 'facts', facts: shown },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}

async function queueFacts(
  stores: DeskStores,
  queue: readonly ReviewRecord[],
  names: ReadonlyMap<string, string>,
): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const { review } of queue) {
    facts.push({
      label: await titleOf(stores, review.id, review.reference),
      value: stateInWords(review, (id) => names.get(id)),
      note: `Decision due ${dayInWords(review.dueAt)}`,
      action: action('review.show', 'Open', { review: review.id }),
    });
  }
  return facts;
}

async function titleOf(stores: DeskStores, reviewId: string, reference: string): Promise<string> {
  const submission = (await stores.reviews.submissions(reviewId)).at(-1);
  const questionnaire =
    submission && (await stores.questionnaires.version(submission.questionnaireId, submission.questionnaireVersion));
  return questionnaire && submission.answers
    ? `${reference} · ${subjectOf(questionnaire, submission.answers)}`
    : reference;
}

async function interviewFacts(stores: DeskStores, personId: string): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const interview of await stores.interviews.openOf(personId)) {
    const questionnaire = await stores.questionnaires.version(
      interview.questionnaireId,
      interview.questionnaireVersion,
    );
    if (!questionnaire) continue;
    const { done, total } = progressOf(questionnaire, interview.state);
    const asked = interview.state.changeRequested.length > 0 ? 'The governance team asks for changes. ' : '';
    facts.push({
      label: `${questionnaire.title}: ${subjectOf(questionnaire, interview.state.answers)}`,
      value: `${asked}${done} of ${total} answered`,
      action: action('interview.resume', 'Go on', { interview: interview.id }),
    });
  }
  return facts;
}

async function submissionFacts(
  stores: DeskStores,
  personId: string,
  names: ReadonlyMap<string, string>,
): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const { review } of await stores.reviews.submittedBy(personId)) {
    const fact = {
      label: await titleOf(stores, review.id, review.reference),
      value: stateInWords(review, (id) => names.get(id)),
      action: action('review.show', 'Open', { review: review.id }),
    };
    facts.push(isOpen(review) ? { ...fact, note: `Decision due ${dayInWords(review.dueAt)}` } : fact);
  }
  return facts;
}

async function useFacts(stores: DeskStores, personId: string, declarationId: string): Promise<readonly Fact[]> {
  const questionnaire = await stores.questionnaires.inForce(declarationId);
  const purpose = questionnaire?.sections.flatMap(({ questions }) => questions).find(({ id }) => id === 'purpose');
  const words = (id: string) =>
    (purpose?.kind === 'one-of' ? purpose.options.find((option) => option.id === id)?.label : undefined) ?? id;
  return (await stores.register.uses())
    .filter(
      ({ use, memberIds }) => use.state === 'approved' && (use.ownerId === personId || memberIds.includes(personId)),
    )
    .map(({ use, system, conditions }): Fact => {
      const fact: Fact = {
        label: `${use.reference} · ${system.name}`,
        value: words(use.facets.purpose),
        action: action('register.show', 'Open', { use: use.id }),
      };
      return conditions.length > 0 ? { ...fact, note: conditions.map(({ text }) => text).join('; ') } : fact;
    });
}
