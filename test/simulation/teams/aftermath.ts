import type { PostedMessage } from '../../support/teams/fake-connector.ts';
import { callsAboveLimits } from '../../support/teams/limits.ts';
import { cardInWords, ShownCard } from '../../support/teams/shown-card.ts';
import { declarationWrong, messagesAfter, type OutboxRow, picturesWrong } from '../outbox-after.ts';
import { type Expected, postsWrong } from './posts.ts';
import type { Stage } from './stage.ts';

export interface Aftermath {
  readonly user: string;
  readonly interview: string;
  readonly submits: boolean;
  readonly expected: readonly Expected[];
  /** What was there before. */
  readonly lastMessage: string;
  readonly requests: number;
}

/** Of calls before the schedule those that still count. */
const RECENT = 200;

/** Sentences for everything that is not as it has to be after a schedule. */
export async function whatIsWrong(stage: Stage, after: Aftermath): Promise<readonly string[]> {
  const { steward, connector } = stage;
  const rows = await messagesAfter(steward, after.lastMessage);
  const shownAs = (id: string) => {
    const posted = connector.messages.find((message) => `${message.conversation} ${message.id}` === id);
    return posted && wordsOf(posted);
  };
  const { wrong, inDoubt, expectedInDoubt } = postsWrong(connector.requests.slice(after.requests), after.expected);
  return [
    ...wrong,
    ...rowsWrong(rows, { atLeast: expectedInDoubt, atMost: inDoubt }),
    ...(await picturesWrong(steward, rows, shownAs)),
    ...(await declarationWrong(steward, after)),
    ...(await deedsWrong(stage, after)),
    ...callsAboveLimits(connector.requests.slice(Math.max(0, after.requests - RECENT))),
    ...(await operatorWrong(stage)),
  ];
}

function wordsOf({ activity: { attachments } }: PostedMessage): string {
  return cardInWords(ShownCard.parse(Array.isArray(attachments) ? attachments[0]?.content : undefined));
}

/** Only what was sent without an answer that told its end may be unknown, and nothing waits any more. */
function rowsWrong(
  rows: readonly OutboxRow[],
  { atLeast, atMost }: { readonly atLeast: number; readonly atMost: number },
): readonly string[] {
  const unknown = rows.filter(({ state }) => state === 'unknown').length;
  const doubts =
    unknown < atLeast || unknown > atMost ? [`${unknown} messages are unknown, of ${atLeast} to ${atMost}`] : [];
  const waiting = rows.flatMap(({ id, state, error, isSent, externalId, isSuperseded, place }) => {
    if (state === 'unknown') return [];
    if (state !== 'open') return [`message ${id} to ${place} is ${state} (${error})`];
    if (!isSent) return [`message ${id} to ${place} still waits`];
    return externalId === null && !isSuperseded ? [`message ${id} to ${place} was never posted`] : [];
  });
  return [...doubts, ...waiting];
}

/** What was done with a click, once each. */
async function deedsWrong({ steward }: Stage, { user, interview, submits }: Aftermath): Promise<readonly string[]> {
  const { rows } = await steward.pool.query<Readonly<Record<string, number>>>(
    `SELECT
      (SELECT count(*)::int FROM concern JOIN identity ON identity."personId" = "reporterId" WHERE "user" = $1) AS concerns,
      (SELECT count(*)::int FROM review_comment JOIN review ON review.id = "reviewId" WHERE "interviewId"::text = $2) AS comments,
      (SELECT count(*)::int FROM decision JOIN review ON review.id = "reviewId" WHERE "interviewId"::text = $2) AS decisions,
      (SELECT count(*)::int FROM ai_use JOIN decision ON decision.id = "decisionId" JOIN review ON review.id = "reviewId" WHERE "interviewId"::text = $2) AS "entries of the register"`,
    [user, interview],
  );
  const decided = submits ? 1 : 0;
  const wanted = { concerns: 1, comments: decided, decisions: decided, 'entries of the register': decided };
  return Object.entries(wanted).flatMap(([what, count]) =>
    rows[0]?.[what] === count ? [] : [`${rows[0]?.[what]} ${what} instead of ${count}`],
  );
}

/** Whatever is unknown, an operator reads of it. */
async function operatorWrong({ steward }: Stage): Promise<readonly string[]> {
  const { rows } = await steward.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM outbox_message WHERE state = 'unknown'`,
  );
  const line = `steward_outbox_messages{state="unknown"} ${rows[0]?.count}\n`;
  return (await steward.metrics()).includes(line) ? [] : [`the operator does not read ${line}`];
}
