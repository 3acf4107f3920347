import type { Refused } from '../kernel/outcome.ts';
import { isTooShort, type ReviewPolicy } from './policy.ts';
import type { Progress, Terms } from './progress.ts';
import { type RefusalCode, refusal } from './words.ts';

/** Whether an approval goes against formal advice: it says no, or asks for conditions that are not made. */
export function departs({ advice }: Progress, verdict: Terms['verdict']): boolean {
  return advice.some(
    ({ formal, stance }) =>
      formal && (stance === 'against' || (stance === 'withConditions' && verdict !== 'approvedWithConditions')),
  );
}

/** Refuses an approval against formal advice that does not say why. */
export function unexplainedDeparture(
  progress: Progress,
  verdict: Terms['verdict'],
  reason: string | undefined,
  policy: ReviewPolicy,
): Refused<RefusalCode> | undefined {
  const isExplained = reason !== undefined && !isTooShort(reason.trim(), policy);
  if (isExplained || !departs(progress, verdict)) return undefined;
  return refusal('departureUnexplained', String(policy.shortestReasonCharacters));
}
