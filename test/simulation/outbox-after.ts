import type pg from 'pg';
import { z } from 'zod';
import type { ViewReference } from '../../src/chat/outgoing.ts';

/** Steward within this process, as far as every platform's simulation looks into it. */
export interface Watched {
  readonly pool: pg.Pool;
  /** What a message shows that is drawn now. */
  drawn(view: ViewReference, reader: string | undefined): Promise<string | undefined>;
}

const OutboxRow = z.object({
  id: z.string(),
  state: z.enum(['open', 'unknown', 'failed']),
  error: z.string().nullable(),
  view: z.object({ name: z.string(), subjectId: z.string(), part: z.string().exactOptional() }).nullable(),
  externalId: z.string().nullable(),
  isSent: z.boolean(),
  isSuperseded: z.boolean(),
  place: z.string(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;

/** The newest message, to tell apart what comes after it. */
export async function lastMessage({ pool }: Watched): Promise<string> {
  const { rows } = await pool.query<{ last: string | null }>('SELECT max(id::text) AS last FROM outbox_message');
  return rows[0]?.last ?? '';
}

export async function messagesAfter({ pool }: Watched, last: string): Promise<readonly OutboxRow[]> {
  const { rows } = await pool.query(
    `SELECT id::text, state, error, view, "externalId", "sentRevision" >= "wantedRevision" AS "isSent",
        coalesce(address->>'conversation', destination->'address'->>'conversation', destination->>'kind') AS place,
        EXISTS (SELECT FROM outbox_message AS newer WHERE newer.id > message.id AND newer.view = message.view
          AND newer.destination = message.destination) AS "isSuperseded"
      FROM outbox_message AS message WHERE id::text > $1 ORDER BY id`,
    [last],
  );
  return z.array(OutboxRow).parse(rows);
}

/** Whatever is posted shows what is so now; of several copies only the newest, as the others are folded. */
export async function picturesWrong(
  steward: Watched,
  rows: readonly OutboxRow[],
  shownAs: (externalId: string) => string | undefined,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { view, externalId, isSuperseded, place } of rows) {
    if (!view || externalId === null || isSuperseded) continue;
    const shown = shownAs(externalId);
    const drawn = await steward.drawn(view, /@([\w-]+)/u.exec(place)?.[1]);
    if (shown !== drawn) wrong.push(`${view.name} in ${place} shows “${shown}” instead of “${drawn}”`);
  }
  return wrong;
}

/** tool, purpose and supplier are confirmed, the others come from the form. */
const ANSWERS = 15;
/** What is to be in use is proposed as planned, and changed in the form. */
const REVISIONS = 16;

/** Whether the one declaration of this person has every answer once. */
export async function declarationWrong(
  { pool }: Watched,
  { user, interview, submits }: { readonly user: string; readonly interview: string; readonly submits: boolean },
): Promise<readonly string[]> {
  const { rows } = await pool.query<Readonly<Record<string, number>>>(
    `SELECT
      (SELECT count(*)::int FROM interview JOIN identity ON identity."personId" = "ownerId" WHERE "user" = $1) AS interviews,
      (SELECT count(*)::int FROM answer_revision WHERE "interviewId"::text = $2) AS revisions,
      (SELECT count(DISTINCT "questionId")::int FROM answer_revision WHERE "interviewId"::text = $2) AS "answered questions",
      (SELECT count(*)::int FROM submission WHERE "interviewId"::text = $2) AS submissions,
      (SELECT count(*)::int FROM failed_event) AS "events that could not be handled"`,
    [user, interview],
  );
  const wanted = {
    interviews: 1,
    revisions: REVISIONS,
    'answered questions': ANSWERS,
    submissions: submits ? 1 : 0,
    'events that could not be handled': 0,
  };
  return Object.entries(wanted).flatMap(([what, count]) =>
    rows[0]?.[what] === count ? [] : [`${rows[0]?.[what]} ${what} instead of ${count}`],
  );
}

export async function openInterview({ pool }: Watched, user: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT interview.id FROM interview JOIN identity ON identity."personId" = interview."ownerId"
      WHERE identity."user" = $1`,
    [user],
  );
  return rows[0]?.id ?? '';
}

const MOST_ROUNDS = 400;
const LEAST_STEP_MS = 1100;

/** Until nothing waits to be sent any more. */
export async function allSent(stage: {
  readonly steward: Watched;
  now(): Date;
  send(): Promise<void>;
  passes(milliseconds: number): Promise<void>;
}): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await stage.send();
    const { rows } = await stage.steward.pool.query<{ due: Date | null }>(
      `SELECT min(greatest("runAt", coalesce("leaseUntil", "runAt"))) AS due FROM outbox_message
        WHERE state = 'open' AND "wantedRevision" > "sentRevision"`,
    );
    const due = rows[0]?.due;
    if (!due) return;
    await stage.passes(Math.max(LEAST_STEP_MS, due.getTime() - stage.now().getTime() + 1));
  }
}

const BLAMED_ON_WEATHER = [
  'Event was not handled and may be delivered again',
  'Sending failed and is tried again',
  'Background work failed',
  'Job failed',
  'A name could not be followed',
  'Something from Teams could not be handled',
];

/** Errors that were logged and that bad weather does not explain. */
export function unexpected(errors: readonly string[]): readonly string[] {
  return errors.filter((sentence) => !BLAMED_ON_WEATHER.some((beginning) => sentence.startsWith(beginning)));
}
