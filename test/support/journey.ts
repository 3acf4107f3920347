import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type App, createApp } from '../../src/app.ts';
import { seedDemonstration } from '../../src/composition/demonstration.ts';
import { type KnowledgeBase, loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import type { Language } from '../../src/composition/language.ts';
import { publishQuestionnaires } from '../../src/composition/publish-questionnaires.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createStorage, type Storage } from '../../src/storage/open-storage.ts';
import { type ConsoleApi, consoleApi } from './console-api.ts';
import { type DatabaseKind, openTestDatabase, type TestDatabase } from './database.ts';
import { createPersona, type Persona } from './persona.ts';

const shipped = await loadKnowledgeBase();

/** The people of the demonstration, by their first names. */
export type Name = 'maya' | 'tom' | 'priya' | 'jonas' | 'elena' | 'samir' | 'ana' | 'lee' | 'ingrid' | 'noor' | 'amara';

export type Journey = Readonly<Record<Name, Persona>> & {
  readonly app: App;
  readonly api: ConsoleApi;
  /** Where a browser finds it. */
  readonly address: string;
  readonly storage: Storage;
  now(): Date;
  /** Moves the clock and lets everything happen that is due by then. */
  passes(time: { readonly days?: number; readonly hours?: number }): Promise<void>;
  /** What was logged as an error since the beginning. */
  errors(): readonly string[];
  end(): Promise<void>;
  /** Ends, and throws what was logged as an error on the way. */
  endsWithoutErrors(): Promise<void>;
};

/** A Monday, in the morning. */
const BEGINS = new Date('2027-01-11T09:00:00Z');

/** The whole app on a database of its own, driven through the console's JSON API. */
export async function beginJourney(
  kind: DatabaseKind = 'embedded',
  own?: TestDatabase,
  language?: (clock: () => Date) => Promise<Language>,
  /** Other shipped knowledge than there is. */
  changed: Partial<KnowledgeBase> = {},
): Promise<Journey> {
  const knowledge = { ...shipped, ...changed };
  let now = BEGINS;
  const clock = () => now;
  const errors: string[] = [];
  const log = {
    ...silentLog,
    error: (sentence: string, _fields: object, cause?: unknown) => void errors.push(`${sentence}: ${String(cause)}`),
  };
  const database = own ?? (await openTestDatabase(kind));
  const storage = await createStorage(
    { pool: database.pool, embedded: kind === 'embedded', close: () => database.close() },
    randomBytes(32),
    newId,
    knowledge.relevance,
  );
  const organisation = await seedDemonstration(storage, clock);
  await publishQuestionnaires(storage, organisation, knowledge, clock);
  const app = await createApp({
    ...{ storage, knowledge, organisation, clock, newId, log },
    language: await language?.(clock),
    rateLimited: false,
  });
  const http = createServer(app.http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const bound = http.address();
  const address = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  const api = consoleApi(address);

  const people = await api.people();
  const settle = async () => {
    now = new Date(now.getTime() + 1000);
    await app.drain();
  };
  const persona = (index: number): Persona => {
    const person = people.find(({ id }) => id.endsWith(`01${String(index + 1).padStart(2, '0')}`));
    if (!person) throw new Error(`The demonstration has no person number ${index + 1}`);
    return createPersona({ api, person, settle });
  };
  const [maya, tom, priya, jonas, elena, samir, ana, lee, ingrid, noor, amara] = people.map((_, index) =>
    persona(index),
  );
  if (!maya || !tom || !priya || !jonas || !elena || !samir || !ana || !lee || !ingrid || !noor || !amara)
    throw new Error('The demonstration has too few people');
  const end = async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    await app.close();
    await storage.close();
  };
  return {
    ...{ maya, tom, priya, jonas, elena, samir, ana, lee, ingrid, noor, amara },
    app,
    api,
    address,
    storage,
    now: clock,
    async passes({ days = 0, hours = 0 }) {
      now = new Date(now.getTime() + (days * 24 + hours) * 3_600_000);
      await app.drain();
    },
    errors: () => errors,
    end,
    async endsWithoutErrors() {
      const logged = errors.join('\n');
      await end();
      if (logged !== '') throw new Error(logged);
    },
  };
}
