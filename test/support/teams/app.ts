import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type pg from 'pg';
import { type App, createApp } from '../../../src/app.ts';
import { renderTeamsCard } from '../../../src/channels/teams/cards/render-teams-card.ts';
import { PUBLIC_CLOUD, type TeamsConfig } from '../../../src/channels/teams/configuration.ts';
import { MESSAGES_PATH } from '../../../src/channels/teams/receive/messages-router.ts';
import type { Role } from '../../../src/chat/event.ts';
import type { ViewReference } from '../../../src/chat/outgoing.ts';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import { setUpOrganisation } from '../../../src/composition/organisation-set-up.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { createStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { type DatabaseKind, openTestDatabase } from '../database.ts';
import { createDrawing } from '../drawing.ts';
import { TENANT } from './activities.ts';
import { cardInWords, ShownCard } from './shown-card.ts';

const knowledge = await loadKnowledgeBase();

/** Steward on Teams within this process, with a database of its own, by the test's clock. */
export interface TeamsAppUnderTest {
  readonly app: App;
  readonly storage: Storage;
  readonly pool: pg.Pool;
  /** What Teams would do: the status and the body of the answer. */
  deliver(activity: unknown, headers?: Readonly<Record<string, string>>): Promise<Delivered>;
  /** Takes somebody of the tenant up, as if they had come by. */
  enrol(user: string, name: string, ...roles: readonly Role[]): Promise<string>;
  /** The governance team adopts what is shipped, as this person. */
  adopt(personId: string): Promise<void>;
  /** What a message shows that is drawn now, in words. */
  drawn(view: ViewReference, reader: string | undefined): Promise<string | undefined>;
  /** What an operator's monitoring reads. */
  metrics(): Promise<string>;
  /** What was logged as an error since the beginning. */
  errors(): string[];
  close(): Promise<void>;
}

export interface Delivered {
  readonly status: number;
  readonly body: unknown;
}

export interface TeamsAppOptions {
  readonly config?: Partial<TeamsConfig>;
  readonly kind?: DatabaseKind;
  readonly clock?: () => Date;
  readonly withinMs?: number;
  /** What stands between the app and its database. */
  readonly between?: (storage: Storage) => Storage;
}

function aTeamsConfig(config: Partial<TeamsConfig> = {}): TeamsConfig {
  return {
    ...{ tenant: TENANT, app: undefined, governanceChannel: undefined, emailLinking: false, production: false },
    cloud: PUBLIC_CLOUD,
    ...config,
  };
}

export async function openTeamsApp(options: TeamsAppOptions = {}): Promise<TeamsAppUnderTest> {
  const { kind = 'embedded', clock = () => new Date(), withinMs, between = (storage: Storage) => storage } = options;
  const errors: string[] = [];
  const log = {
    ...silentLog,
    error: (sentence: string, _fields: object, cause?: unknown) => void errors.push(`${sentence}: ${String(cause)}`),
  };
  const database = await openTestDatabase(kind);
  const opened = { pool: database.pool, embedded: kind === 'embedded', close: () => database.close() };
  const storage = await createStorage(opened, randomBytes(32), newId, knowledge.relevance);
  const organisation = await setUpOrganisation({
    ...{ storage, knowledge, demonstration: false, clock, newId },
    workspaces: async () => [{ platform: 'teams', externalId: TENANT, name: 'Contoso' }],
  });
  const app = await createApp({
    ...{ storage: between(storage), knowledge, organisation, clock, newId, log },
    ...{ console: false, rateLimited: false },
    teams: { config: aTeamsConfig(options.config), ...(withinMs === undefined ? {} : { withinMs }) },
  });
  const http = createServer(app.http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const bound = http.address();
  const url = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}${MESSAGES_PATH}`;
  const transact: typeof storage.transact = (id, work) => storage.transact(id, work);
  const draw = createDrawing(knowledge, storage, organisation.id, clock);
  return {
    ...{ app, storage, pool: database.pool },
    async deliver(activity, headers = {}) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    async enrol(user, displayName, ...roles) {
      const id = newId();
      const identity = { platform: 'teams', workspace: TENANT, user } as const;
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
      const card = await draw(view, user === undefined ? undefined : { platform: 'teams', workspace: TENANT, user });
      return card && cardInWords(ShownCard.parse(renderTeamsCard(card, { stamp: { nonce: 'drawn' } })));
    },
    metrics: async () => (await fetch(new URL('/metrics', url))).text(),
    errors: () => errors,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await app.close();
      await storage.close();
    },
  };
}
