import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type pg from 'pg';
import { type App, createApp } from '../../../src/app.ts';
import { renderCard } from '../../../src/channels/slack/block-kit/render-card.ts';
import { identifyToken } from '../../../src/channels/slack/identify.ts';
import type { Role } from '../../../src/chat/event.ts';
import type { ViewReference } from '../../../src/chat/outgoing.ts';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import { setUpOrganisation } from '../../../src/composition/organisation-set-up.ts';
import { readConfig } from '../../../src/config.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { createStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { type DatabaseKind, openTestDatabase } from '../database.ts';
import { createDrawing } from '../drawing.ts';

const knowledge = await loadKnowledgeBase();

/** Steward on Slack within this process, with a database of its own, by the test's clock. */
export interface SlackApp {
  readonly app: App;
  readonly port: number;
  readonly storage: Storage;
  readonly pool: pg.Pool;
  /** Takes somebody of the workspace up, as if they had come by. */
  enrol(user: string, name: string, ...roles: readonly Role[]): Promise<string>;
  /** The governance team adopts what is shipped, as this person. */
  adopt(personId: string): Promise<void>;
  /** What a message shows that is drawn now, as Slack reads it out. */
  drawn(view: ViewReference, reader: string | undefined): Promise<string | undefined>;
  /** What was logged as an error since the beginning. */
  errors(): string[];
  close(): Promise<void>;
}

export interface SlackAppOptions {
  /** As for the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly kind?: DatabaseKind;
  readonly clock?: () => Date;
  /** What stands between the app and its database. */
  readonly between?: (storage: Storage) => Storage;
}

export async function openSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { environment, kind = 'embedded', clock = () => new Date(), between = (storage: Storage) => storage } = options;
  const { slack: config } = readConfig(environment);
  if (!config) throw new Error('CHANNELS does not name slack');
  const errors: string[] = [];
  const log = {
    ...silentLog,
    error: (sentence: string, _fields: object, cause?: unknown) => void errors.push(`${sentence}: ${String(cause)}`),
  };
  const database = await openTestDatabase(kind);
  const opened = { pool: database.pool, embedded: kind === 'embedded', close: () => database.close() };
  const storage = await createStorage(opened, randomBytes(32), newId, knowledge.relevance);
  const owner =
    config.access.kind === 'token' ? await identifyToken(config.apiUrl, config.access.botToken, []) : undefined;
  const organisation = await setUpOrganisation({
    ...{ storage, knowledge, demonstration: false, clock, newId },
    workspaces: async () => (owner ? [{ platform: 'slack', externalId: owner.workspace, name: owner.name }] : []),
  });
  const app = await createApp({
    ...{ storage: between(storage), knowledge, organisation, clock, newId, log },
    ...{ console: false, rateLimited: false },
    slack: { config, owner, stateSecret: 'a secret of the test' },
  });
  const http = createServer(app.http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const bound = http.address();
  const transact: typeof storage.transact = (id, work) => storage.transact(id, work);
  const draw = createDrawing(knowledge, storage, organisation.id, clock);
  return {
    app,
    port: bound !== null && typeof bound === 'object' ? bound.port : 0,
    storage,
    pool: database.pool,
    async enrol(user, displayName, ...roles) {
      const id = newId();
      const identity = { platform: 'slack', workspace: owner?.workspace ?? '', user } as const;
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
    async drawn(view, user) {
      const workspace = owner?.workspace ?? '';
      const card = await draw(view, user === undefined ? undefined : { platform: 'slack', workspace, user });
      return card && renderCard(card).text;
    },
    errors: () => errors,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await app.close();
      await storage.close();
    },
  };
}
