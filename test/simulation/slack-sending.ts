import { createSlackChannel } from '../../src/channels/slack/channel.ts';
import { createSlackClients } from '../../src/channels/slack/clients.ts';
import { createPacing } from '../../src/channels/slack/pacing.ts';
import type { Channel } from '../../src/chat/channel.ts';
import type { ConversationAddress } from '../../src/chat/event.ts';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import { createSender, type SenderOptions } from '../../src/delivery/sender.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { type ApiFate, type FakeSlackApi, openFakeSlackApi } from '../support/slack/fake-slack-api.ts';
import { createTestOrganisation, NOW, type TestStorage } from '../support/storage.ts';

const TEAM = 'T1';
const GOVERNANCE = 'CGOV';
/** Whoever waits for an answer that never comes gives up after so long. */
const TIMEOUT_MS = 200;
/** What waits for nothing is seen again when the outbox is looked at next. */
const POLL_MS = 1000;
/** More than any schedule needs; what is not settled by then never is. */
const MOST_ROUNDS = 400;

export type Where = 'direct' | 'thread' | 'team';

export interface Schedule {
  /** What is sent, in this order: a view, which may change later, or a card, which never does. */
  readonly messages: readonly { readonly where: Where; readonly changes: boolean }[];
  /** What becomes of the first calls, in the order in which Slack gets them. */
  readonly fates: readonly ApiFate[];
  /** At which transactions the process dies, before or after the commit. */
  readonly deaths: readonly { readonly at: number; readonly committed: boolean }[];
}

/** A build with a fault on purpose. */
export type Mutant = (channel: Channel) => Channel;

/** How it ended: what Slack got and shows, and what the outbox knows. */
export interface Ending {
  readonly api: FakeSlackApi;
  readonly rows: readonly {
    readonly id: string;
    readonly where: Where;
    readonly state: string;
    readonly isSent: boolean;
  }[];
}

class Death extends Error {}

/** Sends the messages of a schedule through the real sender, outbox and web client until nothing waits any more. */
export async function playSchedule(
  test: TestStorage,
  schedule: Schedule,
  mutant: Mutant = (channel) => channel,
): Promise<Ending> {
  let now = NOW.getTime();
  const clock = () => new Date(now);
  const organisation = await createTestOrganisation(test.storage);
  const maya = await organisation.person('Maya');
  const api = await openFakeSlackApi({
    team: TEAM,
    bot: { user: 'UBOT', id: 'BBOT' },
    people: [{ id: 'U1', name: 'Maya' }],
    privateChannels: { [GOVERNANCE]: ['U1'] },
    clock,
  });
  try {
    const fates = [...schedule.fates];
    api.decide(() => fates.shift() ?? { kind: 'fine' });
    const clients = createSlackClients({
      token: 'xoxb-test',
      apiUrl: api.apiUrl,
      interactiveTimeoutMs: TIMEOUT_MS,
      bulkTimeoutMs: TIMEOUT_MS,
    });
    const channel = createSlackChannel({
      accountOf: async () => ({ workspace: TEAM, user: 'U1' }),
      governanceChannelOf: async () => ({ workspace: TEAM, channel: GOVERNANCE }),
      workspaces: { find: async () => ({ clients, botUserId: 'UBOT' }) },
      rooms: { verdict: async () => ({ kind: 'fit' }), forget() {} },
      pacing: createPacing(clock),
      clock,
    });
    const thread = api.slack.say('U1', 'D1', 'I want to use Otter.ai').ts;
    const deaths = [...schedule.deaths];
    let transactions = 0;

    function createProcess() {
      let isDead = false;
      const withOutbox: SenderOptions['withOutbox'] = async (work) => {
        const death = deaths.find(({ at }) => at === transactions);
        transactions += 1;
        if (isDead) throw new Death();
        if (death) isDead = true;
        if (death && !death.committed) throw new Death();
        const result = await organisation.transact(({ outbox }) => work(outbox));
        if (death) throw new Death();
        return result;
      };
      const sender = createSender({
        owner: newId(),
        organisationId: organisation.id,
        channels: [mutant(channel)],
        platformsOf: async () => ['slack'],
        withOutbox,
        render: async (content) =>
          content.kind === 'card' ? content.card : { headline: `${content.view.subjectId} now`, blocks: [] },
        clock,
        log: silentLog,
      });
      return sender;
    }

    for (const [number, message] of schedule.messages.entries())
      await organisation.transact(({ outgoing }) => outgoing.add([anOutgoing(message, number, maya, thread)], clock()));

    let sender = createProcess();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const sent = await sender.sendDue().catch((failure: unknown) => {
        if (!(failure instanceof Death)) throw failure;
        sender = createProcess();
        return 1;
      });
      if (sent > 0) continue;
      const due = await nextDue(test, organisation.id, clock());
      if (due === undefined) break;
      now = due.getTime();
    }
    now += 3_600_000;
    api.settle();
    return { api, rows: await rowsOf(test, organisation.id) };
  } finally {
    await api.close();
  }
}

function anOutgoing(
  { where, changes }: Schedule['messages'][number],
  number: number,
  maya: string,
  thread: string,
): Outgoing {
  const conversation = `D1@U1/${thread}`;
  const address: ConversationAddress = { platform: 'slack', workspace: TEAM, conversation, visibility: 'direct' };
  const to: Outgoing['to'] =
    where === 'team'
      ? { kind: 'governance' }
      : where === 'direct'
        ? { kind: 'person', personId: maya }
        : { kind: 'conversation', address };
  if (changes) return { to, content: { kind: 'view', view: { name: 'sim.view', subjectId: `view ${number}` } } };
  return { to, content: { kind: 'card', card: { headline: `card ${number}`, blocks: [] }, wordsOf: maya } };
}

/** The next moment at which something may be sent; what is due already waits for something else in its conversation. */
async function nextDue({ pool }: TestStorage, organisationId: string, now: Date): Promise<Date | undefined> {
  const { rows } = await pool.query<{ due: Date }>(
    `SELECT greatest("runAt", coalesce("leaseUntil" + interval '1 millisecond', "runAt")) AS due FROM outbox_message
     WHERE "organisationId" = $1 AND state = 'open' AND "wantedRevision" > "sentRevision" ORDER BY due`,
    [organisationId],
  );
  if (rows.length === 0) return undefined;
  return rows.find(({ due }) => due > now)?.due ?? new Date(now.getTime() + POLL_MS);
}

async function rowsOf({ pool }: TestStorage, organisationId: string): Promise<Ending['rows']> {
  const { rows } = await pool.query<{ id: string; kind: string; state: string; isSent: boolean }>(
    `SELECT id, destination->>'kind' AS kind, state, "externalId" IS NOT NULL AND "wantedRevision" = "sentRevision" AS "isSent"
     FROM outbox_message WHERE "organisationId" = $1 ORDER BY id`,
    [organisationId],
  );
  const where: Readonly<Record<string, Where>> = { governance: 'team', person: 'direct', conversation: 'thread' };
  return rows.map(({ kind, ...row }) => ({ ...row, where: where[kind] ?? 'team' }));
}
