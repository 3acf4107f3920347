import { z } from 'zod';
import { callsAboveLimits } from '../../support/slack/limits.ts';
import { declarationWrong, messagesAfter, type OutboxRow, picturesWrong } from '../outbox-after.ts';
import { GENERAL, SLACK, type Stage } from './stage.ts';

export interface Aftermath {
  readonly user: string;
  /** The direct conversation. */
  readonly direct: string;
  readonly interview: string;
  /** The question in the channel. */
  readonly asked: string;
  readonly submits: boolean;
  /** What was there before. */
  readonly lastMessage: string;
  readonly beganAt: Date;
  readonly calls: number;
}

const Metadata = z.object({ event_payload: z.object({ outbox_id: z.string() }) });
const MINUTE_MS = 61_000;

/** Sentences for everything that is not as it has to be after a schedule. */
export async function whatIsWrong(stage: Stage, after: Aftermath): Promise<readonly string[]> {
  const { steward, api } = stage;
  const rows = await messagesAfter(steward, after.lastMessage);
  const shownAs = (id: string) => api.slack.messages.find(({ channel, ts }) => `${channel}/${ts}` === id)?.text;
  return [
    ...messagesWrong(stage, after, rows),
    ...(await picturesWrong(steward, rows, shownAs)),
    ...(await declarationWrong(steward, after)),
    ...threadWrong(stage, after, rows),
    ...callsWrong(stage, after),
  ];
}

function messagesWrong({ api }: Stage, { lastMessage }: Aftermath, rows: readonly OutboxRow[]): readonly string[] {
  const posted = new Map<string, string[]>();
  for (const { metadata, channel, ts } of api.slack.messages) {
    const id = Metadata.safeParse(metadata).data?.event_payload.outbox_id;
    if (id !== undefined && id > lastMessage) posted.set(id, [...(posted.get(id) ?? []), `${channel}/${ts}`]);
  }
  return rows.flatMap((row) => {
    const { id, state, error, externalId, isSent, isSuperseded, place } = row;
    const copies = posted.get(id) ?? [];
    const what = `message ${id} to ${place}`;
    if (copies.length > 1) return [`${what} was posted ${copies.length} times`];
    // Steward may not look into a channel, so that it must leave in doubt there what it has not heard of.
    if (state === 'unknown' && !place.startsWith('D')) return [];
    if (state !== 'open') return [`${what} is ${state} (${error})`];
    if (!isSent) return [`${what} still waits`];
    if (externalId === null) return isSuperseded ? [] : [`${what} was never posted`];
    return copies[0] === externalId ? [] : [`${what} is thought to be ${externalId}, and is ${copies[0]}`];
  });
}

/** One answer to the question and one to what followed it, unless Steward cannot know whether it has posted one. */
function threadWrong({ api }: Stage, { asked }: Aftermath, rows: readonly OutboxRow[]): readonly string[] {
  const answers = api.slack.messages.filter(
    ({ channel, thread_ts: thread, user }) => channel === GENERAL && thread === asked && user === SLACK.botUser,
  );
  const inDoubt = rows.filter(({ state, place }) => state === 'unknown' && place.endsWith(`/${asked}`)).length;
  return answers.length <= 2 && answers.length >= 2 - inDoubt ? [] : [`${answers.length} answers in the thread`];
}

function callsWrong({ api }: Stage, { beganAt, calls }: Aftermath): readonly string[] {
  const since = beganAt.getTime() - MINUTE_MS;
  const recent = api.calls.slice(Math.max(0, calls - 400)).filter(({ atMs }) => atMs > since);
  return callsAboveLimits(recent, 0);
}
