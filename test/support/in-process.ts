import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type pg from 'pg';
import { type App, type AppOptions, createApp } from '../../src/app.ts';
import type { Role } from '../../src/chat/event.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { setUpOrganisation } from '../../src/composition/organisation-set-up.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Account } from '../../src/people/people.ts';
import { createStorage, type Storage } from '../../src/storage/open-storage.ts';
import { type DatabaseKind, openTestDatabase } from './database.ts';
import { createDrawing, type Drawing } from './drawing.ts';

const knowledge = await loadKnowledgeBase();

/** Steward within this process, on real platforms, with a database of its own, by the test's clock. */
export interface InProcess {
  readonly app: App;
  readonly port: number;
  readonly storage: Storage;
  readonly pool: pg.Pool;
  /** Takes somebody up, as if they had come by. */
  enrolAs(account: Account, name: string, ...roles: readonly Role[]): Promise<string>;
  /** The governance team adopts what is shipped, as this person. */
  adopt(personId: string): Promise<void>;
  readonly draw: Drawing;
  /** What was logged as an error since the beginning. */
  errors(): string[];
  close(): Promise<void>;
}

export interface InProcessOptions extends Pick<AppOptions, 'slack' | 'teams'> {
  readonly workspaces: Parameters<typeof setUpOrganisation>[0]['workspaces'];
  readonly kind?: DatabaseKind | undefined;
  readonly clock?: (() => Date) | undefined;
  /** What stands between the app and its database. */
  readonly between?: ((storage: Storage) => Storage) | undefined;
}

export async function openInProcess(options: InProcessOptions): Promise<InProcess> {
  const { workspaces, kind = 'embedded', clock = () => new Date(), between, ...platforms } = options;
  const errors: string[] = [];
  const log = {
    ...silentLog,
    error: (sentence: string, _fields: object, cause?: unknown) => void errors.push(`${sentence}: ${String(cause)}`),
  };
  const database = await openTestDatabase(kind);
  const opened = { pool: database.pool, embedded: kind === 'embedded', close: () => database.close() };
  const storage = await createStorage(opened, randomBytes(32), newId, knowledge.relevance);
  const organisation = await setUpOrganisation({
    ...{ storage, knowledge, demonstration: false, clock, newId, workspaces },
  });
  const app = await createApp({
    ...{ storage: between?.(storage) ?? storage, knowledge, organisation, clock, newId, log },
    ...{ console: false, rateLimited: false },
    ...platforms,
  });
  const http = createServer(app.http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const bound = http.address();
  const transact: typeof storage.transact = (id, work) => storage.transact(id, work);
  return {
    ...{ app, storage, pool: database.pool },
    port: bound !== null && typeof bound === 'object' ? bound.port : 0,
    async enrolAs(identity, displayName, ...roles) {
      const id = newId();
      const person = { id, displayName, title: '', department: 'Sales', country: 'se', roles, identity };
      await transact(organisation.id, ({ people }) => people.add(person, clock()));
      return id;
    },
    async adopt(personId) {
      await transact(organisation.id, async ({ questionnaires }) => {
        for (const { id, version } of await questionnaires.published())
          await questionnaires.adopt({ kind: 'questionnaire', id, version }, personId, clock());
        const { id, version } = knowledge.policy;
        await questionnaires.adopt({ kind: 'policy', id, version }, personId, clock());
      });
    },
    draw: createDrawing(knowledge, storage, organisation.id, clock),
    errors: () => errors,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await app.close();
      await storage.close();
    },
  };
}
