import { IMPACT_LEVELS } from '../impact/levels.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { stepInForce } from './override.ts';
import type { Progress } from './progress.ts';
import type { ReviewEvent } from './review-event.ts';
import type { Route } from './route.ts';

type ProgressKind =
  | 'voted'
  | 'advised'
  | 'committeeRecorded'
  | 'committeeConfirmed'
  | 'committeeReturned'
  | 'levelRaised'
  | 'levelLoweringProposed'
  | 'levelLoweringConfirmed'
  | 'levelLoweringDeclined';

export type ProgressEvent = Extract<ReviewEvent, { kind: ProgressKind }>;

/** What has come together once this has happened. */
export function progressAfter(progress: Progress, event: ProgressEvent): Progress {
  const { committee, proposedOverride, ...rest } = progress;
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
      const others = progress.advice.filter((one) => one.by !== by);
      return { ...progress, advice: [...others, inPlaceOf === undefined ? advice : { ...advice, inPlaceOf }] };
    }
    case 'committeeRecorded':
      return { ...progress, committee: event.record };
    case 'committeeConfirmed':
      if (!committee) throw new Error('Nothing was recorded that could be confirmed');
      return { ...progress, committee: { ...committee, confirmedBy: event.by } };
    case 'committeeReturned':
      return proposedOverride ? { ...rest, proposedOverride } : rest;
    case 'levelRaised':
      return { ...progress, override: overrideIn(event) };
    case 'levelLoweringProposed':
      return { ...progress, proposedOverride: overrideIn(event) };
    case 'levelLoweringConfirmed': {
      if (!proposedOverride) throw new Error('Nothing was proposed that could be confirmed');
      const kept = committee ? { ...rest, committee } : rest;
      return { ...kept, override: { ...proposedOverride, confirmedBy: event.by } };
    }
    case 'levelLoweringDeclined':
      return committee ? { ...rest, committee } : rest;
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
}: Extract<ProgressEvent, { kind: 'levelRaised' | 'levelLoweringProposed' }>) {
  return { finding, computed, decided, by, at };
}

/** The way changes with the level in force; a lowering changes nothing before it is confirmed. */
export function routeAfter(route: Route, { override }: Progress): Route {
  if (route.kind !== 'assessment' || !override) return route;
  const { finding, computed } = override;
  return { ...route, level: stepInForce({ id: finding, scale: IMPACT_LEVELS, computed }, override) };
}
