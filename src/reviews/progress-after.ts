import { IMPACT_LEVELS, type ImpactLevel } from '../impact/levels.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { type Override, onScale, valueInForce } from './override.ts';
import { type Progress, wordOn } from './progress.ts';
import type { ReviewEvent } from './review-event.ts';
import type { Route } from './route.ts';

/** The impact level, as something that people can override. */
export const LEVEL_FINDING = 'impact.level';

type ProgressKind =
  | 'voted'
  | 'advised'
  | 'committeeRecorded'
  | 'committeeConfirmed'
  | 'committeeReturned'
  | 'findingDecided'
  | 'loweringProposed'
  | 'loweringConfirmed'
  | 'loweringDeclined';

export type ProgressEvent = Extract<ReviewEvent, { kind: ProgressKind }>;

/** What has come together once this has happened. */
export function progressAfter(progress: Progress, event: ProgressEvent): Progress {
  const { committee, ...rest } = progress;
  const others = (words: readonly Override[], finding: string) => words.filter((one) => one.finding !== finding);
  switch (event.kind) {
    case 'voted': {
      const { by, at, role, inPlaceOf, verdict, conditions, validUntil, nextReviewAt } = event;
      const vote = { by, at, role, verdict, conditions, validUntil, nextReviewAt };
      return { ...progress, votes: [...progress.votes, inPlaceOf === undefined ? vote : { ...vote, inPlaceOf }] };
    }
    case 'advised': {
      const { by, at, role, stance, formal, inPlaceOf } = event;
      const advice = { by, at, role, stance, formal };
      // An adviser's later word replaces the earlier one.
      const earlier = progress.advice.filter((one) => one.by !== by);
      return { ...progress, advice: [...earlier, inPlaceOf === undefined ? advice : { ...advice, inPlaceOf }] };
    }
    case 'committeeRecorded':
      return { ...progress, committee: event.record };
    case 'committeeConfirmed':
      if (!committee) throw new Error('Nothing was recorded that could be confirmed');
      return { ...progress, committee: { ...committee, confirmedBy: event.by } };
    case 'committeeReturned':
      return rest;
    case 'findingDecided':
      return { ...progress, overrides: [...others(progress.overrides, event.finding), overrideIn(event)] };
    case 'loweringProposed':
      return { ...progress, proposed: [...others(progress.proposed, event.finding), overrideIn(event)] };
    case 'loweringConfirmed': {
      const proposed = wordOn(progress.proposed, event.finding);
      if (!proposed) throw new Error('Nothing was proposed that could be confirmed');
      const confirmed = { ...proposed, confirmedBy: event.by };
      return {
        ...progress,
        overrides: [...others(progress.overrides, event.finding), confirmed],
        proposed: others(progress.proposed, event.finding),
      };
    }
    case 'loweringDeclined':
      return { ...progress, proposed: others(progress.proposed, event.finding) };
    default:
      return unreachable(event);
  }
}

function overrideIn({
  finding,
  computed,
  decided,
  by,
  at,
}: Extract<ProgressEvent, { kind: 'findingDecided' | 'loweringProposed' }>): Override {
  return { finding, computed, decided, by, at };
}

/** The way changes with the level in force; a lowering changes nothing before it is confirmed. */
export function routeAfter(route: Route, { overrides }: Progress): Route {
  const override = wordOn(overrides, LEVEL_FINDING);
  if (route.kind !== 'assessment' || !override) return route;
  const [computed, value] = [levelNamed(override.computed), levelNamed(override.decided)];
  return { ...route, level: valueInForce(onScale(LEVEL_FINDING, IMPACT_LEVELS, computed), { override, value }) };
}

/** The level that a word of an override names. */
export function levelNamed(word: string): ImpactLevel {
  const level = IMPACT_LEVELS.find((one) => one === word);
  if (!level) throw new Error(`There is no level ${word}`);
  return level;
}
