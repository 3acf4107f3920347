import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type App, createApp } from '../../src/app.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { setUpOrganisation } from '../../src/composition/organisation-set-up.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createStorage, type Storage } from '../../src/storage/open-storage.ts';
import type { Transact } from '../../src/storage/transact.ts';
import { openTestDatabase } from '../support/database.ts';
import { type ApiFate, type FakeSlackApi, openFakeSlackApi } from '../support/slack/fake-slack-api.ts';
import { deliver, eventDelivery } from '../support/slack/signed-request.ts';
import { NOW } from '../support/storage.ts';

const SECRET = 'signing-secret';
const TEAM = 'T1';
const BOT = { user: 'UBOT', id: 'BBOT' };
const PEOPLE = Array.from({ length: 40 }, (_, index) => ({ id: `U${100 + index}`, name: `Person ${index}` }));

/** One delivery of a message, and what becomes of the transaction that handles it. */
export interface Copy {
  /** Seconds after the message was written: Slack delivers again at once, after a minute and after five. */
  readonly afterS: number;
  /** With an event id of its own, as Slack has been seen to send. */
  readonly renamed: boolean;
  readonly as: 'message' | 'app_mention';
  readonly fails: 'no' | 'beforeCommit' | 'afterCommit';
}

export interface Schedule {
  /** The copies of each message that somebody writes, one message a minute. */
  readonly messages: readonly (readonly Copy[])[];
  readonly fates: readonly ApiFate[];
}

export interface Played {
  /** The answers that stand below each message. */
  readonly answers: readonly number[];
}

export interface ReceivingWorld {
  readonly api: FakeSlackApi;
  play(schedule: Schedule): Promise<Played>;
  close(): Promise<void>;
}

/** What Slack may say about a delivery: `true` is believed to be handled and not sent again. */
export type Acknowledged = (status: number) => boolean;

