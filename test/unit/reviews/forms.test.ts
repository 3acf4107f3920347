import { describe, expect, it } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import { approveForm, conditionsForm } from '../../../src/reviews/approval-forms.ts';
import { decide } from '../../../src/reviews/decide.ts';
import {
  changesForm,
  commentForm,
  rejectForm,
  replyForm,
  revokeForm,
  supplierFactsForm,
} from '../../../src/reviews/forms.ts';
import { readReviewForm } from '../../../src/reviews/read-form.ts';
import { aReview, codeOf, facts, grace, NOW, policy } from './builders.ts';

const context = { review: '01900000-0000-7000-8000-000000000900', version: 1 };
const review = aReview({ id: context.review });
const prefilled = (form: Form) =>
  Object.fromEntries(
    form.inputs.flatMap((input) =>
      'value' in input && input.value !== undefined ? [[input.id, String(input.value)]] : [],
    ),
  );

describe('review forms', () => {
  it('approve as they are prefilled', () => {
    const read = readReviewForm('review.approve', context, prefilled(approveForm(review, policy, NOW)));

    expect(read.ok && codeOf(decide(review, read.command, grace, NOW, facts()))).toBe('accepted');
  });

  it('turn lines into conditions, what comes first being verified', () => {
    const read = readReviewForm('review.approveWithConditions', context, {
      ...prefilled(conditionsForm(review, policy, NOW)),
      conditions: '- Ask every client\r\n\n  Delete after 30 days ',
      preconditions: 'Sign the agreement',
    });

    expect(read).toMatchObject({
      ok: true,
      reviewId: context.review,
      command: {
        version: 1,
        conditions: [
          { text: 'Sign the agreement', precondition: true },
          { text: 'Ask every client', precondition: false },
          { text: 'Delete after 30 days', precondition: false },
        ],
      },
    });
  });

  it('turn chosen questions into requests', () => {
    const read = readReviewForm('review.requestChanges', context, {
      questions: ['data', 'purpose', 'data'],
      remark: 'More, please',
    });

    expect(read).toMatchObject({
      command: {
        requests: [
          { questionId: 'data', remark: 'More, please' },
          { questionId: 'purpose', remark: 'More, please' },
        ],
      },
    });
  });

  it('record supplier facts', () => {
    const read = readReviewForm('review.supplierFacts', context, {
      dataRegion: 'EU',
      trainsOnOurData: 'no',
      source: 'Contract of May',
    });

    expect(read).toMatchObject({
      command: { kind: 'recordSupplierFacts', version: 1, facts: { trainsOnOurData: 'no' } },
    });
  });

  it.each([
    ['review.approve', { nextReviewAt: '2027-02-30' }, 'nextReviewAt'],
    ['review.approve', {}, 'nextReviewAt'],
    ['review.requestChanges', { questions: [], remark: 'x' }, 'questions'],
    ['review.requestChanges', { questions: ['data'], remark: ' ' }, 'remark'],
    ['review.reject', { reason: '' }, 'reason'],
    ['review.revoke', { reason: ' ' }, 'reason'],
    ['review.comment', {}, 'comment'],
    ['review.comment', { comment: 'x', audience: 'everybody' }, 'audience'],
    ['review.reply', { comment: ' ' }, 'comment'],
    ['review.supplierFacts', { dataRegion: 'EU', trainsOnOurData: 'maybe', source: 'x' }, 'trainsOnOurData'],
  ] as const)('%s says what is wrong with %j', (form, inputs, input) => {
    const read = readReviewForm(form, context, inputs);

    expect(read).toMatchObject({ ok: false, errors: { [input]: expect.stringMatching(/^Please/) } });
  });

  it('believe no context that is none of theirs', () => {
    expect(readReviewForm('review.reject', { review: '', version: 'x' }, { reason: 'Long enough.' })).toEqual({
      ok: false,
      errors: {},
    });
  });

  it('come back to the capability under their own id', () => {
    const forms = [
      approveForm(review, policy, NOW),
      conditionsForm(review, policy, NOW),
      changesForm(review, []),
      rejectForm(review),
      revokeForm(review),
      commentForm(review),
      replyForm(review),
      supplierFactsForm(review),
    ];

    expect(forms.map(({ id }) => id)).toEqual([
      'review.approve',
      'review.approveWithConditions',
      'review.requestChanges',
      'review.reject',
      'review.revoke',
      'review.comment',
      'review.reply',
      'review.supplierFacts',
    ]);
    expect(new Set(forms.map((form) => JSON.stringify(form.context)))).toEqual(new Set([JSON.stringify(context)]));
  });
});
