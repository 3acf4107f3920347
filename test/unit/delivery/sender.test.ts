import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { beforeTheCall, type Channel, type ChannelMessage, type SendResult } from '../../../src/chat/channel.ts';
import type { Platform } from '../../../src/chat/event.ts';
import type { Outbox, OutboxItem } from '../../../src/delivery/outbox.ts';
import { createSender, type SenderOptions } from '../../../src/delivery/sender.ts';
import type { Log } from '../../../src/kernel/log.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { aConversation } from '../../support/records.ts';
import { NOW } from '../../support/storage.ts';

const address = aConversation('maya');
const anItem = (id: string, change: Partial<OutboxItem> = {}): OutboxItem => ({
  id,
  destination: { kind: 'conversation', address },
  content: { kind: 'view', view: { name: 'review.card', subjectId: 'r' } },
  queuedAt: NOW,
  attempts: 1,
  inDoubt: false,
  revision: 3,
  posted: undefined,
  superseded: false,
  under: undefined,
  ...change,
});
const elsewhere = (id: string, change: Partial<OutboxItem> = {}): OutboxItem =>
  anItem(id, { destination: { kind: 'conversation', address: aConversation(id) }, ...change });

type Call = ChannelMessage & { readonly externalId?: string };
type Told = readonly unknown[];

function aChannel(answer: (call: Call) => Promise<SendResult>, change: Partial<Channel> = {}): Channel {
  return {
    platform: 'console',
    directAddress: async () => undefined,
    governanceAddress: async () => undefined,
    userOf: () => undefined,
    post: answer,
    update: answer,
    ...change,
  };
}

/** A sender that is handed one batch after the other, and what it reported about each message. */
function aSender(
  batches: readonly (readonly OutboxItem[])[],
  channels: readonly Channel[],
  change: Partial<SenderOptions> = {},
  cannotNote: (what: 'sent' | 'postponed') => boolean = () => false,
) {
  const told: Told[] = [];
  const waiting = [...batches];
  const outbox: Outbox = {
    claim: async () => waiting.shift() ?? [],
    async sent({ id }, _owner, { revision }) {
      if (cannotNote('sent')) throw new Error('The database is away');
      told.push([id, 'sent', revision]);
    },
    async postpone(id, _owner, { until, reason, isAttempt, inDoubt }) {
      if (cannotNote('postponed')) throw new Error('The database is away');
      told.push([
        id,
        isAttempt ? 'failed once' : 'waits',
        until.getTime() - NOW.getTime(),
        ...(reason === undefined ? [] : [reason]),
        ...(inDoubt ? ['in doubt'] : []),
      ]);
    },
    skip: async (id) => void told.push([id, 'skipped']),
    giveUp: async (id, _owner, state) => void told.push([id, state]),
    counts: async () => ({ waiting: 0, held: 0, unknown: 0, failed: 0 }),
  };
  const sender = createSender({
    owner: 'me',
    organisationId: 'o',
    channels,
    platformsOf: async () => [],
    withOutbox: (work) => work(outbox),
    render: async () => ({ headline: 'Card', blocks: [] }),
    clock: () => NOW,
    log: silentLog,
    ...change,
  });
  return { sender, told };
}

async function sendBatch(items: readonly OutboxItem[], answer: (call: Call) => Promise<SendResult>, clock = () => NOW) {
  const { sender, told } = aSender([items], [aChannel(answer)], { clock });
  await sender.sendDue();
  return told;
}

const answers = (result: SendResult) => async () => result;
const sent = answers({ kind: 'sent', externalId: 'x' });
const posted = { address, externalId: 'x', revision: 2 };
const ambiguous = { kind: 'ambiguous', reason: 'timeout' } as const;

