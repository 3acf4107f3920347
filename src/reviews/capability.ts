import { z } from 'zod';
import { privately } from '../chat/privately.ts';
import {
  type ActionHandler,
  action,
  type Block,
  type Capability,
  type Card,
  type Context,
  type Form,
  type FormHandler,
  type ImmediateReply,
  type View,
  type Viewer,
} from '../chat/vocabulary.ts';
import { actingPerson, isReadBy } from '../people/acting-person.ts';
import { type ActOptions, type ActStores, act, factsFor, judge, noSuchReview } from './act.ts';
import { reviewAskedAbout, submittersView } from './ask-about.ts';
import { isOwn, type Reviewer } from './authority.ts';
import type { ReviewCommand, ReviewFacts } from './command.ts';
import { digestView } from './daily.ts';
import {
  adviseForm,
  committeeForm,
  declineLoweringForm,
  recuseForm,
  returnCommitteeForm,
  setLevelForm,
} from './deliberation-forms.ts';
import {
  approveForm,
  changesForm,
  commentForm,
  conditionsForm,
  rejectForm,
  replyForm,
  revokeForm,
  supplierFactsForm,
} from './forms.ts';
import { lawForm } from './law-form.ts';
import { leastCommand, type WrittenKind } from './least-command.ts';
import { wayOf } from './policy.ts';
import { LEVEL_FINDING } from './progress-after.ts';
import { type ReviewFormId, readReviewForm } from './read-form.ts';
import { actionsFor } from './reader-actions.ts';
import { mayRead, notYoursAnyMore } from './readers.ts';
import { remarkView } from './remark-view.ts';
import { hasEnded, isContributor, isOpen } from './review.ts';
import { reviewCard } from './review-card.ts';
import { pictureOf, type ReviewPicture } from './review-picture.ts';
import { submissionCard } from './submission-card.ts';
import { answered } from './submitted-answers.ts';
import { changesRequestedCard, decisionCard } from './submitter-cards.ts';
import { voteForm } from './vote-form.ts';
import { effectiveRoles } from './whose-turn.ts';
import { refusal, stateInWords } from './words.ts';

const Clicked = z.object({
  review: z.uuid(),
  version: z.coerce.number().int(),
  /** Of which finding a lower value is to be settled. */
  finding: z.string().max(100).default(LEVEL_FINDING),
});

