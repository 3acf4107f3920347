import { Router } from 'express';
import { createSlackChannel } from '../channels/slack/channel.ts';
import { createSlackClients, type SlackClients } from '../channels/slack/clients.ts';
import type { SlackConfig } from '../channels/slack/configuration.ts';
import { createSlackDirectory } from '../channels/slack/directory.ts';
import { createSlackFiles } from '../channels/slack/files.ts';
import { createGovernanceRooms } from '../channels/slack/governance-room.ts';
import { turnHomePage as turnPage } from '../channels/slack/home.ts';
import type { TokenOwner } from '../channels/slack/identify.ts';
import { createTokenInstallation, type Installations } from '../channels/slack/installations.ts';
import { createInstaller } from '../channels/slack/installer.ts';
import { createPacing } from '../channels/slack/pacing.ts';
import { createSlackReceiver } from '../channels/slack/receive/bolt-app.ts';
import { scopesFor } from '../channels/slack/scopes.ts';
import { createSlackWorkspaces } from '../channels/slack/workspaces.ts';
import type { Channel } from '../chat/channel.ts';
import type { InboundEvent } from '../chat/event.ts';
import type { FileSource } from '../chat/file-source.ts';
import type { Receipt } from '../chat/router.ts';
import { deskCard } from '../desk/desk.ts';
import { type Closable, createLifecycle } from '../kernel/lifecycle.ts';
import { DECLARATION } from './declaring.ts';
import { createEnrolment, introducing } from './enrolment.ts';
import type { OrganisationScope } from './organisation-scope.ts';
import { createPlatformPeople } from './platform-people.ts';
import { createInstallationRecords } from './slack-installations.ts';
import { createReconciling } from './slack-reconciling.ts';

/** How Slack is reached, and with whose token where one is configured. */
export interface SlackOptions {
  readonly config: SlackConfig;
  /** Whose token it is; with OAuth each workspace has its own. */
  readonly owner: TokenOwner | undefined;
  /** Signs the state of an installation. */
  readonly stateSecret: string;
}

export interface Slack {
  readonly channel: Channel;
  /** Only where the workspaces let files be read. */
  readonly files: FileSource | undefined;
  /** Begins to receive. */
  connect(receive: (event: InboundEvent) => Promise<Receipt>): ConnectedSlack;
}

export interface ConnectedSlack extends Closable {
  /** `/slack/…`, to be mounted at the root. */
  readonly http: Router;
  /** Opens the socket, where there is one, and looks for what was never delivered. */
  start(): Promise<void>;
}

/** Slack over the organisation's stores. */
export function createSlack(scope: OrganisationScope, { config, owner, stateSecret }: SlackOptions): Slack {
  const { transact, clock, log, knowledge } = scope;
  const pages = Router();
  const installations = installationsOf();
  const clientsByToken = new Map<string, SlackClients>();
  const pacing = createPacing(clock);

  function installationsOf(): Installations {
    const { access, apiUrl } = config;
    if (access.kind === 'token') {
      if (!owner) throw new Error('A token without its owner');
      return createTokenInstallation(owner, access.botToken);
    }
    const records = createInstallationRecords(scope);
    const scopes = scopesFor(config.features);
    const installer = createInstaller({ access, apiUrl, scopes, stateSecret, records, clock, log });
    pages.use(installer.pages);
    return installer.installations;
  }

  function clients(token: string): SlackClients {
    const known = clientsByToken.get(token) ?? createSlackClients({ token, apiUrl: config.apiUrl });
    clientsByToken.set(token, known);
    return known;
  }

  const workspaces = createSlackWorkspaces(installations, clients);
  const clientsFor = async (workspace: string) => (await workspaces.find(workspace))?.clients;
  const enrolment = createEnrolment(scope, 'slack', createSlackDirectory({ installations, clients, config, pacing }));
  const { namesOf, mayNotReadReviews: mayNotRead } = createPlatformPeople(scope, 'slack');
  const rooms = createGovernanceRooms({ workspaces, pacing, mayNotRead, clock });
  const channel = createSlackChannel({
    ...{ workspaces, rooms, pacing, clock },
    accountOf: (_organisationId, personId) =>
      transact(async ({ people }) => (await people.accounts(personId)).find(({ platform }) => platform === 'slack')),
    governanceChannelOf: async () => {
      const { governanceChannel } = config;
      const workspace = governanceChannel?.workspace ?? owner?.workspace;
      return governanceChannel && workspace !== undefined
        ? { workspace, channel: governanceChannel.channel }
        : undefined;
    },
  });

  async function turnHomePage(workspace: string, user: string, page: number): Promise<void> {
    const card = await transact(async (stores) => {
      const personId = await stores.people.identified({ platform: 'slack', workspace, user });
      const options = { policy: knowledge.policy, declarationId: DECLARATION };
      return personId === undefined ? undefined : deskCard(stores, personId, options, clock());
    });
    const reached = await workspaces.find(workspace);
    if (!card || !reached) return;
    const turned = await turnPage(reached, pacing, { workspace, user }, card, page);
    if (turned.kind !== 'sent') log.warn('A page of App Home could not be shown', { kind: turned.kind });
  }

  const files = config.features.includes('files')
    ? createSlackFiles({
        clientsFor,
        tokenFor: (workspace) => installations.tokenFor(workspace),
        alsoAt: new URL(config.apiUrl).origin,
      })
    : undefined;

  return {
    channel,
    files,
    connect(receive) {
      const taken = introducing(enrolment, receive);
      const receiver = createSlackReceiver({
        ...{ delivery: config.delivery, apiUrl: config.apiUrl, installations, pacing, clock, log },
        ...{ receive: taken, clientsFor, namesOf, turnHomePage, takesFiles: config.features.includes('files') },
        followsThread: async ({ event }) =>
          config.features.includes('thread-follow-ups') &&
          asks(event) &&
          transact(({ inbox }) => inbox.knows(event.conversation)),
        memberJoined: rooms.forget,
        uninstalled: (workspace) => installations.forget(workspace),
      });
      const reconciling = createReconciling(scope, { installations, clientsFor, namesOf, pacing, receive: taken });
      const lifecycle = createLifecycle();
      lifecycle.add(receiver);
      lifecycle.add(reconciling);
      if (receiver.http) pages.use(receiver.http);
      return {
        http: pages,
        async start() {
          await receiver.start();
          reconciling.start();
        },
        close: () => lifecycle.close(),
      };
    },
  };
}

/** In a thread that Steward takes part in, people talk to each other as well. */
function asks({ body }: InboundEvent): boolean {
  return body.kind === 'message' && /\?\s*$/.test(body.text);
}
