import type { Router } from 'express';
import { createAppToken } from '../channels/teams/app-token.ts';
import { createBotConnector } from '../channels/teams/bot/bot-connector.ts';
import { createTeamsChannel } from '../channels/teams/channel.ts';
import type { TeamsConfig } from '../channels/teams/configuration.ts';
import { createTeamsDirectory } from '../channels/teams/directory.ts';
import { createExpectedReplies } from '../channels/teams/expected-replies.ts';
import { createTeamsFiles } from '../channels/teams/files.ts';
import { createTeamsRooms } from '../channels/teams/governance-room.ts';
import { createPacedCalls } from '../channels/teams/paced-calls.ts';
import { createPacing } from '../channels/teams/pacing.ts';
import { createClickKeys } from '../channels/teams/receive/click-keys.ts';
import { createMessagesRouter } from '../channels/teams/receive/messages-router.ts';
import { createSay } from '../channels/teams/receive/say.ts';
import { createTeamsReferences } from '../channels/teams/references.ts';
import type { Channel } from '../chat/channel.ts';
import type { InboundEvent } from '../chat/event.ts';
import type { FileSource } from '../chat/file-source.ts';
import type { Receipt } from '../chat/router.ts';
import { WELCOME } from '../desk/welcome.ts';
import { createEnrolment, introducing } from './enrolment.ts';
import type { OrganisationScope } from './organisation-scope.ts';
import { createPlatformPeople } from './platform-people.ts';
import { createTeamsReading } from './teams-reading.ts';

export interface TeamsOptions {
  readonly config: TeamsConfig;
  /** How long a call may take; for tests. */
  readonly withinMs?: number;
}

export interface Teams {
  readonly channel: Channel;
  /** Only where documents may be read. */
  readonly files: FileSource | undefined;
  /** `/api/messages`, to be mounted at the root. `settle` sends and does everything that is due. */
  messages(receive: (event: InboundEvent) => Promise<Receipt>, settle: () => Promise<void>): Router;
}

/** Microsoft Teams over the organisation's stores. */
export function createTeams(scope: OrganisationScope, { config, withinMs }: TeamsOptions): Teams {
  const { transact, clock, log } = scope;
  const { app, cloud, tenant, governanceChannel, emailLinking, files } = config;
  const token = app && createAppToken({ app, tenant, cloud, clock });
  const connector = createBotConnector({
    app: app && token && { id: app.id, token },
    cloud,
    ...(withinMs === undefined ? {} : { withinMs }),
  });
  const call = createPacedCalls(connector, createPacing(clock));
  const references = createTeamsReferences((work) => transact(({ teamsReferences }) => work(teamsReferences)), clock);
  const { mayNotReadReviews: mayNotRead } = createPlatformPeople(scope, 'teams');
  const rooms = createTeamsRooms({ call, references, mayNotRead, clock });
  const expected = createExpectedReplies();
  const enrolment = createEnrolment(scope, 'teams', createTeamsDirectory({ call, references, emailLinking }));
  const sending = {
    ...{ tenant, references, call, expected, serviceUrl: cloud.serviceUrl },
    botId: `28:${app?.id ?? 'steward'}`,
  };

  return {
    channel: createTeamsChannel({
      ...sending,
      ...{ governanceChannel, rooms, clock },
      accountOf: (personId) =>
        transact(async ({ people }) => {
          const accounts = await people.accounts(personId);
          return accounts.find(({ platform, workspace }) => platform === 'teams' && workspace === tenant)?.user;
        }),
    }),
    files: files
      ? createTeamsFiles({
          addressOf: (who, fileId) =>
            transact(async ({ people, fileAddresses }) => {
              const personId = await people.identified(who);
              return personId === undefined ? undefined : fileAddresses.find(personId, fileId);
            }),
          origins: cloud.fileOrigins,
        })
      : undefined,
    messages: (receive, settle) =>
      createMessagesRouter({
        ...{ config, connector, clock, log, tenant, expected, references, settle },
        ...createTeamsReading(scope),
        receive: introducing(enrolment, receive),
        inTurn: createClickKeys((key) => transact(({ inbox }) => inbox.handledAt(key)), clock),
        say: createSay({ ...sending, log }),
        greeting: WELCOME,
        membersChanged: () => {
          if (governanceChannel !== undefined) rooms.forget(tenant, governanceChannel);
        },
      }),
  };
}
