import type { Choice, Form, Input } from '../chat/form.ts';
import { latestValidity, type ReviewPolicy } from './policy.ts';
import type { Review } from './review.ts';

const MAX_REASON_CHARACTERS = 2000;
const MAX_CONDITIONS_CHARACTERS = 4000;

/** Inputs of the review forms, by which their values come back. */
export const INPUT = {
  reason: 'reason',
  conditions: 'conditions',
  preconditions: 'preconditions',
  nextReviewAt: 'nextReviewAt',
  validUntil: 'validUntil',
  questions: 'questions',
  remark: 'remark',
  comment: 'comment',
  audience: 'audience',
  dataRegion: 'dataRegion',
  trainsOnOurData: 'trainsOnOurData',
  source: 'source',
  as: 'as',
  stance: 'stance',
  level: 'level',
  heldOn: 'heldOn',
  attendees: 'attendees',
  standAside: 'standAside',
  inFavour: 'inFavour',
  against: 'against',
  abstained: 'abstained',
  verdict: 'verdict',
  dissent: 'dissent',
} as const;

export function approveForm(review: Review, policy: ReviewPolicy, now: Date, vote: VoteForm = NO_VOTE): Form {
  return formOf(review, 'review.approve', 'Approve', 'Approve', [
    ...voteInputs(vote),
    reasonInput('What the submitter should know', false, vote),
    nextReviewInput(review, policy, now),
    {
      kind: 'date',
      id: INPUT.validUntil,
      label: 'Approved until',
      value: isoDay(latestValidity(policy, review.route, now)),
    },
  ]);
}

export function conditionsForm(review: Review, policy: ReviewPolicy, now: Date, vote: VoteForm = NO_VOTE): Form {
  return formOf(review, 'review.approveWithConditions', 'Approve with conditions', 'Approve with conditions', [
    ...voteInputs(vote),
    linesInput(INPUT.conditions, 'Conditions', 'One per line. They hold as long as it is used.'),
    linesInput(
      INPUT.preconditions,
      'Before it may be used',
      'One per line. Nothing is covered until these are verified.',
    ),
    reasonInput('Why', false, vote),
    nextReviewInput(review, policy, now),
  ]);
}

export function changesForm(
  review: Review,
  questions: readonly { readonly questionId: string; readonly label: string }[],
): Form {
  return formOf(review, 'review.requestChanges', 'Ask for changes', 'Send to the submitter', [
    {
      kind: 'choices',
      id: INPUT.questions,
      label: 'Which answers',
      required: true,
      compact: true,
      choices: questions.map(({ questionId, label }) => ({ id: questionId, label })),
    },
    {
      kind: 'text',
      id: INPUT.remark,
      label: 'What should change',
      multiline: true,
      required: true,
      maxLength: MAX_REASON_CHARACTERS,
    },
  ]);
}

export function rejectForm(review: Review): Form {
  return formOf(review, 'review.reject', 'Reject', 'Reject', [reasonInput('Why, and what would have to change', true)]);
}

export function revokeForm(review: Review): Form {
  return formOf(review, 'review.revoke', 'Revoke the approval', 'Revoke', [
    reasonInput('Why it may no longer be used', true),
  ]);
}

export function commentForm(review: Review): Form {
  return formOf(review, 'review.comment', 'Comment', 'Comment', [
    {
      kind: 'choice',
      id: INPUT.audience,
      label: 'Who reads it?',
      required: true,
      value: 'internal',
      choices: [
        { id: 'internal', label: 'The reviewers' },
        { id: 'submitter', label: 'The submitter as well, who can reply' },
      ],
    },
    { ...commentInput, label: 'Comment' },
  ]);
}

/** What the submitter says to the reviewers. */
export function replyForm(review: Review): Form {
  return formOf(review, 'review.reply', 'Reply', 'Send', [{ ...commentInput, label: 'To the reviewers' }]);
}

const commentInput = {
  kind: 'text',
  id: INPUT.comment,
  multiline: true,
  required: true,
  maxLength: MAX_REASON_CHARACTERS,
} as const;

export function supplierFactsForm(review: Review): Form {
  const known = review.supplierFacts;
  return formOf(review, 'review.supplierFacts', 'Supplier facts', 'Save', [
    {
      kind: 'text',
      id: INPUT.dataRegion,
      label: 'Where the data goes',
      hint: 'Country or region, such as EU',
      required: true,
      maxLength: 200,
      value: known?.dataRegion ?? '',
    },
    {
      kind: 'choice',
      id: INPUT.trainsOnOurData,
      label: 'Does the supplier train on our data?',
      required: true,
      value: known?.trainsOnOurData ?? 'unknown',
      choices: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
        { id: 'unknown', label: 'Not known' },
      ],
    },
    {
      kind: 'text',
      id: INPUT.source,
      label: 'Where this is written',
      hint: 'Contract, terms, a page of the supplier',
      required: true,
      maxLength: 500,
      value: known?.source ?? '',
    },
  ]);
}

export function formOf(
  review: Review,
  id: `review.${string}`,
  title: string,
  submitLabel: string,
  inputs: readonly Input[],
): Form {
  return {
    id,
    title: `${title}: ${review.reference}`,
    inputs,
    submitLabel,
    context: { review: review.id, version: review.version },
  };
}

export function reasonInput(label: string, required: boolean, { departs }: Pick<VoteForm, 'departs'> = NO_VOTE): Input {
  const text = {
    kind: 'text',
    id: INPUT.reason,
    label,
    multiline: true,
    required,
    maxLength: MAX_REASON_CHARACTERS,
  } as const;
  return departs ? { ...text, hint: 'There is advice against it. Who decides otherwise has to say why.' } : text;
}

/** What a vote among several has beside the terms of the approval. */
export interface VoteForm {
  /** The capacities in which this person could vote. */
  readonly capacities: readonly Choice[];
  /** Whether it goes against formal advice. */
  readonly departs: boolean;
}

const NO_VOTE: VoteForm = { capacities: [], departs: false };

function voteInputs({ capacities: [first, ...others] }: VoteForm): readonly Input[] {
  if (!first || others.length === 0) return [];
  const choices = [first, ...others];
  return [{ kind: 'choice', id: INPUT.as, label: 'You decide as', required: true, value: first.id, choices }];
}

export function linesInput(id: string, label: string, hint: string): Input {
  return { kind: 'text', id, label, hint, multiline: true, maxLength: MAX_CONDITIONS_CHARACTERS };
}

export function nextReviewInput(review: Review, policy: ReviewPolicy, now: Date): Input {
  const value = isoDay(latestValidity(policy, review.route, now));
  return { kind: 'date', id: INPUT.nextReviewAt, label: 'Next review', required: true, value };
}

export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
