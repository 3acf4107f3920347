import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { App, ExpressReceiver } from '@slack/bolt';
import { createApp } from '../../src/app.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { setUpOrganisation } from '../../src/composition/organisation-set-up.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type Closable, createLifecycle } from '../../src/kernel/lifecycle.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { KEEP_ALIVE_MS } from '../../src/serve.ts';
import type { OpenDatabase } from '../../src/storage/open-database.ts';
import { createStorage } from '../../src/storage/open-storage.ts';
import type { ClickedPerson } from './slack-load.ts';

export const SECRET = 'bench-signing-secret';
export const TEAM = 'T0BENCH';
/** So many that each clicks a few times only: what one person has shown again and again grows. */
const PEOPLE = 500;
const AT_ONCE = 20;

export interface ServedSlack extends Closable {
  readonly url: string;
}

/** Bolt by itself with one listener that does nothing but acknowledge. */
export async function serveBareBolt(): Promise<ServedSlack> {
  const receiver = new ExpressReceiver({ signingSecret: SECRET, processBeforeResponse: true });
  const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0', botUserId: 'U0' }) });
  app.action(/.*/, async ({ ack }) => {
    await ack();
  });
  return listening(receiver.app);
}

/** Steward with people who each have a declaration open, and a Slack that takes whatever is sent to it. */
export async function serveSteward(
  database: OpenDatabase,
): Promise<ServedSlack & { readonly people: readonly ClickedPerson[] }> {
  const lifecycle = createLifecycle();
  const api = await listening((request, response) =>
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify(request.url?.endsWith('/conversations.open') ? OPENED : TAKEN)),
  );
  lifecycle.add(api);
  const knowledge = await loadKnowledgeBase();
  const storage = await createStorage(database, randomBytes(32), newId);
  const owner = {
    ...{ workspace: TEAM, teamId: TEAM, enterpriseId: undefined, isEnterpriseInstall: false, name: 'Bench' },
    ...{ botId: 'B0', botUserId: 'U0' },
  };
  const organisation = await setUpOrganisation({
    ...{ storage, knowledge, clock: systemClock, newId, demonstration: true },
    workspaces: async () => [{ platform: 'slack', externalId: TEAM, name: 'Bench' }],
  });
  const app = await createApp({
    ...{ storage, knowledge, organisation, clock: systemClock, newId, log: silentLog, rateLimited: false },
    console: false,
    slack: {
      owner,
      stateSecret: 'bench',
      config: {
        apiUrl: api.url.replace(/slack\/events$/, ''),
        delivery: { kind: 'http', signingSecret: SECRET },
        access: { kind: 'token', botToken: 'xoxb-bench' },
        ...{ governanceChannel: undefined, features: [], departmentField: undefined, publicUrl: undefined },
      },
    },
  });
  lifecycle.add(app);
  const steward = await listening(app.http);
  lifecycle.add(steward);
  const people: ClickedPerson[] = [];
  for (let number = 0; number < PEOPLE; number += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, PEOPLE - number) }, (_, index) => declaring(number + index));
    people.push(...(await Promise.all(some)));
  }

  // As the database does by itself within a minute: plans that were made for empty tables are made anew.
  await database.pool.query('ANALYZE');
  return { url: steward.url, people, close: () => lifecycle.close() };

  /** Somebody whose declaration stands beyond the question that the clicks answer again and again. */
  async function declaring(number: number): Promise<ClickedPerson> {
    const [user, channel] = [`U${1000 + number}`, `D${1000 + number}`];
    const personId = newId();
    const person = { id: personId, displayName: `Person ${number}`, title: '', department: '', country: '' };
    const identity = { platform: 'slack', workspace: TEAM, user } as const;
    await storage.transact(organisation.id, ({ people: known }) => known.enrol({ ...person, identity }, new Date()));
    const conversation = `${channel}@${user}/1700.000100`;
    for (const text of ['I want to use Otter.ai for meeting notes', 'all correct', 'company account']) {
      await app.router.receive(organisation.id, {
        deliveryKey: newId(),
        identity,
        conversation: { platform: 'slack', workspace: TEAM, conversation, visibility: 'direct' },
        body: { kind: 'message', messageId: newId(), text },
      });
    }
    const [interview] = await storage.transact(organisation.id, ({ interviews }) => interviews.openOf(personId));
    if (!interview) throw new Error('Nobody is declaring');
    const values = ['personal-free', 'company-team'].map((option) =>
      JSON.stringify({ interview: interview.id, question: 'account', option }),
    );
    return { user, channel, values };
  }
}

const OPENED = { ok: true, channel: { id: 'D1' } };
const TAKEN = { ok: true, ts: '1700.000300', channel: 'D1' };

async function listening(listener: RequestListener): Promise<ServedSlack> {
  const server: Server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
