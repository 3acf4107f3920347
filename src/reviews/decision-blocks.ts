import type { Block, Fact } from '../chat/card.ts';
import { listedUnder } from '../chat/listed-under.ts';
import type { DecisionWords } from './review-card-data.ts';
import { dayInWords, VERDICT_WORDS } from './words.ts';

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
