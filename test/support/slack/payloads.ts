import { type Delivery, eventDelivery, formDelivery, interactionDelivery } from './signed-request.ts';

/** One installed app in one workspace. */
export interface Installed {
  readonly team: string;
  readonly app: string;
  readonly botUser: string;
}

export interface Said {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly ts: string;
  readonly thread?: string | undefined;
}

/** Slack's own number of this delivery; one deed may come under several. */
type EventId = string;

/** https://docs.slack.dev/reference/events/message.im and /message.channels */
export function messageDelivery(installed: Installed, said: Said, id: EventId): Delivery {
  const type = said.channel.startsWith('D') ? 'im' : said.channel.startsWith('G') ? 'group' : 'channel';
  return event(installed, { type: 'message', channel_type: type, client_msg_id: said.ts, ...spoken(said) }, id);
}

/** https://docs.slack.dev/reference/events/app_mention */
export function mentionDelivery(installed: Installed, said: Said, id: EventId): Delivery {
  return event(installed, { type: 'app_mention', ...spoken(said) }, id);
}

/** https://docs.slack.dev/reference/events/app_home_opened */
export function homeOpenedDelivery(
  installed: Installed,
  { user, channel, tab, ts }: { user: string; channel: string; tab: 'home' | 'messages'; ts: string },
  id: EventId,
): Delivery {
  return event(installed, { type: 'app_home_opened', user, channel, tab, event_ts: ts }, id);
}

export interface Clicked {
  readonly user: string;
  readonly trigger: string;
  /** The element as it was rendered, with what was chosen in it. */
  readonly action: object;
  readonly at: string;
  readonly on:
    | { readonly message: SlackMessage; readonly channel: string }
    | { readonly view: SlackView; readonly home: boolean };
  /** What stands in the other inputs around it. */
  readonly values?: object | undefined;
}

export interface SlackMessage {
  readonly ts: string;
  readonly thread_ts?: string | undefined;
}

export interface SlackView {
  readonly id: string;
  readonly hash: string;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function clickDelivery(installed: Installed, clicked: Clicked): Delivery {
  const { user, trigger, action, at, on, values = {} } = clicked;
  const common = {
    type: 'block_actions',
    ...interactive(installed, user),
    trigger_id: trigger,
    actions: [{ ...action, action_ts: at }],
    state: { values },
  };
  if ('view' in on)
    return interactionDelivery({
      ...common,
      container: { type: 'view', view_id: on.view.id },
      view: { ...on.view, state: { values } },
    });
  const { message, channel } = on;
  return interactionDelivery({
    ...common,
    container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'a-channel' },
    message,
  });
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function submitDelivery(
  installed: Installed,
  { user, trigger, view, values }: { user: string; trigger: string; view: SlackView; values: object },
): Delivery {
  return interactionDelivery({
    type: 'view_submission',
    ...interactive(installed, user),
    trigger_id: trigger,
    view: { ...view, state: { values } },
    response_urls: [],
  });
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commandDelivery(
  { team, app }: Installed,
  { user, channel, text, trigger }: { user: string; channel: string; text: string; trigger: string },
): Delivery {
  return formDelivery({
    command: '/aims',
    text,
    team_id: team,
    team_domain: 'example',
    channel_id: channel,
    channel_name: 'a-channel',
    user_id: user,
    user_name: 'somebody',
    api_app_id: app,
    is_enterprise_install: 'false',
    trigger_id: trigger,
    response_url: 'https://hooks.slack.com/commands/none',
  });
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function shortcutDelivery(
  installed: Installed,
  shortcut: {
    user: string;
    trigger: string;
    callback: string;
    at: string;
    on?: { message: SlackMessage; channel: string } | undefined;
  },
): Delivery {
  const { user, trigger, callback, at, on } = shortcut;
  const about = on && {
    channel: { id: on.channel, name: 'a-channel' },
    message_ts: on.message.ts,
    message: on.message,
  };
  return interactionDelivery({
    type: on ? 'message_action' : 'shortcut',
    ...interactive(installed, user),
    trigger_id: trigger,
    callback_id: callback,
    action_ts: at,
    response_url: 'https://hooks.slack.com/app/none',
    ...about,
  });
}

function spoken({ user, channel, text, ts, thread }: Said) {
  return { user, channel, text, ts, event_ts: ts, ...(thread === undefined ? {} : { thread_ts: thread }) };
}

function event({ team, app, botUser }: Installed, inner: object, id: EventId): Delivery {
  const authorization = { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true };
  return eventDelivery({
    type: 'event_callback',
    token: 'old-verification-token',
    team_id: team,
    context_team_id: team,
    api_app_id: app,
    event: { ...inner, team },
    event_id: id,
    event_time: 1_795_000_000,
    authorizations: [{ ...authorization, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  });
}

function interactive({ team, app }: Installed, user: string) {
  return {
    api_app_id: app,
    token: 'old-verification-token',
    team: { id: team, domain: 'example' },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user, username: 'somebody', name: 'somebody', team_id: team },
  };
}
