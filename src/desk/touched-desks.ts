import type { AuditNote } from '../chat/capability.ts';
import type { DeskStore } from './desk-store.ts';

/** What was audited is what has changed. An interview stands on its owner's desk alone, and they took the step. */
const OF_THE_ACTOR = /^(?:interview|evidence)\./u;
const OF_MANY =
  /^(?:review|submission|concern|question|share|risk|control)\.|^assessment\.started$|^register\.(?!asked$)/u;
const OF_THE_SUBJECT = /^person\.role/u;

/** Whose desks are to be drawn anew after a turn: at most one query, and none for a step of an interview. */
export async function touchedDesks(
  { desks }: { readonly desks: DeskStore },
  actorId: string,
  notes: readonly AuditNote[],
): Promise<readonly string[]> {
  const subjects = (kinds: RegExp) => notes.filter(({ kind }) => kinds.test(kind)).map(({ subjectId }) => subjectId);
  const shared = subjects(OF_MANY);
  const touched = new Set(subjects(OF_THE_SUBJECT));
  if (shared.length > 0 || notes.some(({ kind }) => OF_THE_ACTOR.test(kind))) touched.add(actorId);
  if (shared.length > 0) for (const personId of await desks.showing(shared)) touched.add(personId);
  return [...touched];
}
