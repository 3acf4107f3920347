import { describe, expect, it } from 'vitest';
import { action } from '../../../src/chat/capability.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { DecisionWords } from '../../../src/reviews/decision-words.ts';
import { reviewCard } from '../../../src/reviews/review-card.ts';
import type { ReviewCardData } from '../../../src/reviews/review-card-data.ts';
import { changesRequestedCard, decisionCard } from '../../../src/reviews/submitter-cards.ts';
import { approval, aReview, grace, history, NOW } from './builders.ts';

const decision: DecisionWords = {
  decisionId: 'decision-7',
  verdict: 'approvedWithConditions',
  decidedBy: 'Grace Hopper',
  decidedAt: NOW,
  reason: 'Useful, and consent is asked for.',
  conditions: [
    { text: 'Ask every client', precondition: false },
    { text: 'Sign the agreement', precondition: true },
  ],
  validUntil: new Date('2028-03-01'),
  nextReviewAt: new Date('2027-09-01'),
};

function data(changed: Partial<ReviewCardData> = {}): ReviewCardData {
  return {
    review: aReview(),
    subject: 'Otter.ai to transcribe client calls',
    submitter: { name: 'Sam Vimes', department: 'Sales' },
    answers: [{ label: 'Tool', value: 'Otter.ai' }],
    because: [{ lane: 'light', text: 'Nothing calls for an assessment.', clause: '6.1.4' }],
    unknowns: [{ label: 'Countries', knower: 'the head of the team' }],
    contradictions: ['No personal data, yet client calls.'],
    changes: [{ label: 'Data', before: 'None', after: 'Customer' }],
    requests: [],
    similar: [{ reference: 'AIU-3', title: 'Fireflies for meeting notes', conditions: ['Tell everybody'] }],
    comments: [],
    nameOf: (id) => ({ grace: 'Grace Hopper' })[id],
    ...changed,
  };
}

const actionIds = (card: Card) => card.actions?.map(({ id }) => id) ?? [];
const textOf = (card: Card) => JSON.stringify([card.headline, card.blocks]);

describe('the review card', () => {
  it.each([
    'Otter.ai to transcribe client calls',
    'Sam Vimes, Sales',
    'Light: a review by governance is enough',
    'Nothing calls for an assessment. (6.1.4)',
    'Countries (usually known by the head of the team)',
    'No personal data, yet client calls.',
    'Data: None → Customer',
    'AIU-3 Fireflies for meeting notes. Conditions: Tell everybody',
    '8 March 2027',
    'REV-40 is waiting for a reviewer.',
  ])('shows “%s”', (words) => {
    expect(textOf(reviewCard(data()))).toContain(words);
  });

  it('carries the review and its version in every button', () => {
    const card = reviewCard(data());

    expect(card.actions?.map(({ value }) => value)).toEqual(
      actionIds(card).map(() => ({ review: 'review-1', version: 1 })),
    );
  });

  it('offers to claim what nobody has claimed', () => {
    expect(actionIds(reviewCard(data()))).toEqual([
      'review.claim',
      'review.approve',
      'review.approveWithConditions',
      'review.requestChanges',
      'review.reject',
      'review.handOver',
      'review.comment',
      'review.advise',
      'review.recuse',
      'review.supplierFacts',
    ]);
  });

  it('names the claimer and offers to take over', () => {
    const card = reviewCard(data({ review: history(aReview(), [{ kind: 'claim' }, grace]) }));

    expect(textOf(card)).toContain('REV-40 is in review by Grace Hopper.');
    expect(actionIds(card)).toContain('review.takeOver');
    expect(actionIds(card)).not.toContain('review.claim');
  });

  it('leaves nothing to decide once it is decided, and shows the decision', () => {
    const card = reviewCard(data({ review: history(aReview(), [approval, grace]), decision }));

    expect(actionIds(card)).toEqual(['review.revoke']);
    expect(card.tone).toBe('good');
    for (const words of [
      'Grace Hopper, 1 March 2027',
      'Useful, and consent is asked for.',
      'Ask every client',
      'Sign the agreement',
    ]) {
      expect(textOf(card)).toContain(words);
    }
  });

  it('has no buttons at all once it is rejected', () => {
    const reject = { kind: 'reject', version: 1, reason: 'The supplier keeps the recordings.' } as const;

    expect(actionIds(reviewCard(data({ review: history(aReview(), [reject, grace]) })))).toEqual([]);
  });

  it('shows a stopped declaration as a warning', () => {
    expect(reviewCard(data({ review: aReview({ route: { kind: 'declaration', lane: 'stop' } }) })).tone).toBe(
      'warning',
    );
  });
});

describe('what the submitter gets', () => {
  const receipt = {
    questionnaireId: 'ai-use-registration',
    questionnaireVersion: 1,
    policyVersion: 4,
    answersHash: '0123456789abcdef0123',
  };

  it.each([
    'Useful, and consent is asked for.',
    'Ask every client',
    'Sign the agreement',
    '1 September 2027',
    'REV-40',
    'ai-use-registration, version 1',
    'version 4',
    '"0123456789abcdef"',
    'decision-7',
  ])('has %s in the decision', (words) => {
    expect(textOf(decisionCard({ reference: 'REV-40', subject: 'Otter.ai', decision, receipt }))).toContain(words);
  });

  it('never reads like a yes when it was rejected', () => {
    const card = decisionCard({
      reference: 'REV-40',
      subject: 'Otter.ai',
      decision: { ...decision, verdict: 'rejected', conditions: [] },
      receipt,
    });

    expect(card.headline).toBe('Not approved: Otter.ai');
    expect(card.tone).toBe('warning');
    expect(textOf(card)).not.toContain('You may use it');
  });

  it('names each question to be answered again', () => {
    const card = changesRequestedCard({
      reference: 'REV-40',
      subject: 'Otter.ai',
      reviewer: 'Grace Hopper',
      requests: [{ label: 'Data', remark: 'Which customers?' }],
      answer: action('interview.resume', 'Answer', { interview: 'i-1' }, 'primary'),
    });

    expect(textOf(card)).toContain('Data: Which customers?');
    expect(actionIds(card)).toEqual(['interview.resume']);
  });
});
