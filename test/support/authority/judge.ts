import type { Card } from '../../../src/chat/card.ts';
import type { ImmediateReply } from '../../../src/chat/reply.ts';
import type { Who } from './cast.ts';
import type { Row } from './rows.ts';
import { READERS } from './table.ts';
import { SECRETS } from './things.ts';
import type { Outcome } from './trial.ts';
import type { ViewRow } from './view-rows.ts';

const SHOWS: readonly string[] = ['openForm', 'nextForm', 'showCard', 'replaceCard', 'file'];

/** What is wrong with an outcome, in a few words. */
export function faultIn(outcome: Outcome, isAllowed: boolean, row: Row, who: Who | 'stranger'): string | undefined {
  const said = sentenceIn(outcome);
  const { written, noted } = outcome;
  if (isAllowed) return isDone(outcome, row) ? undefined : `was refused: ${said}`;
  if (isDone(outcome, row)) return `was done: ${[...written, ...noted, replyOf(outcome)?.kind].join(' ')}`;
  if (!/[.!?]$/.test(said.trim())) return `was answered with “${said}”`;
  if (who !== 'stranger' && READERS[row.on].includes(who)) return undefined;
  const secret = secretIn([replyOf(outcome), outcome.queued]);
  return secret === undefined ? undefined : `was told of ${secret}: ${said}`;
}

/** Something was written, shown or sent that is more than an answer. */
function isDone(outcome: Outcome, row: Row): boolean {
  const { written, noted, queued } = outcome;
  if (written.length + noted.length > 0 || SHOWS.includes(replyOf(outcome)?.kind ?? '')) return true;
  return queued.some(({ message }) => message.content.kind === 'view' || row.isAnswered);
}

/** What others read of it in the channel in which it was done. */
export function faultInChannel(outcome: Outcome, row: Row): string | undefined {
  const shown = outcome.queued.filter(
    ({ message: { to } }) => to.kind === 'conversation' && to.address.visibility === 'channel',
  );
  if (row.inChannel === 'aside' && shown.length > 0) return `was answered in the channel: ${JSON.stringify(shown)}`;
  // Everybody may read the register.
  const secret = row.on === 'use' ? undefined : secretIn(shown);
  return secret === undefined ? undefined : `told the channel of ${secret}`;
}

export function faultInView(
  card: Card | undefined,
  mayRead: boolean,
  { shows, hides, isOpen }: ViewRow,
): string | undefined {
  const words = JSON.stringify(card ?? {});
  if (!mayRead)
    return shows.test(words) || (!isOpen && SECRETS.test(words)) ? `reads ${words.slice(0, 200)}` : undefined;
  if (!shows.test(words)) return `does not read ${shows}, but ${words.slice(0, 200)}`;
  return hides?.test(words) ? `reads ${hides}` : undefined;
}

function replyOf({ receipt }: Outcome): ImmediateReply | undefined {
  return receipt.kind === 'done' ? receipt.reply : undefined;
}

/** What the person reads at once. */
function sentenceIn(outcome: Outcome): string {
  if (outcome.receipt.kind !== 'done') return outcome.receipt.message;
  const reply = replyOf(outcome);
  if (reply?.kind === 'notice') return reply.text;
  if (reply?.kind === 'formErrors') return Object.values(reply.errors).join(' ');
  const card = outcome.queued.findLast((queued) => queued.card)?.card;
  const [block] = card?.blocks ?? [];
  return block && 'text' in block ? block.text : (card?.headline ?? '');
}

function secretIn(shown: unknown): string | undefined {
  return SECRETS.exec(JSON.stringify(shown))?.[0];
}
