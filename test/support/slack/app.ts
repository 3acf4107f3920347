import { renderCard } from '../../../src/channels/slack/block-kit/render-card.ts';
import { identifyToken } from '../../../src/channels/slack/identify.ts';
import type { Role } from '../../../src/chat/event.ts';
import type { ViewReference } from '../../../src/chat/outgoing.ts';
import type { SlackOptions } from '../../../src/composition/slack.ts';
import { readConfig } from '../../../src/config.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import type { DatabaseKind } from '../database.ts';
import { type InProcess, openInProcess } from '../in-process.ts';

/** Steward on Slack within this process, with a database of its own, by the test's clock. */
export interface SlackApp extends Omit<InProcess, 'enrolAs' | 'draw'> {
  /** Takes somebody of the workspace up, as if they had come by. */
  enrol(user: string, name: string, ...roles: readonly Role[]): Promise<string>;
  /** What a message shows that is drawn now, as Slack reads it out. */
  drawn(view: ViewReference, reader: string | undefined): Promise<string | undefined>;
}

export interface SlackAppOptions {
  /** As for the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly kind?: DatabaseKind;
  readonly clock?: () => Date;
  /** What stands between the app and its database. */
  readonly between?: (storage: Storage) => Storage;
}

export async function openSlackApp({ environment, ...options }: SlackAppOptions): Promise<SlackApp> {
  const slack = await slackOptions(environment);
  const { owner } = slack;
  const steward = await openInProcess({
    ...options,
    slack,
    workspaces: async () => (owner ? [{ platform: 'slack', externalId: owner.workspace, name: owner.name }] : []),
  });
  const accountOf = (user: string) => ({ platform: 'slack', workspace: owner?.workspace ?? '', user }) as const;
  return {
    ...steward,
    enrol: (user, name, ...roles) => steward.enrolAs(accountOf(user), name, ...roles),
    async drawn(view, user) {
      const card = await steward.draw(view, user === undefined ? undefined : accountOf(user));
      return card && renderCard(card).text;
    },
  };
}

/** What the process makes of its environment. */
export async function slackOptions(environment: Readonly<Record<string, string>>): Promise<SlackOptions> {
  const { slack: config } = readConfig(environment);
  if (!config) throw new Error('CHANNELS does not name slack');
  const owner =
    config.access.kind === 'token' ? await identifyToken(config.apiUrl, config.access.botToken, []) : undefined;
  return { config, owner, stateSecret: 'a secret of the test' };
}
