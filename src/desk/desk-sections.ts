import { action, type Fact } from '../chat/vocabulary.ts';
import type { ConcernStore } from '../concerns/concern-store.ts';
import type { NextReviewStore } from '../impact/next-review.ts';
import { isLong, progressOf } from '../interviews/progress.ts';
import type { InterviewStores } from '../interviews/session.ts';
import { titleOf } from '../interviews/title.ts';
import { owedFacts } from '../interviews/together/cards.ts';
import { openSharesOf } from '../interviews/together/open-shares.ts';
import type { ActingPerson } from '../people/acting-person.ts';
import type { QuestionStore } from '../questions/question-store.ts';
import { facetWords } from '../register/facet-words.ts';
import type { RegisteredUse } from '../register/register.ts';
import type { RegisterStore } from '../register/register-store.ts';
import { standing } from '../register/standing.ts';
import type { DelegationStore } from '../reviews/delegation-store.ts';
import type { ReviewPolicy } from '../reviews/policy.ts';
import { isOpen, type Review } from '../reviews/review.ts';
import type { ReviewRecord, ReviewStore } from '../reviews/review-store.ts';
import { subjectOf } from '../reviews/submitted-answers.ts';
import { humansIn, peopleFor, rolesInTurn } from '../reviews/whose-turn.ts';
import { dayInWords, routeInWords, stateInWords } from '../reviews/words.ts';
import type { ControlStore } from '../risks/control-store.ts';
import type { RiskStore } from '../risks/risk-store.ts';

export interface DeskStores extends InterviewStores {
  readonly reviews: ReviewStore;
  readonly register: RegisterStore;
  readonly concerns: ConcernStore;
  readonly questions: QuestionStore;
  readonly delegations: DelegationStore;
  readonly risks: RiskStore;
  readonly controls: ControlStore;
  readonly nextReviews: NextReviewStore;
}

/** Reviews, each with what it is about, where it stands and by when it is to be decided. */
export async function reviewFacts(
  stores: DeskStores,
  records: readonly ReviewRecord[],
  reader?: { readonly policy: ReviewPolicy; readonly acting: ActingPerson; readonly now: Date },
): Promise<readonly Fact[]> {
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const humanOf = await humansIn(stores);
  const turns = async ({ policy, acting, now }: NonNullable<typeof reader>, review: Review) =>
    (await peopleFor(stores, rolesInTurn(review, policy, humanOf), review, humanOf, now)).includes(
      humanOf(acting.personId),
    );
  const facts: Fact[] = [];
  for (const { review } of records) {
    const turn = reader && (await turns(reader, review)) ? 'It is your turn. ' : '';
    const { label, value } = routeInWords(review.route);
    const due = isOpen(review) ? ` Decision due ${dayInWords(review.dueAt)}. ${label}: ${value.split(':')[0]}.` : '';
    facts.push({
      label: review.reference,
      value: await subjectIn(stores, review.id),
      note: `${turn}${stateInWords(review, (id) => names.get(id))}${due}`,
      action: action('review.show', 'Open', { review: review.id }),
    });
  }
  return facts;
}

async function subjectIn(stores: DeskStores, reviewId: string): Promise<string> {
  const submission = (await stores.reviews.submissions(reviewId)).at(-1);
  const questionnaire =
    submission && (await stores.questionnaires.version(submission.questionnaireId, submission.questionnaireVersion));
  return questionnaire ? subjectOf(questionnaire, submission.answers ?? {}) : 'An AI use';
}

/** Interviews that can still go on. */
export async function interviewFacts(stores: DeskStores, personId: string): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  const names = new Map((await stores.people.list()).map((person) => [person.id, person.displayName]));
  for (const { id, state, ...interview } of await stores.interviews.openOf(personId)) {
    const questionnaire = await stores.questionnaires.version(
      interview.questionnaireId,
      interview.questionnaireVersion,
    );
    if (!questionnaire) continue;
    const { done, total } = progressOf(questionnaire, state);
    const isAsked = state.changeRequested.some(({ isTouched }) => !isTouched);
    const withWhom = [...new Set(state.shared.map((shared) => names.get(shared.personId) ?? 'a colleague'))];
    const waits = withWhom.length > 0 ? `; with ${withWhom.join(', ')}` : '';
    facts.push({
      label: isAsked ? 'Changes' : 'Draft',
      value: isLong(questionnaire) ? titleOf(questionnaire, state) : subjectOf(questionnaire, state.answers),
      note: isAsked ? 'The governance team asks for changes' : `${done} of ${total} answered${waits}`,
      action: action('interview.resume', 'Go on', { interview: id }),
    });
  }
  return facts;
}

/** What colleagues asked this person for. */
export async function owedToColleagues(stores: DeskStores, personIds: readonly string[]): Promise<readonly Fact[]> {
  const open = await openSharesOf(stores, personIds);
  if (open.length === 0) return [];
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  return owedFacts(open, (id) => names.get(id));
}

/** What the person's approvals allow now, apart from those of which something is still missing. */
export async function useFacts(
  stores: DeskStores,
  personId: string,
  declarationId: string,
  now: Date,
): Promise<{ readonly allowed: readonly Fact[]; readonly notYet: readonly Fact[] }> {
  const questionnaire = await stores.questionnaires.forReading(declarationId);
  if (!questionnaire) return { allowed: [], notYet: [] };
  const words = facetWords(questionnaire);
  const own = (await stores.register.uses()).filter(
    ({ use, memberIds }) => use.state === 'approved' && (use.ownerId === personId || memberIds.includes(personId)),
  );
  const missing = (found: RegisteredUse) => standing(found, now, words);
  const factOf =
    (noteOf: (found: RegisteredUse) => readonly string[]) =>
    (found: RegisteredUse): Fact => {
      const { use, system } = found;
      const fact: Fact = {
        label: use.reference,
        value: `${system.name}: ${words.label('purpose', use.facets.purpose)}`,
        action: action('register.show', 'Open', { use: use.id }),
      };
      const notes = noteOf(found);
      return notes.length > 0 ? { ...fact, note: notes.join('; ') } : fact;
    };
  return {
    allowed: own
      .filter((found) => missing(found).length === 0)
      .map(factOf(({ conditions }) => conditions.map(({ text }) => text))),
    notYet: own
      .filter((found) => missing(found).length > 0)
      .map(factOf((found) => missing(found).map(({ words: said }) => said))),
  };
}
