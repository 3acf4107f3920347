import type { SlackFeature } from './features.ts';
import { EVENTS_PATH, REDIRECT_PATH } from './paths.ts';
import { eventsFor, scopesFor } from './scopes.ts';

/** How Slack reaches Steward: under a public address, or through a socket that Steward opens. */
export type Reached = { readonly kind: 'url'; readonly url: string } | { readonly kind: 'socket' };

/**
 * The manifest from which a Slack administrator makes the app. Names are short because Slack allows a shortcut 24
 * characters: https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest(reached: Reached, features: readonly SlackFeature[]): object {
  const url = reached.kind === 'url' ? { url: `${reached.url}${EVENTS_PATH}` } : {};
  const requestUrl = reached.kind === 'url' ? { request_url: `${reached.url}${EVENTS_PATH}` } : {};
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Steward',
      description: 'The AI governance teammate: ask, declare, review',
      long_description:
        'Ask whether you may use an AI tool, and get an answer from your organisation’s register or with its sources. Declare a use in a short conversation. The governance team decides in its own private channel, and what was approved is written into the register of the AI management system. Steward reads what is written to it, and nothing else.',
      background_color: '#1f4d3f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'steward', always_online: true },
      agent_view: {
        agent_description:
          'Answers questions about AI governance with sources, takes declarations of AI uses to the people who decide, and tells you what you may use.',
        suggested_prompts: [
          { title: 'May I use it?', message: 'Can I use Otter.ai to transcribe client calls?' },
          { title: 'Declare a tool', message: 'I would like to use an AI tool' },
          { title: 'What waits for me?', message: 'my desk' },
          { title: 'Who decides?', message: 'Who is responsible for AI here?' },
        ],
      },
      shortcuts: [
        {
          name: 'Declare an AI use',
          type: 'global',
          callback_id: 'declare',
          description: 'Tell the governance team which AI tool you use, and for what',
        },
        {
          name: 'Report an AI concern',
          type: 'global',
          callback_id: 'report_concern',
          description: 'Tell in confidence what worries you or went wrong with an AI tool',
        },
        {
          name: 'Declare from message',
          type: 'message',
          callback_id: 'declare_from_message',
          description: 'Begin a declaration with what this message says; you confirm every answer',
        },
        {
          name: 'Report AI incident',
          type: 'message',
          callback_id: 'report_concern_from_message',
          description: 'Report in confidence what this message shows',
        },
      ],
      slash_commands: [
        {
          command: '/aims',
          ...url,
          description: 'Ask about AI tools and rules, declare a use, see what waits for you',
          usage_hint: '[can I use … for …? | declare … | status | report]',
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      ...(reached.kind === 'url' ? { redirect_urls: [`${reached.url}${REDIRECT_PATH}`] } : {}),
      scopes: { bot: scopesFor(features) },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: eventsFor(features) },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: true,
      socket_mode_enabled: reached.kind === 'socket',
      token_rotation_enabled: false,
    },
  };
}
