/** A place in Teams where Steward shows something, as a conversation of an address names it. */
export type TeamsConversation =
  /** `@72f9…`: a person's own conversation with Steward, of which there is one, by their Entra object id. */
  | { readonly kind: 'direct'; readonly user: string }
  /** `19:…@thread.tacv2`, a thread of it `19:…@thread.tacv2;messageid=1700`, and a group chat `19:…@thread.v2`. */
  | { readonly kind: 'group'; readonly channel: string; readonly thread?: string };

const DIRECT = /^@(?<user>[0-9a-f-]{1,64})$/u;
const GROUP = /^(?<channel>19:[^;\s]{1,300})(?:;messageid=(?<thread>\d{1,20}))?$/u;

export function formatConversation(conversation: TeamsConversation): string {
  if (conversation.kind === 'direct') return `@${conversation.user}`;
  const { channel, thread } = conversation;
  return thread === undefined ? channel : `${channel};messageid=${thread}`;
}

/** `undefined` for everything that `formatConversation` does not make. */
export function parseConversation(text: string): TeamsConversation | undefined {
  const user = DIRECT.exec(text)?.groups?.user;
  if (user !== undefined) return { kind: 'direct', user };
  const { channel, thread } = GROUP.exec(text)?.groups ?? {};
  if (channel === undefined) return undefined;
  return { kind: 'group', channel, ...(thread === undefined ? {} : { thread }) };
}

/** A message that was posted: Teams' own id of the conversation, a space, and the id of the activity. */
export interface PostedActivity {
  readonly conversation: string;
  readonly activity: string;
}

export function formatPosted({ conversation, activity }: PostedActivity): string {
  return `${conversation} ${activity}`;
}

export function parsePosted(externalId: string): PostedActivity | undefined {
  const [conversation, activity, ...rest] = externalId.split(' ');
  return conversation && activity && rest.length === 0 ? { conversation, activity } : undefined;
}
