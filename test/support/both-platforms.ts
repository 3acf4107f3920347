import type { Role } from '../../src/chat/event.ts';
import { type InProcess, openInProcess } from './in-process.ts';
import type { ActedWorkspace } from './slack/acted-workspace.ts';
import { slackOptions } from './slack/app.ts';
import { type OwnWorkspaceOptions, openOwnWorkspace, TEAM as SLACK_TEAM } from './slack/own-workspace.ts';
import { createSlackPersona, type SlackPersona } from './slack/persona.ts';
import { emailOf, type Name, PEOPLE } from './slack/workspace.ts';
import { entraId, GOVERNANCE, TEAM, TENANT } from './teams/activities.ts';
import { aTeamsConfig, delivering } from './teams/app.ts';
import { type FakeConnector, openFakeConnector, type TeamsPerson } from './teams/fake-connector.ts';
import { createTeamsPersona, type TeamsPersona } from './teams/persona.ts';

/** A company that has both Slack and Teams, and one Steward for both. */
export interface BothPlatforms {
  readonly steward: InProcess;
  readonly workspace: ActedWorkspace;
  readonly connector: FakeConnector;
  inSlack(name: Name): SlackPersona;
  inTeams(name: Name): TeamsPersona;
  /** Which person of Steward's stands behind each account. */
  personInSlack(name: Name): Promise<string | undefined>;
  personInTeams(name: Name): Promise<string | undefined>;
  /** Their account id in the directory. */
  userInTeams(name: Name): string;
  passes(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export interface BothOptions {
  /** Where the governance team has its place. */
  readonly governance: 'slack' | 'teams';
  /** Addresses link accounts on this side. */
  readonly linking?: { readonly slack: boolean; readonly teams: boolean };
  readonly inSlack?: OwnWorkspaceOptions['members'];
  /** What the directory behind Teams says of somebody else than their address of the company. */
  readonly inTeams?: Partial<Readonly<Record<Name, Partial<TeamsPerson>>>>;
}

const WITH_ROLES: Readonly<Partial<Record<Name, readonly Role[]>>> = {
  priya: ['governance', 'administrator'],
  jonas: ['governance'],
};
const USERS: Readonly<Record<Name, string>> = {
  ...{ maya: entraId(1), tom: entraId(2), priya: entraId(3), jonas: entraId(4), elena: entraId(5) },
};
/** A little more than Slack wants between two messages in one place. */
const STEP_MS = 1100;
const PATIENCE_MS = 10_000;
const HELD_MS = 600_000;

export async function openBothPlatforms(options: BothOptions): Promise<BothPlatforms> {
  const { governance, linking = { slack: true, teams: true } } = options;
  // Bolt refuses what its own clock takes for old.
  let nowMs = Date.now();
  const clock = () => new Date(nowMs);
  const workspace = await openOwnWorkspace({ clock, ...(options.inSlack && { members: options.inSlack }) });
  const people = (['maya', 'tom', 'priya', 'jonas', 'elena'] as const).map((name) => ({
    ...{ user: USERS[name], name: PEOPLE[name], email: emailOf(name) },
    ...options.inTeams?.[name],
  }));
  const connector = await openFakeConnector({ tenant: TENANT, people, clock });
  for (const room of [GOVERNANCE, TEAM]) connector.seat(room, [USERS.priya, USERS.jonas]);
  const slack = await slackOptions({
    ...workspace.environment,
    ...(linking.slack ? { SLACK_FEATURES: 'email-linking' } : {}),
    GOVERNANCE_CHANNEL: workspace.channel('governance'),
  });
  const steward = await openInProcess({
    clock,
    slack: governance === 'slack' ? slack : { ...slack, config: { ...slack.config, governanceChannel: undefined } },
    teams: {
      config: aTeamsConfig({
        emailLinking: linking.teams,
        governanceChannel: governance === 'teams' ? GOVERNANCE : undefined,
      }),
    },
    workspaces: async () => [
      { platform: 'slack', externalId: SLACK_TEAM, name: 'Brightwater' },
      { platform: 'teams', externalId: TENANT, name: 'Brightwater' },
    ],
  });
  workspace.leadTo(steward.port);
  const passes = async (milliseconds: number) => {
    nowMs += milliseconds;
    await steward.app.drain();
  };
  const settle = () => passes(STEP_MS);
  const deliver = delivering(steward.port);
  const [slackPersonas, teamsPersonas] = [new Map<Name, SlackPersona>(), new Map<Name, TeamsPersona>()];
  const personOf = (platform: 'slack' | 'teams', external: string, user: string) =>
    steward.storage.transact(steward.app.organisation.id, ({ people: store }) =>
      store.identified({ platform, workspace: external, user }),
    );
  const both: BothPlatforms = {
    ...{ steward, workspace, connector, passes },
    inSlack(name) {
      const persona =
        slackPersonas.get(name) ?? createSlackPersona({ workspace, name, settle, patienceMs: PATIENCE_MS });
      slackPersonas.set(name, persona);
      return persona;
    },
    inTeams(name) {
      const who = { user: USERS[name], name: PEOPLE[name] };
      const persona = teamsPersonas.get(name) ?? createTeamsPersona({ teams: { deliver }, connector, settle, ...who });
      teamsPersonas.set(name, persona);
      return persona;
    },
    personInSlack: (name) => personOf('slack', SLACK_TEAM, workspace.user(name)),
    personInTeams: (name) => personOf('teams', TENANT, USERS[name]),
    userInTeams: (name) => USERS[name],
    async close() {
      await steward.close();
      await workspace.close();
      await connector.close();
    },
  };
  await appoint(both);
  // Before they have roles their room is unfit, and what is held back for that is tried again minutes later.
  await passes(HELD_MS);
  both.steward.errors().splice(0);
  return both;
}

/** Those who decide come by where their team has its place, and get their roles. */
async function appoint({ steward, inSlack, personInSlack }: BothPlatforms): Promise<void> {
  for (const name of ['priya', 'jonas', 'elena'] as const) {
    await inSlack(name).says('hello');
    const personId = (await personInSlack(name)) ?? '';
    const roles = WITH_ROLES[name] ?? ['auditor'];
    await steward.storage.transact(steward.app.organisation.id, async ({ people }) => {
      for (const role of roles) await people.grant(personId, role, new Date());
    });
    if (name === 'priya') await steward.adopt(personId);
  }
}
