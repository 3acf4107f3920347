import type { Card, Role } from '../chat/vocabulary.ts';
import { type LanePolicy, reviewingRoles } from './policy.ts';

/** Deciders, reviewers and advisers read the card; nobody else. */
export function mayRead(roles: readonly Role[], lane: LanePolicy): boolean {
  return [...reviewingRoles(lane), ...lane.advisers].some((role) => roles.includes(role));
}

export const notYoursAnyMore: Card = { headline: 'This review is no longer yours to see', tone: 'quiet', blocks: [] };
