import type { Form } from '../chat/form.ts';
import type { Person } from '../people/people.ts';
import type { Review } from './review.ts';
import { formOf, INPUT, MAX_REASON_CHARACTERS, reasonInput } from './review-form.ts';

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

export function handOverForm(review: Review, colleagues: readonly Person[]): Form {
  return formOf(review, 'review.handOver', 'Hand over', 'Hand over', [
    {
      ...{ kind: 'choice', id: INPUT.colleague, label: 'Who goes on with it', required: true, compact: true },
      hint: 'They are told, and it is claimed by them. Only who may decide or prepare it is listed.',
      choices: colleagues.map(({ id, displayName, title }) => ({
        id,
        label: title ? `${displayName}, ${title}` : displayName,
      })),
    },
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
