import { z } from 'zod';
import type { ActionHandler, Form } from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import { type ActOptions, type ActStores, act, factsFor, judge, noSuchReview } from './act.ts';
import { approveForm, conditionsForm } from './approval-forms.ts';
import { isOwn, type Reviewer } from './authority.ts';
import type { ReviewCommand, ReviewFacts } from './command.ts';
import {
  adviseForm,
  committeeForm,
  declineLoweringForm,
  recuseForm,
  returnCommitteeForm,
  setLevelForm,
} from './deliberation-forms.ts';
import { changesForm, commentForm, rejectForm, replyForm, revokeForm, supplierFactsForm } from './forms.ts';
import { lawForm } from './law-form.ts';
import { leastCommand, type WrittenKind } from './least-command.ts';
import type { Terms } from './progress.ts';
import { LEVEL_FINDING } from './progress-after.ts';
import type { Review } from './review.ts';
import { pictureOf, type ReviewPicture } from './review-picture.ts';
import { answered } from './submitted-answers.ts';
import { voteForm } from './vote-form.ts';
import { refusal } from './words.ts';

const Clicked = z.object({
  review: z.uuid(),
  version: z.coerce.number().int(),
  /** Of which finding a lower value is to be settled. */
  finding: z.string().max(100).default(LEVEL_FINDING),
});

/** For whom a form is opened, and what it is drawn from. */
interface Opening {
  readonly review: Review;
  readonly picture: ReviewPicture;
  readonly facts: ReviewFacts;
  readonly by: Reviewer;
  readonly finding: string;
  readonly now: Date;
}

/** What each button of a review does: something at once, or the opening of a form. */
export function createReviewClicks<Stores extends ActStores>(options: ActOptions<Stores>) {
  const { policy } = options;

  function click(commandOf: (version: number, finding: string) => ReviewCommand): ActionHandler<Stores> {
    return async (context, { value }) => {
      const clicked = Clicked.safeParse(value);
      return clicked.success
        ? act(context, clicked.data.review, commandOf(clicked.data.version, clicked.data.finding), options)
        : noSuchReview;
    };
  }

  /** Opens a form only for someone who could send it now; sending it is checked again. */
  function open(kind: WrittenKind, formOf: (opening: Opening) => Form): ActionHandler<Stores> {
    return async (context, { value }) => {
      const clicked = Clicked.safeParse(value);
      const picture = clicked.success ? await pictureOf(context.stores, clicked.data.review, options) : undefined;
      if (!picture || !clicked.success) return noSuchReview;
      const { review } = picture.record;
      const { version, finding } = clicked.data;
      const shown = { review, version, finding };
      // The submitter's way to say something is to reply.
      const by = await actingPerson(context);
      const own = kind === 'comment' && isOwn(review, by);
      const judged = own
        ? refusal('ownSubmission')
        : await judge(context, picture, (facts) => leastCommand(kind, shown, context.now, facts), options);
      if (judged.ok) {
        const facts = await factsFor(context.stores, picture, by.personId, by.samePersonIds, context.now, options);
        return { kind: 'openForm', form: formOf({ review, picture, facts, by, finding, now: context.now }) };
      }
      context.changed(review.id);
      return { kind: 'notice', text: judged.message };
    };
  }

  /** The submitter's way to answer; to everybody else there is no such review. */
  const openReply: ActionHandler<Stores> = async (context, { value }) => {
    const clicked = z.object({ review: z.uuid() }).safeParse(value);
    const record = clicked.success ? await context.stores.reviews.find(clicked.data.review) : undefined;
    const isTheirs = record && isOwn(record.review, await actingPerson(context));
    return record && isTheirs ? { kind: 'openForm', form: replyForm(record.review) } : noSuchReview;
  };

  const vote = (verdict: Terms['verdict'], { review, by, facts, picture }: Opening) =>
    voteForm(review, verdict, by, facts, picture.card.nameOf);

  return {
    claim: click(() => ({ kind: 'claim' })),
    takeOver: click(() => ({ kind: 'claim', takeOver: true })),
    release: click(() => ({ kind: 'release' })),
    approve: open('approve', (opening) => approveForm(opening.review, policy, opening.now, vote('approved', opening))),
    approveWithConditions: open('approveWithConditions', (opening) =>
      conditionsForm(opening.review, policy, opening.now, vote('approvedWithConditions', opening)),
    ),
    requestChanges: open('requestChanges', ({ review, picture: { questionnaire, submission } }) =>
      changesForm(
        review,
        answered(questionnaire, submission.answers ?? {}).map(({ id, label }) => ({ questionId: id, label })),
      ),
    ),
    reject: open('reject', ({ review }) => rejectForm(review)),
    revoke: open('revoke', ({ review }) => revokeForm(review)),
    comment: open('comment', ({ review }) => commentForm(review)),
    reply: openReply,
    advise: open('advise', ({ review }) => adviseForm(review)),
    recuse: open('recuse', ({ review }) => recuseForm(review)),
    setLevel: open('setLevel', ({ review }) => setLevelForm(review)),
    decideLaw: open('decideLaw', ({ review, picture: { law } }) => {
      if (!law) throw new Error(`${review.reference} has no finding to decide on`);
      return lawForm(review, law, options.law);
    }),
    confirmLowering: click((version, finding) => ({ kind: 'confirmLowering', version, finding })),
    declineLowering: open('declineLowering', ({ review, finding }) => declineLoweringForm(review, finding)),
    recordCommittee: open('recordCommittee', ({ review, picture: { card }, facts: { committee }, now }) =>
      committeeForm(
        review,
        committee.map((id) => ({ id, label: card.nameOf(id) ?? 'Somebody' })),
        policy,
        now,
      ),
    ),
    confirmCommittee: click((version) => ({ kind: 'confirmCommittee', version })),
    returnCommittee: open('returnCommittee', ({ review }) => returnCommitteeForm(review)),
    supplierFacts: open('recordSupplierFacts', ({ review }) => supplierFactsForm(review)),
  };
}
