import { describe, expect, it } from 'vitest';
import type { Outbox } from '../../../src/delivery/outbox.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import type { Stores } from '../../../src/storage/stores/stores.ts';
import { playSchedule } from './schedule.ts';
import { type Mutant, openStage } from './stage.ts';

/** A mutant that survives this many schedules has escaped. */
const MOST_SCHEDULES = 60;
const IN_TIME = 300_000;

function withStores(storage: Storage, change: (stores: Stores) => Stores): Storage {
  return { ...storage, transact: (id, work) => storage.transact(id, (stores) => work(change(stores))) };
}

function withOutbox(storage: Storage, change: (outbox: Outbox) => Partial<Outbox>): Storage {
  return withStores(storage, (stores) => ({ ...stores, outbox: { ...stores.outbox, ...change(stores.outbox) } }));
}

/** What others have really got wrong, in bots for Slack. */
const MUTANTS: Readonly<Record<string, Mutant>> = {
  'acknowledges before the commit': { acknowledgesAtOnce: true },
  'takes whatever Slack sends again for handled': { ignores: (retry) => retry !== undefined },
  'knows a deed by Slack’s event id': {
    storage: (storage, { eventId }) =>
      withStores(storage, (stores) => {
        const key = (own: string) => (own.includes('/message/') ? `slack/event/${eventId()}` : own);
        const { inbox } = stores;
        return {
          ...stores,
          inbox: {
            ...inbox,
            open: (deed) => inbox.open({ ...deed, key: key(deed.key) }),
            saveReply: (own, ...rest) => inbox.saveReply(key(own), ...rest),
          },
        };
      }),
  },
  'posts again without looking after it has heard nothing': {
    storage: (storage) =>
      withOutbox(storage, (outbox) => ({
        postpone: (id, owner, postponement) => outbox.postpone(id, owner, { ...postponement, inDoubt: false }),
      })),
  },
  'forgets that it has to look for what a broken sender left': {
    storage: (storage) =>
      withOutbox(storage, (outbox) => ({
        claim: async (lease) => (await outbox.claim(lease)).map((item) => ({ ...item, inDoubt: false })),
      })),
  },
  'takes what was changed meanwhile for shown': {
    storage: (storage) =>
      withOutbox(storage, (outbox) => ({
        sent: (item, owner, result) => outbox.sent(item, owner, { ...result, revision: 1_000_000 }),
      })),
  },
};

describe('the schedules on Slack', () => {
  it.each(Object.keys(MUTANTS))('catch a build that %s', { timeout: IN_TIME }, async (name) => {
    const users = Array.from({ length: MOST_SCHEDULES }, (_, number) => `U${number + 1}MUT`);
    const stage = await openStage(users, MUTANTS[name]);
    try {
      for (const [place, user] of users.entries()) {
        const wrong = await playSchedule(stage, place + 1, user);
        if (wrong.length > 0)
          return void process.stdout.write(`“${name}”: schedule ${place + 1}: ${wrong[0]?.slice(0, 200)}\n`);
      }
      expect.unreachable(`survived ${MOST_SCHEDULES} schedules`);
    } finally {
      await stage.close();
    }
  });
});
