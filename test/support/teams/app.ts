import { renderTeamsCard } from '../../../src/channels/teams/cards/render-teams-card.ts';
import { PUBLIC_CLOUD, type TeamsConfig } from '../../../src/channels/teams/configuration.ts';
import { MESSAGES_PATH } from '../../../src/channels/teams/receive/messages-router.ts';
import type { Role } from '../../../src/chat/event.ts';
import type { ViewReference } from '../../../src/chat/outgoing.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import type { DatabaseKind } from '../database.ts';
import { type InProcess, openInProcess } from '../in-process.ts';
import { TENANT } from './activities.ts';
import { cardInWords, ShownCard } from './shown-card.ts';

/** Steward on Teams within this process, with a database of its own, by the test's clock. */
export interface TeamsAppUnderTest extends Omit<InProcess, 'enrolAs' | 'draw'> {
  readonly deliver: Deliver;
  /** Takes somebody of the tenant up, as if they had come by. */
  enrol(user: string, name: string, ...roles: readonly Role[]): Promise<string>;
  /** What a message shows that is drawn now, in words. */
  drawn(view: ViewReference, reader: string | undefined): Promise<string | undefined>;
  /** What an operator's monitoring reads. */
  metrics(): Promise<string>;
}

/** What Teams would do: the status and the body of the answer. */
export type Deliver = (activity: unknown, headers?: Readonly<Record<string, string>>) => Promise<Delivered>;

export interface Delivered {
  readonly status: number;
  readonly body: unknown;
}

export interface TeamsAppOptions {
  readonly config?: Partial<TeamsConfig>;
  readonly kind?: DatabaseKind;
  readonly clock?: () => Date;
  readonly withinMs?: number;
  /** What stands between the app and its database. */
  readonly between?: (storage: Storage) => Storage;
}

export function aTeamsConfig(config: Partial<TeamsConfig> = {}): TeamsConfig {
  return {
    ...{
      tenant: TENANT,
      app: undefined,
      governanceChannel: undefined,
      emailLinking: false,
      files: false,
      production: false,
    },
    cloud: PUBLIC_CLOUD,
    ...config,
  };
}

export async function openTeamsApp({ config, withinMs, ...options }: TeamsAppOptions = {}): Promise<TeamsAppUnderTest> {
  const steward = await openInProcess({
    ...options,
    teams: { config: aTeamsConfig(config), ...(withinMs === undefined ? {} : { withinMs }) },
    workspaces: async () => [{ platform: 'teams', externalId: TENANT, name: 'Contoso' }],
  });
  const accountOf = (user: string) => ({ platform: 'teams', workspace: TENANT, user }) as const;
  return {
    ...steward,
    deliver: delivering(steward.port),
    enrol: (user, name, ...roles) => steward.enrolAs(accountOf(user), name, ...roles),
    async drawn(view, user) {
      const card = await steward.draw(view, user === undefined ? undefined : accountOf(user));
      return card && cardInWords(ShownCard.parse(renderTeamsCard(card, { stamp: { nonce: 'drawn' } })));
    },
    metrics: async () => (await fetch(`http://127.0.0.1:${steward.port}/metrics`)).text(),
  };
}

export function delivering(port: number): Deliver {
  return async (activity, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${MESSAGES_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
}
