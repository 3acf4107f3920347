import { hostname } from 'node:os';
import { CronExpressionParser } from 'cron-parser';
import express, { type Express } from 'express';
import { createAnnouncements } from './channels/console/announcements.ts';
import { createConsoleChannel } from './channels/console/channel.ts';
import type { ConsoleMessages } from './channels/console/ports.ts';
import { createConsoleRouter } from './channels/console/router.ts';
import type { Channel } from './chat/channel.ts';
import type { ConversationAddress } from './chat/event.ts';
import type { Content } from './chat/outgoing.ts';
import { createRateLimit } from './chat/rate-limit.ts';
import { createRouter, type Router } from './chat/router.ts';
import { createViews } from './chat/views.ts';
import { createCapabilities, DECLARATION } from './composition/capabilities.ts';
import { DEMONSTRATION } from './composition/demonstration.ts';
import type { KnowledgeBase } from './composition/knowledge-base.ts';
import { createJobHandlers, SCHEDULES } from './composition/schedules.ts';
import { createJobRunner } from './delivery/jobs.ts';
import { createPump } from './delivery/pump.ts';
import { createSender } from './delivery/sender.ts';
import { deskCard } from './desk/desk.ts';
import type { Clock } from './kernel/clock.ts';
import type { NewId } from './kernel/ids.ts';
import { type Closable, createLifecycle } from './kernel/lifecycle.ts';
import type { Log } from './kernel/log.ts';
import { createMetrics } from './observability/metrics.ts';
import { isTransient } from './storage/failures.ts';
import type { Storage } from './storage/open-storage.ts';
import type { Organisation } from './storage/organisations.ts';

/** How many deeds one person may do in how many seconds: far above what fingers can, far below what a script can. */
const DEEDS = 60;
const PER_SECONDS = 30;
const POLL_MS = 1000;

export interface App extends Closable {
  readonly http: Express;
  readonly router: Router;
  readonly organisation: Organisation;
  /** Sends and runs everything that is due. For tests. */
  drain(): Promise<void>;
}

export interface AppOptions {
  readonly storage: Storage;
  readonly knowledge: KnowledgeBase;
  readonly organisation: Organisation;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Off in tests that send thousands of deeds as one person. */
  readonly rateLimited?: boolean;
}

/** Builds every object by a plain call and connects them. */
export async function createApp({
  storage,
  knowledge,
  organisation,
  clock,
  newId,
  log,
  rateLimited = true,
}: AppOptions): Promise<App> {
  const lifecycle = createLifecycle();
  const { transact } = storage;
  const inOrganisation = <Result>(work: Parameters<typeof transact<Result>>[1]) => transact(organisation.id, work);
  const owner = `${hostname()}/${process.pid}/${newId()}`;
  const capabilities = createCapabilities(knowledge);
  const views = createViews(capabilities);
  const metrics = createMetrics();

  const announcements = createAnnouncements();
  const messages: ConsoleMessages = {
    append: (message) => inOrganisation((stores) => stores.consoleMessages.append(message)),
    list: (conversation, limit) => inOrganisation((stores) => stores.consoleMessages.list(conversation, limit)),
  };
  const { workspace } = DEMONSTRATION;
  const channels: readonly Channel[] = [
    createConsoleChannel({ organisation, workspace, messages, announcements, clock }),
  ];

  const render = async (content: Content, address: ConversationAddress) =>
    content.kind === 'card'
      ? content.card
      : inOrganisation((stores) =>
          views.draw(stores, content.view, { organisationId: organisation.id, now: clock(), ...readerOf(address) }),
        );
  const sender = createSender({
    owner,
    organisationId: organisation.id,
    channels,
    withOutbox: (work) => inOrganisation(({ outbox }) => work(outbox)),
    render,
    clock,
    log,
  });
  const nextRun = (cron: string) =>
    CronExpressionParser.parse(cron, { currentDate: clock(), tz: 'UTC' }).next().toDate();
  const jobs = createJobRunner({
    owner,
    handlers: createJobHandlers(knowledge),
    transact: inOrganisation,
    nextRun,
    clock,
    log,
  });
  await inOrganisation(async (stores) => {
    for (const [kind, cron] of Object.entries(SCHEDULES)) await stores.jobs.ensureSchedule(kind, cron, nextRun);
  });

  const sending = createPump({ work: sender.sendDue, everyMs: POLL_MS, log });
  const working = createPump({ work: jobs.runDue, everyMs: POLL_MS, log });
  lifecycle.add(working);
  lifecycle.add(sending);
  lifecycle.add(announcements);

  const router = createRouter({
    capabilities,
    transact,
    isTransient,
    rateLimit: rateLimited ? createRateLimit(DEEDS, PER_SECONDS) : { take: async () => 0 },
    clock,
    newId,
    log,
    nudge: () => {
      sending.nudge();
      working.nudge();
      announcements.announce('desk');
    },
  });

  const http = express().disable('x-powered-by');
  http.use(
    '/console',
    createConsoleRouter({
      organisation,
      workspace,
      people: () =>
        inOrganisation(async ({ people }) =>
          (await people.list()).map(({ displayName: name, ...person }) => ({ name, ...person })),
        ),
      messages,
      receive: (event) => metrics.timed(event.body.kind, () => router.receive(organisation.id, event)),
      render: (view, personId) =>
        inOrganisation((stores) =>
          views.draw(stores, view, {
            organisationId: organisation.id,
            now: clock(),
            ...(personId === undefined ? {} : { personId }),
          }),
        ),
      desk: (personId) =>
        inOrganisation((stores) =>
          deskCard(stores, personId, { policy: knowledge.policy, declarationId: DECLARATION }, clock()),
        ),
      passage: async (id) => passageOf(knowledge, id),
      announcements,
      log,
      clock,
    }),
  );
  http.get('/livez', (_request, response) => void response.type('text/plain').send('alive'));
  http.get('/readyz', async (_request, response) => {
    const tookMs = await storage.ping().catch(() => undefined);
    response
      .status(tookMs === undefined ? 503 : 200)
      .type('text/plain')
      .send(tookMs === undefined ? 'the database does not answer' : 'ready');
  });
  http.get(
    '/metrics',
    async (_request, response) => void response.type(metrics.contentType).send(await metrics.text()),
  );
  http.get('/', (_request, response) => response.redirect('/console/'));

  return {
    http,
    router,
    organisation,
    async drain() {
      await sending.drain();
      await working.drain();
      await sending.drain();
    },
    close: () => lifecycle.close(),
  };
}

/** A direct conversation of the console has exactly one reader. */
function readerOf({ conversation, visibility }: ConversationAddress): { personId?: string } {
  const [, personId] = conversation.split(':', 2);
  return visibility === 'direct' && personId ? { personId } : {};
}

function passageOf({ passages }: KnowledgeBase, id: string) {
  const passage = passages.find((candidate) => candidate.id === id);
  if (!passage) return undefined;
  const { title, source, asOf, sections } = passage;
  return {
    id,
    title,
    source,
    asOf,
    markdown: sections.map(({ heading, text }) => `## ${heading}\n\n${text}`).join('\n\n'),
  };
}
