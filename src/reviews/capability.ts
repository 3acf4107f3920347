import { nothingToShow } from '../chat/nothing-to-show.ts';
import type { Capability, Card, FormHandler } from '../chat/vocabulary.ts';
import { type ActOptions, type ActStores, act, noSuchReview } from './act.ts';
import { reviewAskedAbout, reviewToDecide } from './ask-about.ts';
import { createReviewClicks } from './clicks.ts';
import { handingOver } from './hand-over.ts';
import { type ReviewFormId, readReviewForm } from './read-form.ts';
import { createReviewViews } from './review-views.ts';
import { showReview } from './show-review.ts';

/** Nobody learns what others asked for. */
const NOT_SHOWN =
  'There is no such review, or it is not yours to see. A review is shown to the person who submitted it and to those who review it. Say “my desk” for yours.';

/** A decision needs its reason, and the version of the card that it was made on. */
const byButton: Card = {
  headline: 'Nothing was decided by this',
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'Deciding takes a button of the card, which asks for what belongs to it.' }],
};

/** Reviewing in chat: one card for each submission, decided by named people. */
export function createReviewCapability<Stores extends ActStores>(options: ActOptions<Stores>): Capability<Stores> {
  const handOver = handingOver(options);
  function send(formId: ReviewFormId): FormHandler<Stores> {
    return async (context, { context: ids, inputs }) => {
      const read = readReviewForm(formId, ids, inputs);
      if (!read.ok)
        return Object.keys(read.errors).length > 0 ? { kind: 'formErrors', errors: read.errors } : noSuchReview;
      return act(context, read.reviewId, read.command, options);
    };
  }

  return {
    name: 'review',
    message: async (context, { text }) => {
      const toDecide = reviewToDecide(text);
      const reference = toDecide ?? reviewAskedAbout(text);
      if (reference === undefined) return { kind: 'passed' };
      const record = await context.stores.reviews.referenced(reference);
      const refused = !record || (await showReview(context, { review: record.review.id }, options.policy));
      if (refused) context.answer(nothingToShow(reference, NOT_SHOWN));
      else if (toDecide !== undefined) context.answer(byButton);
      return { kind: 'handled' };
    },
    actions: {
      ...createReviewClicks(options),
      handOver: handOver.open,
      show: async (context, { value }) => showReview(context, value, options.policy),
    },
    forms: {
      approve: send('review.approve'),
      approveWithConditions: send('review.approveWithConditions'),
      requestChanges: send('review.requestChanges'),
      reject: send('review.reject'),
      revoke: send('review.revoke'),
      comment: send('review.comment'),
      reply: send('review.reply'),
      advise: send('review.advise'),
      recuse: send('review.recuse'),
      setLevel: send('review.setLevel'),
      decideLaw: send('review.decideLaw'),
      declineLowering: send('review.declineLowering'),
      recordCommittee: send('review.recordCommittee'),
      returnCommittee: send('review.returnCommittee'),
      supplierFacts: send('review.supplierFacts'),
      handOver: handOver.send,
    },
    views: createReviewViews(options),
  };
}
