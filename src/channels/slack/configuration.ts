import { z } from 'zod';
import { SLACK_FEATURES, type SlackFeature } from './features.ts';

/** How Steward is connected to Slack. */
export interface SlackConfig {
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly delivery: SlackDelivery;
  readonly access: SlackAccess;
  readonly governanceChannel: GovernanceChannel | undefined;
  readonly features: readonly SlackFeature[];
  /** The id (Xf…) of the profile field with people's departments; only with the feature `departments`. */
  readonly departmentField: string | undefined;
  /** Where people and Slack reach this server, without a slash at the end. */
  readonly publicUrl: string | undefined;
}

/** Slack calls us with signed requests, or we hold a socket open because nobody can reach us. */
export type SlackDelivery =
  | { readonly kind: 'http'; readonly signingSecret: string }
  | { readonly kind: 'socket'; readonly appToken: string };

/** One workspace whose token is known, or any number of linked ones that install Steward through OAuth. */
export type SlackAccess =
  | { readonly kind: 'token'; readonly botToken: string }
  | { readonly kind: 'oauth'; readonly clientId: string; readonly clientSecret: string; readonly publicUrl: string };

export interface GovernanceChannel {
  /** `undefined` where only one workspace is served. */
  readonly workspace: string | undefined;
  readonly channel: string;
}

export interface Fault {
  readonly variable: string;
  readonly message: string;
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
/** A channel of Slack; of other platforms it begins with a digit. */
const SLACK_CHANNEL = /^[A-Z]/u;

function webAddress(example: string) {
  return z
    .string()
    .transform((text) => URL.parse(text))
    .refine((url) => url !== null && /^https?:$/u.test(url.protocol), `must be a web address, such as ${example}`)
    .refine(
      (url) => url === null || url.protocol === 'https:' || LOOPBACK.includes(url.hostname),
      'must begin with https://',
    )
    .transform((url) => url?.href ?? '');
}

/** Each variable by itself; together with the others of config.ts. */
export const slackVariables = {
  SLACK_API_URL: webAddress('https://slack.com/api/')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default('https://slack.com/api/'),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(
      /^(?:xoxe\.)?xoxb-\S+$/u,
      'must be the bot token, which begins with xoxb-: OAuth & Permissions in api.slack.com/apps',
    )
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/u, 'must be an app-level token with connections:write, which begins with xapp-')
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_FEATURES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .pipe(z.array(z.enum(SLACK_FEATURES, `must be a list of: ${SLACK_FEATURES.join(', ')}`))),
  SLACK_DEPARTMENT_FIELD: z
    .string()
    .regex(/^Xf[A-Z0-9]+$/u, 'must be the id of a profile field (Xf…)')
    .optional(),
  GOVERNANCE_CHANNEL: z
    .string()
    .regex(
      /^(?:(?:[TE][A-Z0-9]+\/)?[CG][A-Z0-9]+|19:[\w-]+@thread\.\w+)$/u,
      'must be the id of a channel: in Slack C… (at the end of the channel’s details) or WORKSPACE/CHANNEL such as T0123/C0456, in Teams 19:…@thread.tacv2 (in its link)',
    )
    .optional(),
  PUBLIC_URL: webAddress('https://steward.example.com')
    .transform((url) => url.replace(/\/$/u, ''))
    .optional(),
};
const SlackVariables = z.object(slackVariables);
type SlackVariables = Readonly<z.infer<typeof SlackVariables>>;

/** Surroundings that decide what Slack may be configured with. */
export interface Surroundings {
  readonly production: boolean;
  /** Whether another channel already has a place for the governance team. */
  readonly alone: boolean;
}

type Set = Readonly<Record<string, string | undefined>>;

