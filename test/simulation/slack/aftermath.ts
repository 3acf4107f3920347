import { z } from 'zod';
import { callsAboveLimits } from '../../support/slack/limits.ts';
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

const Row = z.object({
  id: z.string(),
  state: z.enum(['open', 'unknown', 'failed']),
  error: z.string().nullable(),
  view: z.object({ name: z.string(), subjectId: z.string(), part: z.string().exactOptional() }).nullable(),
  externalId: z.string().nullable(),
  isSent: z.boolean(),
  isSuperseded: z.boolean(),
  place: z.string(),
});
type Row = z.infer<typeof Row>;

const Metadata = z.object({ event_payload: z.object({ outbox_id: z.string() }) });
/** tool, purpose and supplier are confirmed, the others come from the form. */
const ANSWERS = 15;
/** What is to be in use is proposed as planned, and changed in the form. */
const REVISIONS = 16;
const MINUTE_MS = 61_000;

/** Sentences for everything that is not as it has to be after a schedule. */
export async function whatIsWrong(stage: Stage, after: Aftermath): Promise<readonly string[]> {
  const rows = await outboxOf(stage, after);
  return [
    ...messagesWrong(stage, after, rows),
    ...(await picturesWrong(stage, rows)),
    ...(await answersWrong(stage, after)),
    ...threadWrong(stage, after, rows),
    ...callsWrong(stage, after),
  ];
}

async function outboxOf({ steward }: Stage, { lastMessage }: Aftermath): Promise<readonly Row[]> {
  const { rows } = await steward.pool.query(
    `SELECT id::text, state, error, view, "externalId", "sentRevision" >= "wantedRevision" AS "isSent",
        coalesce(address->>'conversation', destination->'address'->>'conversation', destination->>'kind') AS place,
        EXISTS (SELECT FROM outbox_message AS newer WHERE newer.id > message.id AND newer.view = message.view
          AND newer.destination = message.destination) AS "isSuperseded"
      FROM outbox_message AS message WHERE id::text > $1 ORDER BY id`,
    [lastMessage],
  );
  return z.array(Row).parse(rows);
}

function messagesWrong({ api }: Stage, { lastMessage }: Aftermath, rows: readonly Row[]): readonly string[] {
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

/** Whatever is posted shows what is so now; of several copies only the newest, as the others are folded. */
async function picturesWrong({ api, steward }: Stage, rows: readonly Row[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { view, externalId, isSuperseded, place } of rows) {
    if (!view || externalId === null || isSuperseded) continue;
    const shown = api.slack.messages.find(({ channel, ts }) => `${channel}/${ts}` === externalId)?.text;
    const drawn = await steward.drawn(view, /@(\w+)/u.exec(place)?.[1]);
    if (shown !== drawn) wrong.push(`${view.name} in ${place} shows “${shown}” instead of “${drawn}”`);
  }
  return wrong;
}

async function answersWrong({ steward }: Stage, { interview, user, submits }: Aftermath): Promise<readonly string[]> {
  const number = async (sql: string, value: string) =>
    Number((await steward.pool.query<{ number: number }>(sql, [value])).rows[0]?.number);
  const interviews = await number(
    `SELECT count(*)::int AS number FROM interview JOIN identity ON identity."personId" = "ownerId" WHERE "user" = $1`,
    user,
  );
  const revisions = await number(
    'SELECT count(*)::int AS number FROM answer_revision WHERE "interviewId"::text = $1',
    interview,
  );
  const questions = await number(
    'SELECT count(DISTINCT "questionId")::int AS number FROM answer_revision WHERE "interviewId"::text = $1',
    interview,
  );
  const submissions = await number(
    'SELECT count(*)::int AS number FROM submission WHERE "interviewId"::text = $1',
    interview,
  );
  const failures = await number("SELECT count(*)::int AS number FROM failed_event WHERE $1 <> ''", user);
  return [
    ...(interviews === 1 ? [] : [`${interviews} interviews were begun`]),
    ...(questions === ANSWERS ? [] : [`${questions} of ${ANSWERS} questions are answered`]),
    ...(revisions === REVISIONS ? [] : [`${revisions} revisions of answers instead of ${REVISIONS}`]),
    ...(submissions === (submits ? 1 : 0) ? [] : [`${submissions} submissions`]),
    ...(failures === 0 ? [] : [`${failures} events could not be handled`]),
  ];
}

/** One answer to the question and one to what followed it, unless Steward cannot know whether it has posted one. */
function threadWrong({ api }: Stage, { asked }: Aftermath, rows: readonly Row[]): readonly string[] {
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
