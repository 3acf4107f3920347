import type { Storage } from '../../src/storage/open-storage.ts';
import { seededRandom } from '../support/random.ts';

/** What happens to calls and transactions, decided by a seed; nothing bad while it is calm. */
export interface Weather<Call, Fate> {
  random(): number;
  pick<Item>(items: readonly Item[]): Item | undefined;
  calm: boolean;
  fateOf(call: Call): Fate;
  /** Stands between Steward and its database, which is away for a moment before a commit, or before it is heard of. */
  over(storage: Storage): Storage;
  begin(seed: number): void;
}

/** Of a hundred calls so many; the others are fine. */
export type Fates<Fate> = readonly (readonly [number, (random: () => number) => Fate])[];

export interface WeatherOptions<Call, Fate> {
  readonly fates: Fates<Fate>;
  readonly fine: Fate;
  /** Calls about the same thing have their fates in a row of their own. */
  readonly about: (call: Call) => string;
}

const DATABASE_AWAY = 0.03;

export function createWeather<Call, Fate>({ fates, fine, about }: WeatherOptions<Call, Fate>): Weather<Call, Fate> {
  let seed = 0;
  let random = seededRandom(0);
  let asked = new Map<string, number>();

  class Away extends Error {
    readonly code = 'ECONNRESET';
  }

  const weather: Weather<Call, Fate> = {
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
    fateOf(call) {
      if (weather.calm) return fine;
      const what = about(call);
      const count = asked.get(what) ?? 0;
      asked.set(what, count + 1);
      const own = seededRandom(seed * 7919 + sum(what) * 31 + count);
      let dice = own() * 100;
      for (const [share, fate] of fates) {
        dice -= share;
        if (dice < 0) return fate(own);
      }
      return fine;
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
