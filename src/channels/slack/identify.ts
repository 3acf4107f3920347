import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { createSlackClients } from './clients.ts';
import { workspaceOf } from './workspace.ts';

/** The token does not work, or Slack cannot be reached; the message tells an operator what to do. */
export class SlackUnreachable extends Error {}

/** Whose token it is, as Slack says itself. */
export interface TokenOwner {
  /** The key of the workspace: see workspaceOf. */
  readonly workspace: string;
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly isEnterpriseInstall: boolean;
  readonly name: string;
  readonly botId: string;
  readonly botUserId: string;
}

// https://docs.slack.dev/reference/methods/auth.test
const AuthTest = z.object({
  team: z.string(),
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().default(false),
  bot_id: z.string(),
  user_id: z.string(),
});

/**
 * Asks Slack whose token this is.
 * @throws {SlackUnreachable}
 */
export async function identifyToken(apiUrl: string, botToken: string): Promise<TokenOwner> {
  const answer = AuthTest.safeParse(
    await createSlackClients({ token: botToken, apiUrl })
      .bulk.auth.test()
      .catch((failure) => refuse(apiUrl, failure)),
  );
  if (!answer.success)
    throw new SlackUnreachable(
      'SLACK_BOT_TOKEN is no bot token: copy the one that begins with xoxb- from api.slack.com/apps.',
    );
  const {
    team,
    team_id: teamId,
    bot_id: botId,
    user_id: botUserId,
    is_enterprise_install: isEnterpriseInstall,
  } = answer.data;
  const source = { teamId, enterpriseId: answer.data.enterprise_id ?? undefined, isEnterpriseInstall };
  const workspace = workspaceOf(source);
  if (workspace === undefined)
    throw new SlackUnreachable('Slack does not say to which workspace SLACK_BOT_TOKEN belongs.');
  return { ...source, workspace, name: team, botId, botUserId };
}

function refuse(apiUrl: string, failure: unknown): never {
  if (failure instanceof WebAPIPlatformError)
    throw new SlackUnreachable(
      `Slack refuses SLACK_BOT_TOKEN (${failure.data.error}): copy it again from OAuth & Permissions in api.slack.com/apps.`,
      { cause: failure },
    );
  throw new SlackUnreachable(`Slack does not answer at ${apiUrl}: start Steward again when it does.`, {
    cause: failure,
  });
}
