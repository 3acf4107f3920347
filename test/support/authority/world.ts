import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import type { Capability } from '../../../src/chat/capability.ts';
import type { ConversationAddress, InboundBody, InboundEvent } from '../../../src/chat/event.ts';
import { createRouter, type Receipt } from '../../../src/chat/router.ts';
import { ASSESSMENT } from '../../../src/composition/assessments.ts';
import { createCapabilities } from '../../../src/composition/capabilities.ts';
import { DECLARATION } from '../../../src/composition/declaring.ts';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import { createLibraries } from '../../../src/composition/library.ts';
import { publishQuestionnaires } from '../../../src/composition/publish-questionnaires.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { createEmbeddedPool } from '../../../src/storage/embedded-pool.ts';
import { createStorage, type Storage } from '../../../src/storage/open-storage.ts';
import type { Stores } from '../../../src/storage/stores/stores.ts';
import type { Transact } from '../../../src/storage/transact.ts';
import { NOW } from '../storage.ts';
import { createCountedIds } from './counted-ids.ts';
import { createPeek, type Peek } from './peek.ts';
import { type Deeds, idOf, makeThings, NAMES, type Name, PEOPLE, type Things, wake } from './things.ts';

const knowledge = await loadKnowledgeBase();

export interface Organisation {
  readonly id: string;
  /** Its Slack workspace, in which people have their names as account ids. */
  readonly workspace: string;
  readonly things: Things;
}

/** Two organisations in one database, whose people, accounts and things have the very same ids. */
export interface World {
  readonly capabilities: readonly Capability<Stores>[];
  readonly home: Organisation;
  readonly other: Organisation;
  /** More things of the first one, whose ids the second one has not. */
  readonly onlyAtHome: Things;
  readonly transact: Transact;
  /** Through the router, with these transactions. Answers what was logged as an error beside the receipt. */
  receive(transact: Transact, organisationId: string, event: Omit<InboundEvent, 'deliveryKey'>): Promise<Received>;
  readonly peek: Peek;
  now(): Date;
  close(): Promise<void>;
}

/** A second workspace of the first organisation. */
export const LINKED = 'T03';

export interface Received {
  readonly receipt: Receipt;
  readonly errors: readonly string[];
}

const ENDS_WELL = ['nothing', 'openForm', 'nextForm', 'showCard', 'replaceCard'];

/** Where Steward talks with somebody alone. */
export function directOf(workspace: string, user: string): ConversationAddress {
  return { platform: 'slack', workspace, conversation: `@${user}`, visibility: 'direct' };
}

export async function createWorld(): Promise<World> {
  const template = new Blob([await readFile(inject('databaseTemplate'))]);
  const database = await PGlite.create({ dataDir: 'memory://', loadDataDir: template });
  const pool = createEmbeddedPool(database);
  const ids = createCountedIds();
  const storage = await createStorage(
    {
      pool,
      embedded: true,
      async close() {
        await pool.end();
        await database.close();
      },
    },
    randomBytes(32),
    ids.newId,
    knowledge.relevance,
  );
  const capabilities = createCapabilities(knowledge, createLibraries(knowledge));
  let now = NOW;

  const receive: World['receive'] = async (transact, organisationId, event) => {
    const errors: string[] = [];
    const router = createRouter<Stores>({
      capabilities,
      transact,
      isTransient: () => false,
      rateLimit: { take: async () => 0 },
      clock: () => now,
      newId: ids.newId,
      log: { ...silentLog, error: (sentence, _fields, cause) => void errors.push(`${sentence}: ${String(cause)}`) },
      nudge: () => {},
    });
    return { receipt: await router.receive(organisationId, { deliveryKey: ids.newId(), ...event }), errors };
  };

  async function does(
    { organisationId, workspace }: { readonly organisationId: string; readonly workspace: string },
    name: Name,
    body: InboundBody,
    ends: readonly string[] = ENDS_WELL,
  ): Promise<void> {
    now = new Date(now.getTime() + 1000);
    const identity = { platform: 'slack', workspace, user: name } as const;
    const event = { identity, conversation: directOf(workspace, name), body };
    const { receipt, errors } = await receive(storage.transact, organisationId, event);
    const isDone = receipt.kind === 'done' && ends.includes(receipt.reply?.kind ?? 'nothing');
    if (!isDone) throw new Error(`${name} could not: ${JSON.stringify([body, receipt, errors])}`);
  }

  async function settle(organisationId: string, workspace: string): Promise<Deeds> {
    ids.countFrom(NAMES.length);
    now = NOW;
    const organisation = { id: organisationId, name: workspace, kind: 'real' } as const;
    const workspaces = [{ id: ids.newId(), platform: 'slack', externalId: workspace }];
    await storage.organisations.create({ ...organisation, workspaces }, now);
    await publishQuestionnaires(storage, organisation, knowledge, () => now);
    for (const user of NAMES) {
      const { name: displayName, roles } = PEOPLE[user];
      const identity = { platform: 'slack', workspace, user };
      const person = { id: idOf(user), displayName, title: '', department: 'Sales', country: 'se', identity, roles };
      await storage.transact(organisationId, (stores) => stores.people.add(person, now));
    }
    const here = { organisationId, workspace };
    return {
      newId: ids.newId,
      clicks: (name, actionId, value = {}) => does(here, name, { kind: 'action', actionId, value, inputs: {} }),
      sends: (name, formId, context, inputs, thanked) =>
        does(here, name, { kind: 'form', formId, context, inputs }, thanked ? ['notice'] : ENDS_WELL),
      transact: (work) => storage.transact(organisationId, (stores) => work(stores, now)),
    };
  }

  async function found(id: string, workspace: string): Promise<{ organisation: Organisation; deeds: Deeds }> {
    const deeds = await settle(id, workspace);
    for (const questionnaire of [DECLARATION, ASSESSMENT])
      await deeds.clicks('gerd', 'adoption.adopt', { questionnaire, version: 1 });
    const things = await makeThings(deeds, 'Otter.ai');
    return { organisation: { id, workspace, things }, deeds };
  }

  const other = await found('01900000-0000-7000-9000-00000000000b', 'T02');
  await wake(other.deeds, other.organisation.things);
  const home = await found('01900000-0000-7000-9000-00000000000a', 'T01');
  const onlyAtHome = await makeThings(home.deeds, 'Fireflies');
  await wake(home.deeds, home.organisation.things);
  await addNamesakes(storage, home.organisation.id, ids.newId, now);
  return {
    capabilities,
    home: home.organisation,
    other: other.organisation,
    onlyAtHome,
    transact: storage.transact,
    receive,
    peek: await createPeek(database),
    now: () => now,
    close: () => storage.close(),
  };
}

/** The organisation has another workspace, in which other people have the account ids of those in the first one. */
async function addNamesakes(storage: Storage, organisationId: string, newId: () => string, now: Date): Promise<void> {
  const workspace = { id: newId(), platform: 'slack', externalId: LINKED };
  await storage.organisations.link(organisationId, workspace, now, { process: 'test' });
  for (const user of NAMES) {
    const identity = { platform: 'slack', workspace: LINKED, user };
    const person = {
      id: newId(),
      displayName: `N. N. ${NAMES.indexOf(user)}`,
      title: '',
      department: 'Sales',
      country: 'se',
    };
    await storage.transact(organisationId, ({ people }) => people.add({ ...person, identity, roles: [] }, now));
  }
}