describe('the sender', () => {
  it('does not post again what it has posted and could not write down', async () => {
    const posts: string[] = [];
    let away = true;
    const { sender, told } = aSender(
      [[anItem('a')], [anItem('a', { attempts: 2, inDoubt: true })]],
      [
        aChannel(async ({ idempotencyKey }) => {
          posts.push(idempotencyKey);
          return { kind: 'sent', externalId: 'x' };
        }),
      ],
      {},
      (what) => away && what === 'sent',
    );

    await sender.sendDue();
    away = false;
    await sender.sendDue();

    expect(posts).toEqual(['a']);
    expect(told).toEqual([
      ['a', 'failed once', 30_000, 'Error', 'in doubt'],
      ['a', 'sent', 2],
    ]);
  });

  it('never posts again what may have arrived', async () => {
    expect(await sendBatch([anItem('a')], answers(ambiguous))).toEqual([['a', 'unknown']]);
  });

  it('shows a picture again that may have arrived, as that doubles nothing, and gives up in the end', async () => {
    const told = await sendBatch([anItem('a', { posted }), anItem('b', { posted, attempts: 30 })], answers(ambiguous));

    expect(told).toEqual([
      ['a', 'failed once', 30_000, 'timeout'],
      ['b', 'unknown'],
    ]);
  });

  it('shows no newer picture while an older one may be on its way, of which it could not write down a thing', async () => {
    const notes = ['lost', 'kept'];
    const { sender, told } = aSender(
      [[anItem('a', { posted })]],
      [aChannel(answers(ambiguous))],
      {},
      () => notes.shift() === 'lost',
    );

    await sender.sendDue();

    expect(told).toEqual([['a', 'failed once', 30_000, 'Error']]);
  });

  it('waits exactly as long as it is told, without calling that a failure', async () => {
    const told = await sendBatch(
      [anItem('a', { attempts: 99 })],
      answers({ kind: 'retryAfter', retryAfterMs: 17_000 }),
    );

    expect(told).toEqual([['a', 'waits', 17_000]]);
  });

  it('keeps what may have arrived in doubt until the platform can be asked, and looks before it posts', async () => {
    const calls: boolean[] = [];
    const told = await sendBatch(
      [anItem('a'), anItem('b', { inDoubt: true }), anItem('c', { attempts: 30 })],
      async (call) => {
        calls.push(call.repeated);
        return { kind: 'lookAgain', retryAfterMs: 5000, reason: 'cut' };
      },
    );

    expect(calls).toEqual([false, true, false]);
    expect(told).toEqual([
      ['a', 'failed once', 30_000, 'cut', 'in doubt'],
      ['b', 'failed once', 30_000, 'cut', 'in doubt'],
      ['c', 'unknown'],
    ]);
  });

  it('does not forget a doubt because it has to wait', async () => {
    const told = await sendBatch(
      [anItem('a', { inDoubt: true })],
      answers({ kind: 'retryAfter', retryAfterMs: 1000, holds: 'conversation' }),
    );

    expect(told).toEqual([['a', 'waits', 1000, 'in doubt']]);
  });

  it('goes on trying what has certainly not arrived, within a minute, for as long as it takes', async () => {
    const told = await sendBatch(
      [anItem('a', { inDoubt: true }), anItem('b', { attempts: 99 })],
      answers({ kind: 'tryAgain', reason: 'ECONNREFUSED' }),
    );

    expect(told).toEqual([
      ['a', 'failed once', 2000, 'ECONNREFUSED', 'in doubt'],
      ['b', 'failed once', 60_000, 'ECONNREFUSED'],
    ]);
  });

  it('keeps what nobody may be shown just now, looks every five minutes, and says so each time', async () => {
    const said: unknown[] = [];
    const log: Log = { ...silentLog, error: (_sentence, fields) => void said.push(fields) };
    const held = answers({ kind: 'held', reason: 'a guest is in the channel' });
    let now = NOW.getTime();
    const items = [anItem('a', { attempts: 99 }), elsewhere('b')];
    const { sender, told } = aSender([items, items], [aChannel(held)], { log, clock: () => new Date(now) });

    await sender.sendDue();

    expect(told).toEqual([
      ['a', 'waits', 300_000, 'a guest is in the channel'],
      ['b', 'waits', 300_000, 'a guest is in the channel'],
    ]);
    expect(said).toEqual([{ outboxId: 'a', reason: 'a guest is in the channel' }]);
    now += 300_000;
    await sender.sendDue();
    expect(said).toHaveLength(2);
  });

  it('leaves a conversation or a workspace alone that was too much at once, and only that', async () => {
    const calls: string[] = [];
    const inTeam = { ...aConversation('c'), workspace: 'other' };
    const there = anItem('c', { destination: { kind: 'conversation', address: inTeam } });
    const alsoThere = anItem('d', { destination: { kind: 'conversation', address: { ...inTeam, conversation: 'd' } } });
    const channel = aChannel(async ({ idempotencyKey }) => {
      calls.push(idempotencyKey);
      if (idempotencyKey === 'a') return { kind: 'retryAfter', retryAfterMs: 9000, holds: 'conversation' };
      if (idempotencyKey === 'c') return { kind: 'retryAfter', retryAfterMs: 7000, holds: 'workspace' };
      return { kind: 'sent', externalId: 'x' };
    });
    let now = NOW.getTime();
    const batches = [
      [anItem('a'), there],
      [anItem('a2', { posted }), elsewhere('b'), alsoThere],
      [anItem('a3', { posted })],
    ];
    const { sender, told } = aSender(batches, [channel], { clock: () => new Date(now) });

    await sender.sendDue();
    now += 1000;
    await sender.sendDue();
    now += 8000;
    await sender.sendDue();

    expect(calls).toEqual(['a', 'c', 'b', 'a3']);
    expect(told).toContainEqual(['a2', 'waits', 9000]);
    expect(told).toContainEqual(['d', 'waits', 7000]);
  });

  it('asks for an update of what an earlier attempt may have posted with an older picture', async () => {
    const card = { kind: 'card', card: { headline: 'Fixed', blocks: [] }, wordsOf: 'maya' } as const;

    const told = await sendBatch(
      [
        anItem('first', { attempts: 2 }),
        anItem('again', { inDoubt: true }),
        anItem('fixed', { inDoubt: true, content: card }),
      ],
      sent,
    );

    expect(told).toEqual([
      ['first', 'sent', 3],
      ['again', 'sent', 2],
      ['fixed', 'sent', 3],
    ]);
  });

  it('sends nothing when its lease may end before the answer comes', async () => {
    let now = NOW.getTime();
    const { sender, told } = aSender([[anItem('a')]], [aChannel(sent)], {
      render: async () => {
        now += 20_001;
        return { headline: 'Card', blocks: [] };
      },
      clock: () => new Date(now),
    });

    await sender.sendDue();

    expect(told).toEqual([['a', 'waits', 20_001]]);
  });

  it('sends to others while one answer is awaited, and takes no more than it can send', async () => {
    const slow = Promise.withResolvers<SendResult>();
    const limits: number[] = [];
    const many = Array.from({ length: 15 }, (_, number) => elsewhere(`b${number}`));
    const channel = aChannel(({ idempotencyKey }) => (idempotencyKey === 'a' ? slow.promise : sent()));
    const { sender, told } = aSender([], [channel], {
      withOutbox: async (work) => {
        const batches = [[anItem('a')], many];
        return work({
          claim: async ({ limit }) => {
            limits.push(limit);
            return batches[limits.length - 1] ?? [];
          },
          sent: async ({ id }) => void told.push([id]),
          postpone: async () => {},
          skip: async () => {},
          giveUp: async () => {},
          counts: async () => ({ waiting: 0, held: 0, unknown: 0, failed: 0 }),
        });
      },
    });

    const first = sender.sendDue();
    await expect.poll(() => limits.length).toBe(1);
    expect(await sender.sendDue()).toBe(15);
    slow.resolve({ kind: 'sent', externalId: 'x' });

    expect(await first).toBe(1);
    expect(limits).toEqual([16, 15]);
    expect(told.at(-1)).toEqual(['a']);
  });

  it('goes on with the next message after one that fails, and does not know whether that one arrived', async () => {
    let calls = 0;
    const told = await sendBatch([anItem('a'), anItem('b'), anItem('c', { posted })], async () => {
      calls += 1;
      if (calls !== 2) throw new Error('broken');
      return { kind: 'sent', externalId: 'x' };
    });

    expect(told.toSorted()).toEqual([
      ['a', 'failed once', 30_000, 'Error', 'in doubt'],
      ['b', 'sent', 3],
      ['c', 'failed once', 30_000, 'Error'],
    ]);
  });

  it('is in no doubt about what failed before it called the platform', async () => {
    const { sender, told } = aSender([[anItem('a')]], [aChannel(sent)], {
      render: async () => {
        throw new TypeError('no such card');
      },
    });

    await sender.sendDue();

    expect(told).toEqual([['a', 'failed once', 2000, 'TypeError']]);
  });

  it('is in no doubt about what the channel could not prepare', async () => {
    const told = await sendBatch([anItem('a')], () =>
      beforeTheCall(Promise.reject(new TypeError('the database is away'))),
    );

    expect(told).toEqual([['a', 'failed once', 2000, 'TypeError']]);
  });

  it('gives up what fails again and again, and what reaches nobody or has nothing left to show', async () => {
    const told = await sendBatch(
      [
        anItem('often', { attempts: 30 }),
        anItem('nobody', { destination: { kind: 'person', personId: 'maya' } }),
        anItem('erased', { content: undefined }),
      ],
      async () => {
        throw new Error('broken');
      },
    );

    expect(told.toSorted()).toEqual([
      ['erased', 'failed'],
      ['nobody', 'failed'],
      ['often', 'unknown'],
    ]);
  });

  it('loses nothing for the governance team before it has a place', async () => {
    const told = await sendBatch([anItem('a', { destination: { kind: 'governance' } })], sent);

    expect(told).toEqual([['a', 'waits', 300_000, 'no running channel has a place for the governance team']]);
  });
});

