import { z } from 'zod';

/** How Steward is connected to Microsoft Teams: one tenant, and the app that it registered. */
export interface TeamsConfig {
  readonly tenant: string;
  /** `undefined`: nobody proves who they are. Only for a demonstration on loopback, such as with Microsoft's playground. */
  readonly app: TeamsApp | undefined;
  /** The channel of the governance team (`19:…@thread.tacv2`), where its place is in Teams. */
  readonly governanceChannel: string | undefined;
  /** An address that the Entra directory vouches for may join a person who is known from Slack. */
  readonly emailLinking: boolean;
  /** Documents that people share in their own conversation may be read. */
  readonly files: boolean;
  readonly production: boolean;
  readonly cloud: MicrosoftCloud;
}

export interface TeamsApp {
  readonly id: string;
  readonly password: string;
}

/** Where Microsoft's services are. Others than the public ones are for tests. */
export interface MicrosoftCloud {
  /** Lists the keys with which the Bot Connector signs: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
  readonly openIdMetadataUrl: string;
  readonly issuer: string;
  /** Gives the app its token; `{tenant}` stands for the tenant. */
  readonly tokenUrl: string;
  readonly scope: string;
  /** Whose connectors are written to, beside loopback outside production: `serviceUrl` comes with what is received. */
  readonly connectorHosts: readonly string[];
  /** Where OneDrive and SharePoint keep files; `https://*.` stands for every subdomain. */
  readonly fileOrigins: readonly string[];
  /** Where a tenant is written to from which nothing was heard yet. */
  readonly serviceUrl: string;
}

export const PUBLIC_CLOUD: MicrosoftCloud = Object.freeze({
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
  tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
  scope: 'https://api.botframework.com/.default',
  connectorHosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
  // In the other national clouds bots get no files: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
  fileOrigins: ['https://*.sharepoint.com'],
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
});

interface Fault {
  readonly variable: string;
  readonly message: string;
}

const guid = (what: string) =>
  z
    .string()
    .regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu, `must be ${what}: 8-4-4-4-12 hexadecimal digits`)
    .transform((id) => id.toLowerCase())
    .optional();

/** A channel of another platform. */
const ELSEWHERE = /^(?:[A-Z0-9]+\/)?[A-Z][A-Z0-9]+$/u;
/** A channel of a team, as its link names it. */
const TEAMS_CHANNEL = /^19:[\w-]{1,200}@thread\.(?:tacv2|skype|v2)$/u;

/** What an administrator may switch on. */
const FEATURES = ['files', 'email-linking'] as const;

/** Each variable by itself; together with the others of config.ts. */
export const teamsVariables = {
  MICROSOFT_APP_ID: guid('the application id of the bot'),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: guid('the id of your Entra tenant'),
  TEAMS_FEATURES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .pipe(z.array(z.enum(FEATURES, `must be a list of: ${FEATURES.join(', ')}`))),
};
const TeamsVariables = z.object(teamsVariables);
type TeamsVariables = Readonly<z.infer<typeof TeamsVariables>>;

type Set = Readonly<Record<string, string | undefined>>;

/** Surroundings that decide what Teams may be configured with. */
export interface TeamsSurroundings {
  /** The console runs beside: a demonstration on loopback, with a place for the governance team. */
  readonly demonstration: boolean;
  readonly production: boolean;
  /** Slack runs beside and may have a place for the governance team. */
  readonly withSlack: boolean;
}

/** What is missing or does not go together, for a deployment that runs Teams. */
export function teamsFaults(set: Set, surroundings: TeamsSurroundings): readonly Fault[] {
  const { demonstration, production, withSlack } = surroundings;
  const faults: Fault[] = [];
  const bad = (variable: string, message: string) => void faults.push({ variable, message });
  if (set.MICROSOFT_APP_TENANT_ID === undefined)
    bad('MICROSOFT_APP_TENANT_ID', 'is needed with teams: Overview of the Entra admin center; others are turned away');
  const openly = demonstration && !production;
  if (set.MICROSOFT_APP_ID === undefined && (set.MICROSOFT_APP_PASSWORD !== undefined || !openly))
    bad('MICROSOFT_APP_ID', 'is needed with teams: without it anybody could act as anybody');
  if (set.MICROSOFT_APP_ID !== undefined && set.MICROSOFT_APP_PASSWORD === undefined)
    bad('MICROSOFT_APP_PASSWORD', 'is needed with MICROSOFT_APP_ID: a client secret of the app registration');
  const place = set.GOVERNANCE_CHANNEL;
  const placed = place !== undefined && (withSlack || !ELSEWHERE.test(place));
  if (!demonstration && !placed)
    bad(
      'GOVERNANCE_CHANNEL',
      'is needed with teams: the id of the channel of your governance team (19:…@thread.tacv2, in “Get link to channel”)',
    );
  return faults;
}

/** For variables without faults. */
export function teamsConfig(
  variables: TeamsVariables & { readonly GOVERNANCE_CHANNEL?: string | undefined },
  production: boolean,
): TeamsConfig {
  const { MICROSOFT_APP_ID: id, MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_TENANT_ID: tenant } = variables;
  if (tenant === undefined) throw new Error('MICROSOFT_APP_TENANT_ID was not checked');
  const { GOVERNANCE_CHANNEL: channel } = variables;
  return Object.freeze({
    tenant,
    app: id === undefined || password === undefined ? undefined : { id, password },
    governanceChannel: channel !== undefined && TEAMS_CHANNEL.test(channel) ? channel : undefined,
    emailLinking: variables.TEAMS_FEATURES.includes('email-linking'),
    files: variables.TEAMS_FEATURES.includes('files'),
    production,
    cloud: PUBLIC_CLOUD,
  });
}
