import { z } from 'zod';
import {
  type Fault,
  type SlackConfig,
  slackConfig,
  slackFaults,
  slackVariables,
} from './channels/slack/configuration.ts';
import { type TeamsConfig, teamsConfig, teamsFaults, teamsVariables } from './channels/teams/configuration.ts';
import { type LanguageConfig, languageConfig, languageFaults, languageVariables } from './language/configuration.ts';
import { parseEncryptionKey } from './storage/encryption-key.ts';

/** Everything that is configured, read once. A feature that is off is `undefined`. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly channels: readonly ChannelName[];
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  readonly migrationDatabaseUrl: string | undefined;
  /** Without it the embedded default keeps a key file in the data directory. */
  readonly encryptionKey: Buffer | undefined;
  readonly production: boolean;
  readonly slack: SlackConfig | undefined;
  readonly teams: TeamsConfig | undefined;
  /** `undefined`: Steward works without a language model. */
  readonly language: LanguageConfig | undefined;
}

/** The channels that can be run. */
const CHANNEL_NAMES = ['console', 'slack', 'teams'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/** Says every bad variable at once. */
export class BadEnvironment extends Error {}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must be a PostgreSQL address, such as postgresql://user@host:5432/steward')
  .optional();

const Variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .default('3000')
    .transform(Number)
    .pipe(z.int('must be a port number').min(0, 'must be a port number').max(65_535, 'must be at most 65535')),
  CHANNELS: z
    .string()
    .default('console')
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .pipe(
      z
        .array(z.enum(CHANNEL_NAMES, `must be a list of: ${CHANNEL_NAMES.join(', ')}`))
        .min(1, 'must name at least one channel'),
    ),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: databaseUrl,
  MIGRATION_DATABASE_URL: databaseUrl,
  ENCRYPTION_KEY: z.string().optional(),
  NODE_ENV: z.string().optional(),
  ...slackVariables,
  ...teamsVariables,
  ...languageVariables,
});
type Variables = z.infer<typeof Variables>;

/** Faults of variables that are right by themselves. One that is wrong is not there, and is not complained about twice. */
function combinationFaults(read: Partial<Variables>): readonly Fault[] {
  const { CHANNELS = [], HOST, ENCRYPTION_KEY, NODE_ENV } = read;
  const faults: Fault[] = [];
  const bad = (variable: string, message: string) => faults.push({ variable, message });
  if (CHANNELS.includes('console') && HOST !== undefined && !LOOPBACK.includes(HOST))
    bad('HOST', 'must be a loopback address while the console runs: whoever opens it can pick any person');
  if (CHANNELS.includes('console') && NODE_ENV === 'production')
    bad('CHANNELS', 'must not contain console in production: it serves demonstrations only');
  if (ENCRYPTION_KEY !== undefined && !parseEncryptionKey(ENCRYPTION_KEY))
    bad('ENCRYPTION_KEY', 'must be 32 bytes in base64; make one with: openssl rand -base64 32');
  return faults;
}

/** What is missing beside what is set, whether that is right or not. */
function missingFaults(set: Readonly<Record<string, string | undefined>>): readonly Fault[] {
  const faults: Fault[] = [];
  if (set.DATABASE_URL !== undefined && set.ENCRYPTION_KEY === undefined)
    faults.push({
      variable: 'ENCRYPTION_KEY',
      message: 'is needed with DATABASE_URL; make one with: openssl rand -base64 32',
    });
  if (set.MIGRATION_DATABASE_URL !== undefined && set.DATABASE_URL === undefined)
    faults.push({ variable: 'DATABASE_URL', message: 'is needed with MIGRATION_DATABASE_URL' });
  return faults;
}

function faultsOfSlack(
  set: Readonly<Record<string, string | undefined>>,
  { CHANNELS = [], NODE_ENV }: Partial<Variables>,
): readonly Fault[] {
  if (!CHANNELS.includes('slack')) return [];
  // Where Teams runs as well, the governance team may have its place there; teamsFaults sees to that.
  const alone = !CHANNELS.includes('console') && !CHANNELS.includes('teams');
  return slackFaults(set, { production: NODE_ENV === 'production', alone });
}

function faultsOfTeams(
  set: Readonly<Record<string, string | undefined>>,
  { CHANNELS = [], NODE_ENV }: Partial<Variables>,
): readonly Fault[] {
  if (!CHANNELS.includes('teams')) return [];
  const [demonstration, withSlack] = [CHANNELS.includes('console'), CHANNELS.includes('slack')];
  return teamsFaults(set, { demonstration, withSlack, production: NODE_ENV === 'production' });
}

/** Each variable is read by itself, so that one that is wrong hides no other. */
function readEach(set: Readonly<Record<string, string | undefined>>) {
  const read: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [variable, shape] of Object.entries(Variables.shape)) {
    const parsed = shape.safeParse(set[variable]);
    if (parsed.success) read[variable] = parsed.data;
    else faults.push({ variable, message: parsed.error.issues[0]?.message ?? 'cannot be read' });
  }
  return { read, faults };
}

/**
 * Reads the environment; an empty variable counts as not set.
 * @throws {BadEnvironment} one line for each variable that is wrong.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Variables.safeParse(set);
  const each = readEach(set);
  const faults = [
    ...each.faults,
    ...combinationFaults(each.read),
    ...missingFaults(set),
    ...languageFaults(set),
    ...faultsOfSlack(set, each.read),
    ...faultsOfTeams(set, each.read),
  ];
  if (!parsed.success || faults.length > 0) {
    throw new BadEnvironment(faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
  }
  const environment = parsed.data;
  return Object.freeze({
    host: environment.HOST,
    port: environment.PORT,
    channels: environment.CHANNELS,
    dataDirectory: environment.DATA_DIR,
    databaseUrl: environment.DATABASE_URL,
    migrationDatabaseUrl: environment.MIGRATION_DATABASE_URL,
    encryptionKey:
      environment.ENCRYPTION_KEY === undefined ? undefined : parseEncryptionKey(environment.ENCRYPTION_KEY),
    production: environment.NODE_ENV === 'production',
    slack: environment.CHANNELS.includes('slack') ? slackConfig(environment) : undefined,
    teams: environment.CHANNELS.includes('teams')
      ? teamsConfig(environment, environment.NODE_ENV === 'production')
      : undefined,
    language: languageConfig(environment),
  });
}
