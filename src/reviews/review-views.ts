import { action, type Block, type Card, type View, type Viewer } from '../chat/vocabulary.ts';
import { isReadBy } from '../people/acting-person.ts';
import { type ActOptions, type ActStores, factsFor } from './act.ts';
import { digestView } from './daily.ts';
import { wayOf } from './policy.ts';
import { actionsFor } from './reader-actions.ts';
import { mayRead, notYoursAnyMore } from './readers.ts';
import { remarkView } from './remark-view.ts';
import { hasEnded, isContributor, isOpen } from './review.ts';
import { reviewCard } from './review-card.ts';
import { pictureOf, type ReviewPicture } from './review-picture.ts';
import { submissionCard } from './submission-card.ts';
import { changesRequestedCard, decisionCard } from './submitter-cards.ts';
import { effectiveRoles } from './whose-turn.ts';
import { refusal, stateInWords } from './words.ts';

/** What reviewers and submitters see of a review, drawn from how it stands when they look. */
export function createReviewViews<Stores extends ActStores>(options: ActOptions<Stores>) {
  const { policy } = options;

  const view =
    (draw: (picture: ReviewPicture, stores: Stores, viewer: Viewer) => Card | Promise<Card>): View<Stores> =>
    async (stores, { subjectId }, viewer) => {
      const picture = await pictureOf(stores, subjectId, options);
      return picture && draw(picture, stores, viewer);
    };

  /** For whoever submitted it or answers for it, and nobody else. */
  const own = (draw: (picture: ReviewPicture, stores: Stores) => Card | Promise<Card>): View<Stores> =>
    view(async (picture, stores, viewer) => {
      const { submitterId, ownerId } = picture.record.review;
      const isTheirs = (await isReadBy(stores, viewer, submitterId)) || (await isReadBy(stores, viewer, ownerId));
      return isTheirs ? draw(picture, stores) : notYoursAnyMore;
    });

  /** With the buttons that its only reader can use; where several read it, all of them. */
  async function reviewersCard(picture: ReviewPicture, stores: Stores, { personId, now }: Viewer): Promise<Card> {
    const { card } = picture;
    const all = reviewCard(card);
    if (personId === undefined) return all;
    const reader = await stores.people.find(personId);
    // A role that was lost counts at once, also for the copies that were sent while it was held.
    const roles = reader ? await effectiveRoles(stores, reader.id, now) : [];
    if (!reader || !mayRead(roles, wayOf(policy, card.review.route))) return notYoursAnyMore;
    const samePersonIds = await stores.people.samePerson(reader.id);
    const reviewer = { personId: reader.id, samePersonIds, roles: reader.roles };
    const facts = await factsFor(stores, picture, reader.id, samePersonIds, now, options);
    const wrote = isOpen(card.review) && isContributor(card.review, reviewer);
    const blocks: readonly Block[] = wrote
      ? [{ kind: 'text', text: refusal('contributor').message }, ...all.blocks]
      : all.blocks;
    return { ...all, blocks, actions: actionsFor(reviewer, card.review, all.actions ?? [], now, facts) };
  }

  return {
    card: view(reviewersCard),
    digest: digestView(policy),
    submission: own(({ card }) => submissionCard(card)),
    remark: remarkView(options),
    decision: own(({ card, submission, decision }) =>
      decision && card.decision
        ? decisionCard({
            reference: card.review.reference,
            subject: card.subject,
            decision: card.decision,
            receipt: { ...submission, policyVersion: decision.policyVersion },
            isAssessment: card.review.route.kind === 'assessment',
            ...(hasEnded(card.review) ? { ended: stateInWords(card.review, card.nameOf) } : {}),
          })
        : submissionCard(card),
    ),
    changes: own(async ({ card, record }, stores) => {
      const interview = await stores.interviews.find(record.interviewId);
      const reviewer = 'claimedById' in record.review ? record.review.claimedById : undefined;
      if (record.review.state !== 'changesRequested' || !interview) return submissionCard(card);
      return changesRequestedCard({
        reference: card.review.reference,
        subject: card.subject,
        reviewer: (reviewer && card.nameOf(reviewer)) ?? 'The governance team',
        requests: card.requests,
        answer: action('interview.resume', 'Answer now', { interview: interview.id }, 'primary'),
      });
    }),
  };
}
