import { type ActedWorkspace, createActedWorkspace } from './acted-workspace.ts';
import { createFakeSlack, type FakeMember } from './fake-slack.ts';
import { serveSlack } from './fault-proxy.ts';
import { emailOf, GOVERNANCE_TEAM, NAMES, type Name, PEOPLE, ShownMessage } from './workspace.ts';

export const TEAM = 'T01BRIGHTWATER';
const BOT = { user: 'U0STEWARD', id: 'B0STEWARD' };
const SECRET = '0123456789abcdef0123456789abcdef';
const CHANNELS = { general: 'C0GENERAL', governance: 'C0GOVERNANCE' } as const;

export interface OwnWorkspaceOptions {
  readonly clock: () => Date;
  /** What Slack's directory says of somebody, where it is not their confirmed address of the company. */
  readonly members?: Partial<Readonly<Record<Name, Pick<FakeMember, 'email' | 'isEmailConfirmed'>>>>;
}

/** The company in a Slack of our own, within this process: for what is about Slack and another platform. */
export async function openOwnWorkspace({ clock, members = {} }: OwnWorkspaceOptions): Promise<ActedWorkspace> {
  const userOf = (name: Name) => `U0${name.toUpperCase()}`;
  const everybody = NAMES.map(userOf);
  const slack = createFakeSlack({
    ...{ team: TEAM, bot: BOT, clock },
    people: NAMES.map((name) => ({
      ...{ id: userOf(name), name: PEOPLE[name], email: emailOf(name), isEmailConfirmed: true },
      ...members[name],
    })),
    privateChannels: { [CHANNELS.general]: everybody, [CHANNELS.governance]: GOVERNANCE_TEAM.map(userOf) },
  });
  const proxy = await serveSlack(async (_request, call) => slack.take(call), { clock });
  return createActedWorkspace({
    ...{ proxy, clock, channels: CHANNELS, user: userOf, signingSecret: SECRET },
    installed: { team: TEAM, app: 'A0STEWARD', botUser: BOT.user },
    environment: {
      ...{ CHANNELS: 'slack', SLACK_API_URL: proxy.apiUrl, SLACK_BOT_TOKEN: 'xoxb-of-steward' },
      SLACK_SIGNING_SECRET: SECRET,
    },
    trigger: async (user) => slack.trigger(user),
    direct: async (user) => `D${user.slice(1)}`,
    say: async (user, channel, text, thread) => ShownMessage.parse(slack.say(user, channel, text, thread)),
    messages: async (of) =>
      slack.messages.filter(({ channel }) => channel === of).map((one) => ShownMessage.parse(one)),
    close: () => proxy.close(),
  });
}
