import { openFaultProxy } from './fault-proxy.ts';
import { LOCAL_SLACK, startLocalSlack } from './local-slack.ts';
import { emailOf, GOVERNANCE_TEAM, NAMES, type Name, PEOPLE, type SlackWorkspace } from './workspace.ts';

const CHANNELS = { general: 'C01GENERAL', governance: 'C02GOVERNANCE' } as const;

/** The company in local-slack, which calls Steward or is called by it. */
export async function openLocalWorkspace(mode: 'http' | 'socket'): Promise<SlackWorkspace> {
  const slack = await startLocalSlack({
    mode,
    users: NAMES.map((name) => ({ id: userId(name), name, real_name: PEOPLE[name], email: emailOf(name) })),
    channels: [
      { id: CHANNELS.general, name: 'general', is_private: false, members: NAMES.map(userId) },
      { id: CHANNELS.governance, name: 'ai-governance', is_private: true, members: GOVERNANCE_TEAM.map(userId) },
    ],
  });
  const proxy = await openFaultProxy(slack.origin);
  const { botToken, signingSecret, appToken } = LOCAL_SLACK;
  return {
    environment: {
      CHANNELS: 'slack',
      SLACK_API_URL: proxy.apiUrl,
      SLACK_BOT_TOKEN: botToken,
      GOVERNANCE_CHANNEL: CHANNELS.governance,
      ...(mode === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: appToken }),
    },
    botUser: LOCAL_SLACK.botUser,
    leadTo: slack.leadTo,
    user: userId,
    channel: (name) => CHANNELS[name],
    direct: slack.direct,
    says: slack.says,
    types: (user, channel, text) => slack.types(user, channel, '/aims', text),
    async clicks(user, place, action) {
      if (!('message' in place)) throw new Error('Slack would say which view it is; this emulator does not');
      await slack.clicks(user, place.channel, place.message.ts, action);
    },
    submits: (user, _view, values) => slack.submits(user, values),
    opensHome: slack.opensHome,
    messages: slack.messages,
    modal: () => slack.modal(),
    home: slack.home,
    proxy,
    async close() {
      await proxy.close();
      await slack.close();
    },
  };
}

function userId(name: Name): string {
  return `U01${name.toUpperCase()}`;
}
