import { hostname } from 'node:os';
import { CronExpressionParser } from 'cron-parser';
import type { Viewer } from '../chat/capability.ts';
import type { Channel } from '../chat/channel.ts';
import type { ConversationAddress } from '../chat/event.ts';
import type { Content } from '../chat/outgoing.ts';
import { createJobRunner } from '../delivery/jobs.ts';
import { createOutsideJobRunner, type OutsideJob } from '../delivery/outside-jobs.ts';
import { createPump } from '../delivery/pump.ts';
import { createSender } from '../delivery/sender.ts';
import type { Closable } from '../kernel/lifecycle.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { OrganisationScope } from './organisation-scope.ts';
import { createJobHandlers, SCHEDULES } from './schedules.ts';

/** How long a message or job may wait that nobody nudged for. */
const POLL_MS = 1000;
/** Nobody notices, and a hundred deeds in a second are looked after together. */
const SENDING_APART_MS = 50;
/** Of the time, so much goes into looking for what is due while a platform keeps thousands waiting. */
const LOOKING_SHARE = 0.05;
const JOBS_APART_MS = 200;
/** A platform that answers slowly to one message holds up no other. */
const SENDING_AT_ONCE = 4;
/** A model that answers slowly keeps nobody else waiting. */
const CALLS_AT_ONCE = 4;

/** What happens after the commit: messages go out, jobs and schedules run. */
export interface Background extends Closable {
  nudge(): void;
  /** Sends and runs everything that is due. For tests. */
  drain(): Promise<void>;
}

/** Several read along where no person is named. */
type Reading = Pick<Viewer, 'personId'>;

export async function createBackground(
  scope: OrganisationScope,
  channels: readonly Channel[],
  outside: Readonly<Record<string, OutsideJob<Stores>>> = {},
): Promise<Background> {
  const { organisation, transact, views, knowledge, clock, newId, log } = scope;
  const owner = `${hostname()}/${process.pid}/${newId()}`;
  const nextRun = (cron: string) =>
    CronExpressionParser.parse(cron, { currentDate: clock(), tz: 'UTC' }).next().toDate();

  /** A direct conversation has exactly one reader, or none where nobody is known by that account any more. */
  async function readersOf({ people }: Stores, address: ConversationAddress): Promise<Reading | undefined> {
    const { platform, workspace } = address;
    const user = channels.find((channel) => channel.platform === platform)?.userOf(address);
    if (user === undefined) return {};
    const personId = await people.identified({ platform, workspace, user });
    return personId === undefined ? undefined : { personId };
  }

  const render = async (content: Content, address: ConversationAddress) => {
    if (content.kind === 'card') return content.card;
    return transact(async (stores) => {
      const reading = await readersOf(stores, address);
      return reading && views.draw(stores, content.view, { organisationId: organisation.id, now: clock(), ...reading });
    });
  };
  const sender = createSender({
    owner,
    organisationId: organisation.id,
    channels,
    platformsOf: async (personId) => {
      const accounts = await transact(({ people }) => people.accounts(personId));
      return accounts.map(({ platform }) => platform);
    },
    withOutbox: (work) => transact(({ outbox }) => work(outbox)),
    render,
    dueIn: (ms) => sending.nudgeIn(ms),
    clock,
    log,
  });
  const except = Object.keys(outside);
  const jobs = createJobRunner({
    owner,
    handlers: createJobHandlers(knowledge, newId),
    except,
    transact,
    nextRun,
    clock,
    log,
  });
  const ended = () => {
    sending.nudge();
    calling.nudge();
  };
  const calls = createOutsideJobRunner({ owner, handlers: outside, transact, clock, log, most: CALLS_AT_ONCE, ended });
  await transact(async (stores) => {
    for (const [kind, cron] of Object.entries(SCHEDULES)) await stores.jobs.ensureSchedule(kind, cron, nextRun);
  });

  const sending = createPump({
    work: sender.sendDue,
    everyMs: POLL_MS,
    atOnce: SENDING_AT_ONCE,
    apartMs: () => Math.min(POLL_MS, Math.max(SENDING_APART_MS, sender.lookedForMs() / LOOKING_SHARE)),
    log,
  });
  const working = createPump({ work: jobs.runDue, everyMs: POLL_MS, apartMs: () => JOBS_APART_MS, log });
  const calling = createPump({ work: calls.runDue, everyMs: POLL_MS, apartMs: () => JOBS_APART_MS, log });
  return {
    nudge() {
      sending.nudge();
      working.nudge();
      calling.nudge();
    },
    async drain() {
      await sending.drain();
      await working.drain();
      await calling.drain();
      await calls.settled();
      await sending.drain();
    },
    async close() {
      await calling.close();
      await calls.close();
      await working.close();
      await sending.close();
    },
  };
}
