import type { AuditLog, OutgoingMessages } from '../../chat/router-stores.ts';
import { findInterview } from '../open-interview.ts';
import type { InterviewStores } from '../session.ts';
import { step } from '../step.ts';
import type { Share } from './share.ts';

type RemindStores = InterviewStores & { readonly outgoing: OutgoingMessages; readonly audit: AuditLog };

const FIRST_AFTER_WORKING_DAYS = 2;
/** Whoever has been reminded has a week before it happens again. */
const AGAIN_AFTER_MS = 7 * 24 * 3_600_000;

/** One message to each colleague who owes an answer. What was asked of somebody who has left goes back to its owner. */
export async function remindColleagues<Stores extends RemindStores>(stores: Stores, now: Date): Promise<void> {
  const due = await stores.shares.due(
    workingDaysBefore(now, FIRST_AFTER_WORKING_DAYS),
    new Date(now.getTime() - AGAIN_AFTER_MS),
  );
  const reminded: Share[] = [];
  for (const share of due) {
    if ((await stores.people.accounts(share.personId)).length > 0) reminded.push(share);
    else await giveBack(stores, share, now);
  }
  const view = (personId: string) => ({ name: 'together.owed', subjectId: personId, part: now.toISOString() });
  const messages = [...new Set(reminded.map(({ personId }) => personId))].map((personId) => ({
    to: { kind: 'person', personId } as const,
    content: { kind: 'view', view: view(personId) } as const,
  }));
  if (messages.length === 0) return;
  await stores.outgoing.add(messages, now);
  await stores.shares.markReminded(
    reminded.map(({ id }) => id),
    now,
  );
}

async function giveBack<Stores extends RemindStores>(stores: Stores, share: Share, now: Date): Promise<void> {
  const found = await findInterview(stores, share.interviewId);
  if ((await stores.shares.settle(share.id, 'declined', now)) === 'unchanged') return;
  stores.audit.record({ process: 'together.remind' }, [{ kind: 'share.declined', subjectId: share.id }], now);
  if (!found) return;
  const { interview, questionnaire } = found;
  const source = { personId: interview.ownerId, at: now.toISOString(), messageId: share.id };
  const { state } = step(questionnaire, interview.state, { kind: 'unshare', shareId: share.id, source });
  await stores.interviews.save(interview, { state }, now);
  const view = { name: share.part.kind === 'owner' ? 'together.given' : 'together.mine', subjectId: share.id };
  await stores.outgoing.add(
    [{ to: { kind: 'person', personId: interview.ownerId }, content: { kind: 'view', view } }],
    now,
    [share.id, `${interview.id}/overview`],
  );
}

/** The same time of day so many working days earlier, in UTC. */
function workingDaysBefore(now: Date, days: number): Date {
  const date = new Date(now);
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() - 1);
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left -= 1;
  }
  return date;
}
