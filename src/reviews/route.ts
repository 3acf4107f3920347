import type { ImpactLevel } from '../impact/levels.ts';
import type { Lane } from '../interviews/screening.ts';

/** What a review is about, and the rule that chose who decides: a declaration's lane, or an assessment's level. */
export type Route =
  | { readonly kind: 'declaration'; readonly lane: Lane }
  /** The level in force: the computed one, until people have decided otherwise. */
  | { readonly kind: 'assessment'; readonly level: ImpactLevel; readonly assessmentId: string };

/** Nothing severe is ever approved by one person. */
export function isSevere(route: Route): boolean {
  return route.kind === 'assessment' && route.level === 'severe';
}

/** A declaration in which a practice may be prohibited. */
export function isStopped(route: Route): boolean {
  return route.kind === 'declaration' && route.lane === 'stop';
}
