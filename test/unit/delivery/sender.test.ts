import { describe, expect, it } from 'vitest';
import type { Channel, SendResult } from '../../../src/chat/channel.ts';
import type { Outbox, OutboxItem } from '../../../src/delivery/outbox.ts';
import { createSender } from '../../../src/delivery/sender.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { aConversation } from '../../support/records.ts';
import { NOW } from '../../support/storage.ts';

const address = aConversation('maya');
const anItem = (id: string, change: Partial<OutboxItem> = {}): OutboxItem => ({
  id,
  destination: { kind: 'conversation', address },
  content: { kind: 'view', view: { name: 'review.card', subjectId: 'r' } },
  attempts: 1,
  revision: 3,
  posted: undefined,
  ...change,
});

/** A sender over one batch, and what it reported about each item. */
async function sendBatch(items: readonly OutboxItem[], platform: () => Promise<SendResult>, clock = () => NOW) {
  const told: unknown[][] = [];
  const outbox: Outbox = {
    claim: async () => items,
    sent: async (id, _owner, { revision }) => void told.push([id, 'sent', revision]),
    postpone: async (id, _owner, runAt, error) =>
      void told.push([id, 'postponed', runAt.getTime() - NOW.getTime(), error]),
    giveUp: async (id, _owner, state) => void told.push([id, state]),
    counts: async () => ({ waiting: 0, unknown: 0, failed: 0 }),
  };
  const channel: Channel = {
    platform: 'console',
    directAddress: async () => undefined,
    governanceAddress: async () => undefined,
    userOf: () => undefined,
    post: platform,
    update: platform,
  };
  const sender = createSender({
    owner: 'me',
    organisationId: 'o',
    channels: [channel],
    withOutbox: (work) => work(outbox),
    render: async () => ({ headline: 'Card', blocks: [] }),
    clock,
    log: silentLog,
  });
  await sender.sendDue();
  return told;
}

const answers = (result: SendResult) => async () => result;
const posted = { address, externalId: 'x' };
const ambiguous = { kind: 'ambiguous', reason: 'timeout' } as const;

describe('the sender', () => {
  it('never posts again what may have arrived', async () => {
    expect(await sendBatch([anItem('a')], answers(ambiguous))).toEqual([['a', 'unknown']]);
  });

  it('shows a picture again that may have arrived, as that doubles nothing, and gives up in the end', async () => {
    const told = await sendBatch([anItem('a', { posted }), anItem('b', { posted, attempts: 12 })], answers(ambiguous));

    expect(told).toEqual([
      ['a', 'postponed', 2000, 'timeout'],
      ['b', 'unknown'],
    ]);
  });

  it('waits exactly as long as it is told, without calling that a failure', async () => {
    const told = await sendBatch(
      [anItem('a', { attempts: 12 })],
      answers({ kind: 'retryAfter', retryAfterMs: 17_000 }),
    );

    expect(told).toEqual([['a', 'postponed', 17_000, undefined]]);
  });

  it('asks for an update of what an earlier attempt may have posted with an older picture', async () => {
    const sent = answers({ kind: 'sent', externalId: 'x' });
    const card = { kind: 'card', card: { headline: 'Fixed', blocks: [] }, wordsOf: 'maya' } as const;

    const told = await sendBatch(
      [anItem('first'), anItem('again', { attempts: 2 }), anItem('fixed', { attempts: 2, content: card })],
      sent,
    );

    expect(told).toEqual([
      ['first', 'sent', 3],
      ['again', 'sent', 2],
      ['fixed', 'sent', 3],
    ]);
  });

  it('stops before its lease may have ended', async () => {
    let now = NOW.getTime();
    const slow = async (): Promise<SendResult> => {
      now += 10_000;
      return { kind: 'sent', externalId: 'x' };
    };

    const told = await sendBatch(
      ['a', 'b', 'c', 'd'].map((id) => anItem(id)),
      slow,
      () => new Date(now),
    );

    expect(told.map(([id]) => id)).toEqual(['a', 'b']);
  });

  it('goes on with the next message after one that fails', async () => {
    let calls = 0;
    const told = await sendBatch([anItem('a'), anItem('b')], async () => {
      calls += 1;
      if (calls === 1) throw new Error('broken');
      return { kind: 'sent', externalId: 'x' };
    });

    expect(told).toEqual([
      ['a', 'postponed', 2000, 'Error'],
      ['b', 'sent', 3],
    ]);
  });

  it('gives up what fails again and again, and what reaches nobody or has nothing left to show', async () => {
    const told = await sendBatch(
      [
        anItem('often', { attempts: 12 }),
        anItem('nobody', { destination: { kind: 'governance' } }),
        anItem('erased', { content: undefined }),
      ],
      async () => {
        throw new Error('broken');
      },
    );

    expect(told).toEqual([
      ['often', 'failed'],
      ['nobody', 'failed'],
      ['erased', 'failed'],
    ]);
  });
});
