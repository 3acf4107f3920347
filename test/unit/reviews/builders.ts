import { readFileSync } from 'node:fs';
import type { Role } from '../../../src/chat/event.ts';
import type { Reviewer } from '../../../src/reviews/authority.ts';
import type { ReviewCommand, ReviewFacts, ReviewOutcome } from '../../../src/reviews/command.ts';
import { decide } from '../../../src/reviews/decide.ts';
import { parseReviewPolicy } from '../../../src/reviews/policy.ts';
import type { Review, ReviewEvent, ReviewHead } from '../../../src/reviews/review.ts';
import { beginReview, evolve } from '../../../src/reviews/review.ts';

export const POLICY_FILE = 'knowledge/rules/review-policy.yaml';
export const policyText = readFileSync(new URL(`../../../${POLICY_FILE}`, import.meta.url), 'utf8');
export const policy = parseReviewPolicy(policyText, POLICY_FILE);

/** A Monday. */
export const NOW = new Date('2027-03-01T10:00:00Z');
export const IN_A_MONTH = new Date('2027-04-01T00:00:00Z');

export function aReview(head: Partial<ReviewHead> = {}): Review {
  const { id, reference, route, submitterId, ownerId, dueAt } = {
    id: 'review-1',
    reference: 'REV-40',
    route: { kind: 'declaration' as const, lane: 'light' as const },
    submitterId: 'sam',
    ownerId: 'olga',
    dueAt: new Date('2027-03-08T10:00:00Z'),
    ...head,
  };
  return beginReview({ id, reference, route, submitterId, ownerId, dueAt });
}

export function aPerson(
  personId: string,
  roles: readonly Role[] = [],
  samePersonIds: readonly string[] = [],
): Reviewer {
  return { personId, roles, samePersonIds };
}

export const grace = aPerson('grace', ['governance']);
export const gordon = aPerson('gordon', ['governance']);
export const lena = aPerson('lena', ['legal']);
export const sam = aPerson('sam');

export function facts(changed: Partial<ReviewFacts> = {}): ReviewFacts {
  return {
    policy,
    unknowns: [],
    questions: [
      { questionId: 'purpose', label: 'Purpose' },
      { questionId: 'data', label: 'Data' },
    ],
    ...{ assessmentApproved: false, openRisks: [], delegations: [], committee: [] },
    humanOf: (personId) => personId,
    ...changed,
  };
}

/** Plays commands that have to be accepted, one after the other. */
export function history(review: Review, ...steps: readonly (readonly [ReviewCommand, Reviewer])[]): Review {
  return steps.reduce(
    (current, [command, by]) => accepted(current, decide(current, command, by, NOW, facts())),
    review,
  );
}

export function accepted(review: Review, outcome: ReviewOutcome): Review {
  return eventsOf(outcome).reduce(evolve, review);
}

export function eventsOf(outcome: ReviewOutcome): readonly ReviewEvent[] {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

export function codeOf(outcome: ReviewOutcome): string {
  return outcome.ok ? 'accepted' : outcome.code;
}

export const approval = { kind: 'approve', version: 1, nextReviewAt: IN_A_MONTH } as const;
