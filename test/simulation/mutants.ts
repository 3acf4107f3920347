import { describe, expect, it } from 'vitest';
import type { Outbox } from '../../src/delivery/outbox.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import type { Playing } from './play-many.ts';

/** A mutant that survives this many schedules has escaped. */
const MOST_SCHEDULES = 60;
const IN_TIME = 300_000;

function withStores(storage: Storage, change: (stores: Stores) => Stores): Storage {
  return { ...storage, transact: (id, work) => storage.transact(id, (stores) => work(change(stores))) };
}

export function withOutbox(storage: Storage, change: (outbox: Outbox) => Partial<Outbox>): Storage {
  return withStores(storage, (stores) => ({ ...stores, outbox: { ...stores.outbox, ...change(stores.outbox) } }));
}

/** Every deed is kept under the key that is made of its own. */
export function withKeys(storage: Storage, keyOf: (own: string, alsoKnownAs: string | undefined) => string): Storage {
  return withStores(storage, (stores) => {
    const { inbox } = stores;
    return {
      ...stores,
      inbox: {
        ...inbox,
        open: (deed) => inbox.open({ ...deed, key: keyOf(deed.key, deed.alsoKnownAs), alsoKnownAs: undefined }),
        saveReply: (own, ...rest) => inbox.saveReply(keyOf(own, undefined), ...rest),
      },
    };
  });
}

/** The same outbox faults for every platform. */
export const OUTBOX_MUTANTS = {
  'takes what was changed meanwhile for shown': {
    storage: (storage: Storage) =>
      withOutbox(storage, (outbox) => ({
        sent: (item, owner, result) => outbox.sent(item, owner, { ...result, revision: 1_000_000 }),
      })),
  },
} as const;

/** The simulation is trusted only while it finds each fault that is built in on purpose. */
export function catchMutants<Stage extends { close(): Promise<void> }, Mutant>(
  title: string,
  mutants: Readonly<Record<string, Mutant>>,
  {
    userOf,
    open,
    play,
  }: Pick<Playing<Stage>, 'userOf' | 'play'> & {
    readonly open: (users: readonly string[], mutant: Mutant | undefined) => Promise<Stage>;
  },
): void {
  describe(title, () => {
    it.each(Object.keys(mutants))('catch a build that %s', { timeout: IN_TIME }, async (name) => {
      const seeds = Array.from({ length: MOST_SCHEDULES }, (_, place) => place + 1);
      const stage = await open(seeds.map(userOf), mutants[name]);
      try {
        for (const seed of seeds) {
          const wrong = await play(stage, seed, userOf(seed));
          if (wrong.length > 0)
            return void process.stdout.write(`“${name}”: schedule ${seed}: ${wrong[0]?.slice(0, 200)}\n`);
        }
        expect.unreachable(`survived ${MOST_SCHEDULES} schedules`);
      } finally {
        await stage.close();
      }
    });
  });
}