/** Reviewing in chat: one card for each submission, decided by named people. */
export function createReviewCapability<Stores extends ActStores>(options: ActOptions<Stores>): Capability<Stores> {
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
  function open(
    kind: WrittenKind,
    formOf: (
      picture: ReviewPicture,
      now: Date,
      facts: ReviewFacts,
      by: Reviewer,
      finding: string,
    ) => Form | Promise<Form>,
  ): ActionHandler<Stores> {
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
        return { kind: 'openForm', form: await formOf(picture, context.now, facts, by, finding) };
      }
      context.changed(review.id);
      return { kind: 'notice', text: judged.message };
    };
  }

  /** The submitter's way to answer; to everybody else there is no such review. */
  async function openReply(context: Context<Stores>, { value }: { readonly value: unknown }): Promise<ImmediateReply> {
    const clicked = z.object({ review: z.uuid() }).safeParse(value);
    const record = clicked.success ? await context.stores.reviews.find(clicked.data.review) : undefined;
    const isTheirs = record && isOwn(record.review, await actingPerson(context));
    return record && isTheirs ? { kind: 'openForm', form: replyForm(record.review) } : noSuchReview;
  }

  function send(formId: ReviewFormId): FormHandler<Stores> {
    return async (context, { context: ids, inputs }) => {
      const read = readReviewForm(formId, ids, inputs);
      if (!read.ok)
        return Object.keys(read.errors).length > 0 ? { kind: 'formErrors', errors: read.errors } : noSuchReview;
      return act(context, read.reviewId, read.command, options);
    };
  }

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
    name: 'review',
    message: async (context, { text }) => {
      const reference = reviewAskedAbout(text);
      if (reference === undefined) return { kind: 'passed' };
      const record = await context.stores.reviews.referenced(reference);
      if (!record || (await show(context, { review: record.review.id }))) context.answer(unknownReview(reference));
      return { kind: 'handled' };
    },
    actions: {
      claim: click(() => ({ kind: 'claim' })),
      takeOver: click(() => ({ kind: 'claim', takeOver: true })),
      release: click(() => ({ kind: 'release' })),
      approve: open('approve', ({ record, card }, now, facts, by) =>
        approveForm(record.review, policy, now, voteForm(record.review, 'approved', by, facts, card.nameOf)),
      ),
      approveWithConditions: open('approveWithConditions', ({ record, card }, now, facts, by) =>
        conditionsForm(
          record.review,
          policy,
          now,
          voteForm(record.review, 'approvedWithConditions', by, facts, card.nameOf),
        ),
      ),
      requestChanges: open('requestChanges', ({ record, questionnaire, submission }) =>
        changesForm(
          record.review,
          answered(questionnaire, submission.answers ?? {}).map(({ id, label }) => ({ questionId: id, label })),
        ),
      ),
      reject: open('reject', ({ record }) => rejectForm(record.review)),
      revoke: open('revoke', ({ record }) => revokeForm(record.review)),
      comment: open('comment', ({ record }) => commentForm(record.review)),
      advise: open('advise', ({ record }) => adviseForm(record.review)),
      recuse: open('recuse', ({ record }) => recuseForm(record.review)),
      setLevel: open('setLevel', ({ record }) => setLevelForm(record.review)),
      decideLaw: open('decideLaw', ({ record, law }) => {
        if (!law) throw new Error(`${record.review.reference} has no finding to decide on`);
        return lawForm(record.review, law, options.law);
      }),
      confirmLowering: click((version, finding) => ({ kind: 'confirmLowering', version, finding })),
      declineLowering: open('declineLowering', ({ record }, _now, _facts, _by, finding) =>
        declineLoweringForm(record.review, finding),
      ),
      recordCommittee: open('recordCommittee', ({ record, card }, now, { committee }) =>
        committeeForm(
          record.review,
          committee.map((id) => ({ id, label: card.nameOf(id) ?? 'Somebody' })),
          policy,
          now,
        ),
      ),
      confirmCommittee: click((version) => ({ kind: 'confirmCommittee', version })),
      returnCommittee: open('returnCommittee', ({ record }) => returnCommitteeForm(record.review)),
      reply: openReply,
      supplierFacts: open('recordSupplierFacts', ({ record }) => supplierFactsForm(record.review)),
      show: async (context, { value }) => show(context, value),
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
    },
    views: {
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
    },
  };

  /** The card again, for someone who may see it: from the desk or a digest. */
  async function show(context: Context<Stores>, value: unknown): Promise<ImmediateReply | undefined> {
    const clicked = z.object({ review: z.uuid() }).safeParse(value);
    const record = clicked.success ? await context.stores.reviews.find(clicked.data.review) : undefined;
    if (!record) return noSuchReview;
    const { review } = record;
    const way = wayOf(policy, review.route);
    const own = review.submitterId === context.actor.personId;
    const roles = await effectiveRoles(context.stores, context.actor.personId, context.now);
    if (!own && !mayRead(roles, way)) return noSuchReview;
    const name = own ? submittersView(review) : 'review.card';
    context.send({
      to: privately(context),
      content: { kind: 'view', view: { name, subjectId: review.id } },
    });
    return undefined;
  }
}

/** The same words whether it is not there or not theirs, so that nobody learns what others asked for. */
function unknownReview(reference: string): Card {
  return {
    headline: `${reference}: nothing that I can show you`,
    tone: 'quiet',
    blocks: [
      {
        kind: 'text',
        text: 'There is no such review, or it is not yours to see. A review is shown to the person who submitted it and to those who review it. Say “my desk” for yours.',
      },
    ],
  };
}
