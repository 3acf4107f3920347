import type { SlackClients } from './clients.ts';
import type { Installations } from './installations.ts';

/** A workspace that Steward can call. */
export interface SlackWorkspace {
  readonly clients: SlackClients;
  /** Steward itself, as a member of channels. */
  readonly botUserId: string;
}

export interface SlackWorkspaces {
  /** `undefined` where Steward is not installed. */
  find(workspace: string): Promise<SlackWorkspace | undefined>;
}

const KEPT = 1000;

/** Keeps the clients of a token, because each has a queue of its own. */
export function createSlackWorkspaces(
  installations: Pick<Installations, 'find'>,
  createClients: (token: string) => SlackClients,
): SlackWorkspaces {
  const byToken = new Map<string, SlackClients>();
  return {
    async find(workspace) {
      const installed = await installations.find(workspace);
      if (!installed) return undefined;
      const { botToken, botUserId } = installed;
      const clients = byToken.get(botToken) ?? createClients(botToken);
      byToken.set(botToken, clients);
      const [oldest] = byToken.keys();
      if (byToken.size > KEPT && oldest !== undefined) byToken.delete(oldest);
      return { clients, botUserId };
    },
  };
}
