import type { Block, Fact } from '../chat/card.ts';
import { listedUnder } from '../chat/listed-under.ts';
import type { ConditionText } from './review.ts';
import type { Decision } from './review-store.ts';
import { dayInWords, VERDICT_WORDS } from './words.ts';

export interface DecisionWords {
  readonly decisionId: string;
  readonly verdict: keyof typeof VERDICT_WORDS;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly reason?: string;
  readonly conditions: readonly ConditionText[];
  readonly validUntil?: Date;
  readonly nextReviewAt?: Date;
}

/** A decision in the words in which its cards tell it. */
export function decisionWords(decision: Decision, decidedBy: string): DecisionWords {
  const { id, verdict, decidedAt, reason, conditions, validUntil, nextReviewAt } = decision;
  return {
    decisionId: id,
    verdict,
    decidedBy,
    decidedAt,
    conditions,
    ...(reason ? { reason } : {}),
    ...(validUntil ? { validUntil } : {}),
    ...(nextReviewAt ? { nextReviewAt } : {}),
  };
}

/** The decision as both the reviewers and the submitter read it. */
export function decisionBlocks(decision: DecisionWords | undefined): readonly Block[] {
  if (!decision) return [];
  const facts: Fact[] = [
    { label: 'Decision', value: VERDICT_WORDS[decision.verdict] },
    { label: 'Decided by', value: `${decision.decidedBy}, ${dayInWords(decision.decidedAt)}` },
    ...(decision.validUntil ? [{ label: 'Holds until', value: dayInWords(decision.validUntil) }] : []),
    ...(decision.nextReviewAt ? [{ label: 'Next review', value: dayInWords(decision.nextReviewAt) }] : []),
  ];
  return [
    { kind: 'facts', facts },
    ...(decision.reason ? [{ kind: 'quote', text: decision.reason, from: decision.decidedBy } as const] : []),
    ...listedUnder(
      'Conditions',
      decision.conditions.filter(({ precondition }) => !precondition).map(({ text }) => text),
    ),
    ...listedUnder(
      'Before it may be used',
      decision.conditions.filter(({ precondition }) => precondition).map(({ text }) => text),
    ),
  ];
}
