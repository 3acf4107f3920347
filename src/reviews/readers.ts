import type { Card, Role } from '../chat/vocabulary.ts';
import { reviewingRoles, type Way } from './policy.ts';

/** Deciders, reviewers and advisers read the card; nobody else. */
export function mayRead(roles: readonly Role[], way: Way): boolean {
  return [...reviewingRoles(way), ...way.advisers].some((role) => roles.includes(role));
}

export const notYoursAnyMore: Card = { headline: 'This review is no longer yours to see', tone: 'quiet', blocks: [] };