describe('the sender, for a person', () => {
  const on = (platform: Platform, reaches: boolean, used: string[]) =>
    aChannel(
      async () => {
        used.push(platform);
        return { kind: 'sent', externalId: 'x' };
      },
      { platform, directAddress: async () => (reaches ? { ...address, platform } : undefined) },
    );

  it.each([
    { met: ['teams', 'slack'], reached: ['slack', 'teams', 'console'], chosen: 'teams' },
    { met: ['teams', 'slack'], reached: ['slack', 'console'], chosen: 'slack' },
    { met: [], reached: ['slack', 'console'], chosen: 'console' },
  ] as const)(
    'writes to $chosen when $met is where they were met and $reached reach them',
    async ({ met, reached, chosen }) => {
      const used: string[] = [];
      const channels = (['console', 'slack', 'teams'] as const).map((platform) =>
        on(
          platform,
          reached.some((one) => one === platform),
          used,
        ),
      );
      const item = anItem('a', { destination: { kind: 'person', personId: 'maya' } });
      const { sender } = aSender([[item]], channels, { platformsOf: async () => met });

      await sender.sendDue();

      expect(used).toEqual([chosen]);
    },
  );
});

describe('the sender, for a view that is shown again', () => {
  const live: Card = {
    headline: 'Decide',
    blocks: [],
    actions: [{ id: 'review.approve', label: 'Approve', value: {} }],
  };
  const cards = async (batches: readonly (readonly OutboxItem[])[], drawn: () => Card) => {
    const shown: Card[] = [];
    const channel = aChannel(async ({ card }) => {
      shown.push(card);
      return { kind: 'sent', externalId: 'x' };
    });
    const { sender, told } = aSender(batches, [channel], { render: async () => drawn() });
    for (const _ of batches) await sender.sendDue();
    return { shown, told };
  };

  it('folds the older copy, so that only the newest can be acted on', async () => {
    const { shown } = await cards([[anItem('a', { posted, superseded: true })]], () => live);

    expect(shown).toMatchObject([{ headline: 'Decide', blocks: [{ text: 'Shown again below.' }] }]);
    expect(shown[0]?.actions).toBeUndefined();
  });

  it('does not post the older copy any more, unless it may be there already', async () => {
    const { shown, told } = await cards(
      [[anItem('a', { superseded: true }), elsewhere('b', { superseded: true, inDoubt: true })]],
      () => live,
    );

    expect(shown).toHaveLength(1);
    expect(told).toEqual([
      ['a', 'skipped'],
      ['b', 'sent', 2],
    ]);
  });

  it('calls the platform for what the reader can see', async () => {
    let headline = 'One';
    const next = (revision: number) => [anItem('a', { posted: { ...posted, revision: revision - 1 }, revision })];
    const batches = [next(3), next(4), next(5), next(7)];
    const headlines = ['One', 'One', 'Two', 'Two'];
    const { shown, told } = await cards(batches, () => {
      headline = headlines.shift() ?? headline;
      return { headline, blocks: [] };
    });

    // The last one was shown by somebody else meanwhile: revision 6 is not ours.
    expect(shown.map((card) => card.headline)).toEqual(['One', 'Two', 'Two']);
    expect(told).toEqual([
      ['a', 'sent', 3],
      ['a', 'sent', 4],
      ['a', 'sent', 5],
      ['a', 'sent', 7],
    ]);
  });

  it('shows a picture once more when nobody knows whether the one between arrived', async () => {
    const results: SendResult[] = [{ kind: 'sent', externalId: 'x' }, ambiguous, { kind: 'sent', externalId: 'x' }];
    const drawn = ['One', 'Two', 'One'];
    const shown: string[] = [];
    const channel = aChannel(async ({ card }) => {
      shown.push(card.headline);
      return results.shift() ?? ambiguous;
    });
    const batches = [3, 4, 5].map((revision) => [
      anItem('a', { posted: { ...posted, revision: Math.min(3, revision - 1) }, revision }),
    ]);
    const { sender } = aSender(batches, [channel], {
      render: async () => ({ headline: drawn.shift() ?? '', blocks: [] }),
    });

    for (const _ of batches) await sender.sendDue();

    expect(shown).toEqual(['One', 'Two', 'One']);
  });
});
