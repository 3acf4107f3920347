import type { Role } from '../chat/event.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Person } from './people.ts';

/** What has to happen so that two people who turned out to be one are one. */
export interface Merge {
  readonly from: string;
  readonly into: string;
  /** What the one had that the other had not: it is the same person, with all of their duties. */
  readonly granted: readonly Role[];
}

/** Their words, their decisions and their accounts stay where they are; from then on they count as one. */
export function mergeOf(from: Person, into: Person): Outcome<Merge, 'same' | 'erased'> {
  if (from.id === into.id) return refuse('same', `${from.displayName} is that person already.`);
  if (from.erasedAt || into.erasedAt) return refuse('erased', 'Somebody who was erased is nobody any more.');
  return accept({ from: from.id, into: into.id, granted: from.roles.filter((role) => !into.roles.includes(role)) });
}
