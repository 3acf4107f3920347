import type { Card, Role } from '../chat/vocabulary.ts';
import { readingRoles, type Way } from './policy.ts';

/** Whoever decides, prepares or advises reads the card, or is told when it is late; nobody else. */
export function mayRead(roles: readonly Role[], way: Way): boolean {
  return readingRoles(way).some((role) => roles.includes(role));
}

export const notYoursAnyMore: Card = { headline: 'This review is no longer yours to see', tone: 'quiet', blocks: [] };
