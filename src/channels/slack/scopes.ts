import type { SlackFeature } from './features.ts';

/**
 * The scope with which each method of Slack's Web API is called here, by its reference page:
 * https://docs.slack.dev/reference/methods. A method that is not in here may not be called.
 */
export const METHOD_SCOPES = {
  'auth.test': [],
  'auth.revoke': [],
  'oauth.v2.access': [],
  'apps.connections.open': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'views.open': [],
  'views.publish': [],
  'conversations.open': ['im:write'],
  'conversations.info': ['groups:read'],
  'conversations.members': ['groups:read'],
  // Of direct conversations with Steward only.
  'conversations.history': ['im:history'],
  'conversations.replies': ['im:history'],
  'users.info': ['users:read'],
  'users.profile.get': ['users.profile:read'],
  'files.info': ['files:read'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Method = keyof typeof METHOD_SCOPES;

/** The scope that each event needs, by its reference page: https://docs.slack.dev/reference/events. */
export const EVENT_SCOPES = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  member_joined_channel: ['groups:read'],
  'message.im': ['im:history'],
  tokens_revoked: [],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SlackEvent = keyof typeof EVENT_SCOPES;

/** What a part of Steward needs of Slack. */
interface Needs {
  readonly methods: readonly Method[];
  readonly events: readonly SlackEvent[];
  /** For what is neither a method nor an event: a command, a place in Slack's window, a field, a download. */
  readonly scopes: readonly string[];
}

/** What every installation has. */
const ALWAYS: Needs = {
  methods: [
    'auth.test',
    'auth.revoke',
    'oauth.v2.access',
    'apps.connections.open',
    'chat.postMessage',
    'chat.postEphemeral',
    'chat.update',
    'views.open',
    'views.publish',
    'conversations.open',
    'conversations.info',
    'conversations.members',
    'conversations.history',
    'conversations.replies',
    'users.info',
  ],
  events: [
    'app_home_opened',
    'app_mention',
    'app_uninstalled',
    'member_joined_channel',
    'message.im',
    'tokens_revoked',
  ],
  scopes: ['commands', 'assistant:write'],
};

/** What an administrator switches on, and agrees to, beside that. */
const FEATURES: Readonly<Record<SlackFeature, Needs>> = {
  'thread-follow-ups': { methods: [], events: ['message.channels', 'message.groups'], scopes: [] },
  files: { methods: ['files.info'], events: [], scopes: [] },
  'email-linking': { methods: [], events: [], scopes: ['users:read.email'] },
  departments: { methods: ['users.profile.get'], events: [], scopes: [] },
};

/** Why Steward asks for each scope: the table in the README. */
export const WHY: Readonly<Record<string, string>> = {
  'app_mentions:read': 'to hear messages in channels that name Steward, and no others',
  'assistant:write': 'to stand among the agents at the top of Slack; the manifest’s `agent_view` demands it',
  'chat:write': 'to answer, to post review cards and to update them, where Steward was invited',
  commands: 'for `/aims` and the shortcuts',
  'groups:read':
    'to check that the governance team’s channel is private, not shared, and holds reviewers only, before a review card is posted there',
  'im:history':
    'to hear what people write to Steward itself, and to read it again after an outage in which Slack delivered nothing',
  'im:write': 'to open the direct conversation with somebody who owes an answer or gets a decision',
  'users:read': 'to know who acts: name and title; and to refuse guests, bots and people of other companies',
  'channels:history': 'to hear follow-ups in the threads of public channels that do not name Steward again',
  'groups:history': 'the same in private channels that Steward was invited to',
  'files:read':
    'to be told of files that somebody shares with Steward, and to read the documents among them once for what they answer; they become evidence with a click and are not kept',
  'users:read.email':
    'to recognise somebody who is known from Microsoft Teams by the address that both directories vouch for',
  'users.profile:read':
    'to read the profile field that holds people’s departments, for approvals that cover a department',
};

/** The scopes of an installation with these features, in alphabetical order. */
export function scopesFor(features: readonly SlackFeature[]): readonly string[] {
  const needs = [ALWAYS, ...features.map((feature) => FEATURES[feature])];
  const scopes = needs.flatMap(({ methods, events, scopes }) => [
    ...methods.flatMap((method) => METHOD_SCOPES[method]),
    ...events.flatMap((event) => EVENT_SCOPES[event]),
    ...scopes,
  ]);
  return [...new Set(scopes)].toSorted();
}

/** The events that Slack is to deliver to an installation with these features. */
export function eventsFor(features: readonly SlackFeature[]): readonly SlackEvent[] {
  return [...ALWAYS.events, ...features.flatMap((feature) => FEATURES[feature].events)];
}

/** The methods that an installation with these features may call. */
export function methodsFor(features: readonly SlackFeature[]): readonly Method[] {
  return [...ALWAYS.methods, ...features.flatMap((feature) => FEATURES[feature].methods)];
}
