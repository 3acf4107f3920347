import type { Storage } from '../../../src/storage/open-storage.ts';
import { seededRandom } from '../../support/random.ts';
import type { Call } from '../../support/slack/calls.ts';
import type { ApiFate } from '../../support/slack/fake-slack-api.ts';

/** What happens to calls and transactions, decided by a seed; nothing bad while it is calm. */
export interface Weather {
  random(): number;
  pick<Item>(items: readonly Item[]): Item | undefined;
  calm: boolean;
  fateOf(call: Call): ApiFate;
  /** Stands between Steward and its database, which is away for a moment before a commit, or before it is heard of. */
  over(storage: Storage): Storage;
  begin(seed: number): void;
}

/** Of a hundred calls; the others are fine. */
const FATES: readonly (readonly [number, (random: () => number) => ApiFate])[] = [
  [10, (random) => ({ kind: 'limited', retryAfterSeconds: 1 + Math.floor(random() * 20) })],
  [4, () => ({ kind: 'broken', status: 503, taken: false })],
  [5, () => ({ kind: 'broken', status: 500, taken: true })],
  [3, () => ({ kind: 'cut', taken: false })],
  [5, () => ({ kind: 'cut', taken: true })],
  [3, () => ({ kind: 'garbled', taken: true })],
  [3, () => ({ kind: 'page', taken: true })],
  [4, (random) => ({ kind: 'late', afterMs: 1000 + random() * 24_000 })],
];
const DATABASE_AWAY = 0.03;

export function createWeather(): Weather {
  let seed = 0;
  let random = seededRandom(0);
  let asked = new Map<string, number>();

  class Away extends Error {
    readonly code = 'ECONNRESET';
  }

  const weather: Weather = {
    calm: true,
    random: () => random(),
    pick: (items) => items[Math.floor(random() * items.length)],
    begin(next) {
      seed = next;
      random = seededRandom(next);
      asked = new Map();
      weather.calm = false;
    },
    // Not by the order of arrival: what goes on side by side would make another schedule of the same seed.
    fateOf({ method, args }) {
      if (weather.calm) return { kind: 'fine' };
      const about = `${method}/${args.channel ?? args.user ?? args.users ?? args.user_id ?? ''}`;
      const count = asked.get(about) ?? 0;
      asked.set(about, count + 1);
      const own = seededRandom(seed * 7919 + sum(about) * 31 + count);
      let dice = own() * 100;
      for (const [share, fate] of FATES) {
        dice -= share;
        if (dice < 0) return fate(own);
      }
      return { kind: 'fine' };
    },
    over: (storage) => ({
      ...storage,
      async transact(organisationId, work) {
        if (!weather.calm && random() < DATABASE_AWAY) throw new Away();
        const result = await storage.transact(organisationId, work);
        if (!weather.calm && random() < DATABASE_AWAY) throw new Away();
        return result;
      },
    }),
  };
  return weather;
}

function sum(text: string): number {
  return [...text].reduce((total, character) => (total * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003, 7);
}
