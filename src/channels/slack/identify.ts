import { z } from 'zod';
import { readFailure } from './call-failure.ts';
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
  // From a header of the answer; emulators leave it out.
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/**
 * Asks Slack whose token this is, and whether it has the scopes that are needed.
 * @throws {SlackUnreachable}
 */
export async function identifyToken(
  apiUrl: string,
  botToken: string,
  neededScopes: readonly string[] = [],
): Promise<TokenOwner> {
  const answer = AuthTest.safeParse(
    await createSlackClients({ token: botToken, apiUrl })
      .bulk.auth.test()
      .catch((failure) => refuse(apiUrl, failure)),
  );
  if (!answer.success)
    throw new SlackUnreachable(
      'SLACK_BOT_TOKEN is no bot token: copy the one that begins with xoxb- from api.slack.com/apps.',
    );
  const { team, team_id: teamId, enterprise_id, bot_id: botId, user_id: botUserId, ...rest } = answer.data;
  refuseWithout(neededScopes, rest.response_metadata?.scopes);
  const isEnterpriseInstall = rest.is_enterprise_install;
  const source = { teamId, enterpriseId: enterprise_id ?? undefined, isEnterpriseInstall };
  const workspace = workspaceOf(source);
  if (workspace === undefined)
    throw new SlackUnreachable('Slack does not say to which workspace SLACK_BOT_TOKEN belongs.');
  return { ...source, workspace, name: team, botId, botUserId };
}

function refuseWithout(needed: readonly string[], granted: readonly string[] | undefined): void {
  const missing = granted === undefined ? [] : needed.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    throw new SlackUnreachable(
      `SLACK_BOT_TOKEN lacks ${missing.join(', ')}: put the manifest of “aims slack manifest” into the app and install it again.`,
    );
}

function refuse(apiUrl: string, failure: unknown): never {
  const read = readFailure(failure);
  const sentence =
    read.kind === 'refused'
      ? `Slack refuses SLACK_BOT_TOKEN (${read.code}): copy it again from OAuth & Permissions in api.slack.com/apps.`
      : `Slack does not answer at ${apiUrl}: start Steward again when it does.`;
  throw new SlackUnreachable(sentence, { cause: failure });
}
