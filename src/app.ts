import express, { type Express } from 'express';
import type { InboundEvent } from './chat/event.ts';
import { createRateLimit } from './chat/rate-limit.ts';
import { createRouter, type Router } from './chat/router.ts';
import { createViews } from './chat/views.ts';
import { createBackground } from './composition/background.ts';
import { createCapabilities } from './composition/capabilities.ts';
import { createConsole } from './composition/console.ts';
import { describedOptions } from './composition/declaring.ts';
import type { KnowledgeBase } from './composition/knowledge-base.ts';
import { createModelHelp, type Language, NO_LANGUAGE } from './composition/language.ts';
import { createLibraries } from './composition/library.ts';
import { createOperationsRouter } from './composition/operations.ts';
import type { OrganisationScope } from './composition/organisation-scope.ts';
import { createFileJob, FILE_JOB, type FileSources } from './composition/read-files.ts';
import { createSlack, type SlackOptions } from './composition/slack.ts';
import { createTeams, type TeamsOptions } from './composition/teams.ts';
import { touchedDesks } from './desk/touched-desks.ts';
import type { Clock } from './kernel/clock.ts';
import type { NewId } from './kernel/ids.ts';
import { type Closable, createLifecycle } from './kernel/lifecycle.ts';
import type { Log } from './kernel/log.ts';
import { createModelJob, MODEL_JOB } from './language/model-work.ts';
import { createMetrics } from './observability/metrics.ts';
import { isTransient } from './storage/failures.ts';
import type { Storage } from './storage/open-storage.ts';
import type { Organisation } from './storage/organisations.ts';

/** How many deeds one person may do in how many seconds: far above what fingers can, far below what a script can. */
const DEEDS = 60;
const PER_SECONDS = 30;

export interface App extends Closable {
  readonly http: Express;
  readonly router: Router;
  readonly organisation: Organisation;
  /** Begins to hold connections of its own, once the process listens. */
  start(): Promise<void>;
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
  /** `false` where real people are served: in the console one picks whom to be. */
  readonly console?: boolean;
  readonly slack?: SlackOptions;
  readonly teams?: TeamsOptions;
  /** Without it everything works as well. */
  readonly language?: Language | undefined;
  /** Off in tests that send thousands of deeds as one person. */
  readonly rateLimited?: boolean;
}

/** Builds every object by a plain call and connects them. */
export async function createApp({ storage, language, rateLimited = true, ...options }: AppOptions): Promise<App> {
  const { organisation, knowledge, clock } = options;
  const libraryIn = createLibraries(knowledge);
  const help = createModelHelp(language ?? NO_LANGUAGE, knowledge, libraryIn);
  const files: FileSources = new Map();
  const capabilities = createCapabilities(knowledge, libraryIn, language && help, files);
  const scope: OrganisationScope = {
    ...options,
    transact: (work) => storage.transact(organisation.id, work),
    views: createViews(capabilities),
    libraryIn,
  };
  const metrics = createMetrics(() => scope.transact(({ outbox }) => outbox.counts()));
  const slack = options.slack && createSlack(scope, options.slack);
  const teams = options.teams && createTeams(scope, options.teams);
  const console = options.console === false ? undefined : createConsole(scope);
  const channels = [slack, teams, console].flatMap((one) => one?.channel ?? []);
  for (const source of [slack?.files, teams?.files, console?.files]) if (source) files.set(source.platform, source);
  const reading = { sources: files, transact: scope.transact, interviewing: describedOptions(knowledge.products) };
  const parts = { ...(language ?? NO_LANGUAGE), transact: scope.transact, clock };
  const outside = {
    [MODEL_JOB]: createModelJob(help.works, parts),
    [FILE_JOB]: createFileJob({
      ...reading,
      newId: options.newId,
      clock,
      readFurther: language && help.readDocumentFurther,
    }),
  };
  const background = await createBackground(scope, channels, outside);
  const router = createRouter({
    ...options,
    capabilities,
    transact: storage.transact,
    isTransient,
    alsoChanged: (stores, actor, notes) => touchedDesks(stores, actor.personId, notes),
    rateLimit: rateLimited ? createRateLimit(DEEDS, PER_SECONDS) : { take: async () => 0 },
    nudge: () => {
      background.nudge();
      console?.announcements.announce('desk');
    },
  });
  const receive = (event: InboundEvent) => metrics.timed(event.body.kind, () => router.receive(organisation.id, event));

  const lifecycle = createLifecycle();
  lifecycle.add(background);
  const http = express().disable('x-powered-by');
  if (console) {
    http.use('/console', console.pages(receive));
    http.get('/', (_request, response) => response.redirect('/console/'));
    lifecycle.add(console.announcements);
  }
  const connected = slack?.connect(receive);
  if (connected) {
    http.use(connected.http);
    lifecycle.add(connected);
  }
  if (teams) http.use(teams.messages(receive, background.drain));
  http.use(createOperationsRouter(storage, metrics));

  return {
    http,
    router,
    organisation,
    start: async () => connected?.start(),
    drain: background.drain,
    close: () => lifecycle.close(),
  };
}