/** The whole app on an embedded database before a Slack that repeats, renames and fails. Time is the test's. */
export async function openReceivingWorld(acknowledged: Acknowledged): Promise<ReceivingWorld> {
  let now = NOW.getTime();
  const clock = () => new Date(now);
  const api = await openFakeSlackApi({ team: TEAM, bot: BOT, people: PEOPLE, privateChannels: { CGOV: [] }, clock });
  const database = await openTestDatabase('embedded');
  const storage = await createStorage({ ...database, embedded: true }, randomBytes(32), newId);
  let failing: Copy['fails'] = 'no';
  const { app, close } = await serve({ ...storage, transact: unreliable(storage.transact, () => failing) }, api, clock);
  const http = createServer(app.http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const bound = http.address();
  const url = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/slack/events`;
  let events = 0;
  let turn = 0;

  function nextEventId(): string {
    events += 1;
    return `Ev${events}`;
  }

  async function send(event: object, fails: Copy['fails'], eventId: string): Promise<number> {
    failing = fails;
    const body = { type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: eventId, event };
    const response = await deliver(url, eventDelivery(body), { secret: SECRET, at: clock() });
    failing = 'no';
    return response.status;
  }

  async function settle(): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      await app.drain();
      const { waiting } = await storage.transact(app.organisation.id, ({ outbox }) => outbox.counts());
      if (waiting === 0) return;
      now += 31_000;
      api.settle();
    }
    const { rows } = await database.pool.query(
      `SELECT destination, view, error, attempts, "inDoubt", "runAt", "wantedRevision", "sentRevision", "externalId", "leaseOwner", "leaseUntil"
       FROM outbox_message WHERE state = 'open' AND "wantedRevision" > "sentRevision"`,
    );
    throw new Error(`Something waits for ever at ${clock().toISOString()}: ${JSON.stringify(rows)}`);
  }

  return {
    api,
    async play({ messages, fates }) {
      const user = PEOPLE[turn % PEOPLE.length]?.id ?? '';
      turn += 1;
      // Known already: looking somebody up is not what fails here.
      const channel = `D${user.slice(1)}`;
      if (turn <= PEOPLE.length) {
        const hello = api.slack.say(user, channel, 'hello');
        await send({ type: 'message', channel_type: 'im', ...hello }, 'no', nextEventId());
        await settle();
      }
      const left = [...fates];
      api.decide(({ method }) => (method.startsWith('chat.') ? (left.shift() ?? FINE) : FINE));

      const said = messages.map((copies, index) => ({ copies, atMs: now + index * 60_000 }));
      const due: { atMs: number; message: number; copy: Copy }[] = said.flatMap(({ copies, atMs }, message) =>
        copies.map((copy) => ({ atMs: atMs + copy.afterS * 1000, message, copy })),
      );
      const written = new Map<number, { readonly ts: string; readonly event: object; readonly eventId: string }>();
      while (due.length > 0) {
        due.sort((one, other) => one.atMs - other.atMs);
        const [next] = due.splice(0, 1);
        if (!next) break;
        now = Math.max(now, next.atMs);
        const first = written.get(next.message) ?? write(next.message);
        const event = { ...first.event, type: next.copy.as };
        const status = await send(event, next.copy.fails, next.copy.renamed ? nextEventId() : first.eventId);
        const again = { afterS: 0, renamed: false, as: 'message', fails: 'no' } as const;
        if (!acknowledged(status)) due.push({ atMs: now + 3000, message: next.message, copy: again });
        await app.drain();
      }
      api.decide(() => FINE);
      await settle();
      return {
        answers: messages.map((_, index) => {
          const root = written.get(index)?.ts;
          return api.slack.messages.filter(({ user: by, thread_ts }) => by === BOT.user && thread_ts === root).length;
        }),
      };

      function write(message: number) {
        const { ts, text } = api.slack.say(
          user,
          channel,
          `What does clause ${CLAUSES[message % CLAUSES.length]} ask for?`,
        );
        const event = { channel_type: 'im', channel, user, text, ts, event_ts: ts };
        const one = { ts, event, eventId: nextEventId() };
        written.set(message, one);
        return one;
      }
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await close();
      await storage.close();
      await api.close();
    },
  };
}

const FINE: ApiFate = { kind: 'fine' };
const CLAUSES = ['6.1.4', '9.2', '5.2', '7.2'];

async function serve(
  storage: Storage,
  api: FakeSlackApi,
  clock: () => Date,
): Promise<{ app: App; close(): Promise<void> }> {
  const knowledge = await loadKnowledgeBase();
  const organisation = await setUpOrganisation({
    ...{ storage, knowledge, clock, newId, demonstration: true },
    workspaces: async () => [{ platform: 'slack', externalId: TEAM, name: 'Brightwater' }],
  });
  const owner = {
    ...{ workspace: TEAM, teamId: TEAM, enterpriseId: undefined, isEnterpriseInstall: false, name: 'Brightwater' },
    ...{ botId: BOT.id, botUserId: BOT.user },
  };
  const app = await createApp({
    ...{ storage, knowledge, organisation, clock, newId, log: silentLog, rateLimited: false, console: false },
    slack: {
      owner,
      stateSecret: 'state',
      config: {
        apiUrl: api.apiUrl,
        delivery: { kind: 'http', signingSecret: SECRET },
        access: { kind: 'token', botToken: 'xoxb-test' },
        ...{
          governanceChannel: { workspace: TEAM, channel: 'CGOV' },
          features: [],
          departmentField: undefined,
          publicUrl: undefined,
        },
      },
    },
  });
  return { app, close: () => app.close() };
}

/** A database that goes away before the commit, or right after it, while a delivery is handled. */
function unreliable(transact: Transact, failing: () => Copy['fails']): Transact {
  return async (organisationId, work) => {
    const fails = failing();
    if (fails === 'beforeCommit') {
      await transact(organisationId, async (stores) => {
        await work(stores);
        throw away();
      });
    }
    const result = await transact(organisationId, work);
    if (fails === 'afterCommit') throw away();
    return result;
  };
}

function away(): Error {
  return Object.assign(new Error('The connection was lost'), { code: 'ECONNRESET' });
}