/** What is missing or does not go together, for a deployment that runs Slack. */
export function slackFaults(set: Set, { production, alone }: Surroundings): readonly Fault[] {
  const faults: Fault[] = [];
  const bad = (variable: string, message: string) => void faults.push({ variable, message });
  const has = (variable: keyof SlackVariables) => set[variable] !== undefined;

  const oauth = has('SLACK_CLIENT_ID') || has('SLACK_CLIENT_SECRET');
  if (!oauth && !has('SLACK_BOT_TOKEN'))
    bad(
      'SLACK_BOT_TOKEN',
      'is needed with slack: install the app into your workspace and copy its bot token; or set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many workspaces',
    );
  if (oauth && has('SLACK_BOT_TOKEN'))
    bad('SLACK_BOT_TOKEN', 'must not be set beside SLACK_CLIENT_ID: a token serves one workspace, OAuth serves many');
  if (oauth && !has('SLACK_CLIENT_ID'))
    bad('SLACK_CLIENT_ID', 'is needed with SLACK_CLIENT_SECRET: Basic Information in api.slack.com/apps');
  if (oauth && !has('SLACK_CLIENT_SECRET'))
    bad('SLACK_CLIENT_SECRET', 'is needed with SLACK_CLIENT_ID: Basic Information in api.slack.com/apps');
  if (oauth && !has('PUBLIC_URL'))
    bad('PUBLIC_URL', 'is needed with SLACK_CLIENT_ID: the address under which browsers reach this server');
  if (!has('SLACK_SIGNING_SECRET') && !has('SLACK_APP_TOKEN'))
    bad(
      'SLACK_SIGNING_SECRET',
      'is needed with slack: Basic Information in api.slack.com/apps; or set SLACK_APP_TOKEN for Socket Mode',
    );
  if (alone && !has('GOVERNANCE_CHANNEL'))
    bad(
      'GOVERNANCE_CHANNEL',
      'is needed with slack: the id of the private channel of your governance team (C…, at the end of the channel’s details)',
    );
  if (oauth && SLACK_CHANNEL.test(set.GOVERNANCE_CHANNEL ?? '') && !set.GOVERNANCE_CHANNEL?.includes('/'))
    bad('GOVERNANCE_CHANNEL', 'must name its workspace with SLACK_CLIENT_ID, such as T0123/C0456');
  const departments = (set.SLACK_FEATURES ?? '').split(',').some((name) => name.trim() === 'departments');
  if (departments !== has('SLACK_DEPARTMENT_FIELD'))
    bad('SLACK_DEPARTMENT_FIELD', 'and the feature departments in SLACK_FEATURES must be set together, or neither');
  for (const variable of ['SLACK_API_URL', 'PUBLIC_URL'] as const) {
    if (production && set[variable]?.startsWith('http:')) bad(variable, 'must begin with https:// in production');
  }
  return faults;
}

/** For variables without faults. @throws when there are any: that is for the caller to have told. */
export function slackConfig(variables: SlackVariables): SlackConfig {
  const place = SLACK_CHANNEL.test(variables.GOVERNANCE_CHANNEL ?? '') ? variables.GOVERNANCE_CHANNEL : undefined;
  const [channel, workspace] = (place?.split('/') ?? []).toReversed();
  return Object.freeze({
    apiUrl: variables.SLACK_API_URL,
    delivery: deliveryOf(variables),
    access: accessOf(variables),
    governanceChannel: channel === undefined ? undefined : { workspace, channel },
    features: variables.SLACK_FEATURES,
    departmentField: variables.SLACK_DEPARTMENT_FIELD,
    publicUrl: variables.PUBLIC_URL,
  });
}

function deliveryOf({ SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret }: SlackVariables): SlackDelivery {
  if (appToken !== undefined) return { kind: 'socket', appToken };
  if (signingSecret === undefined) throw new Error('Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN was checked');
  return { kind: 'http', signingSecret };
}

function accessOf(variables: SlackVariables): SlackAccess {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = variables;
  const { PUBLIC_URL: publicUrl } = variables;
  if (botToken !== undefined) return { kind: 'token', botToken };
  if (clientId === undefined || clientSecret === undefined || publicUrl === undefined)
    throw new Error('Neither SLACK_BOT_TOKEN nor the variables of OAuth were checked');
  return { kind: 'oauth', clientId, clientSecret, publicUrl };
}
