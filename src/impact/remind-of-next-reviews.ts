import type { AuditNote } from '../chat/capability.ts';
import type { AuditLog, OutgoingMessages } from '../chat/router-stores.ts';
import type { PeopleStore } from '../people/people.ts';
import { endOfReminding, type NextReviewStore, reachedLead } from './next-review.ts';
import { nextReviewsSubject, TEAM } from './next-review-cards.ts';

interface RemindStores {
  readonly nextReviews: NextReviewStore;
  readonly people: PeopleStore;
  readonly outgoing: OutgoingMessages;
  readonly audit: AuditLog;
}

/**
 * One digest to each owner with an assessment that has reached its next lead, and to the team for what stays overdue or
 * has no owner any more. Each lead counts once, noted in the same transaction. Answers which assessments they were.
 */
export async function remindOfNextReviews(stores: RemindStores, now: Date): Promise<readonly string[]> {
  const readers = new Set<string>();
  const notes: AuditNote[] = [];
  for (const review of await stores.nextReviews.planned(endOfReminding(now))) {
    const lead = reachedLead(review.dueAt, now);
    if (!lead || (await stores.nextReviews.noteReminder(review, lead.daysBefore, now)) === 'again') continue;
    // Whoever has left or was erased has no account any more.
    const hasOwner = (await stores.people.accounts(review.ownerId)).length > 0;
    readers.add(hasOwner ? review.ownerId : TEAM);
    if (lead.escalates) readers.add(TEAM);
    notes.push({
      kind: 'assessment.reminded',
      subjectId: review.assessmentId,
      details: { reference: review.reference, daysBefore: lead.daysBefore, escalates: lead.escalates, hasOwner },
    });
  }
  if (notes.length === 0) return [];
  await stores.outgoing.add(
    [...readers].map((reader) => ({
      to: reader === TEAM ? ({ kind: 'governance' } as const) : ({ kind: 'person', personId: reader } as const),
      content: {
        kind: 'view',
        view: { name: 'assessment.nextReviews', subjectId: nextReviewsSubject(reader), part: reader },
      } as const,
    })),
    now,
  );
  stores.audit.record({ process: 'assessments.remind' }, notes, now);
  return notes.map(({ subjectId }) => subjectId);
}
