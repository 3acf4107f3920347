/** A place in Slack where Steward shows something, as a conversation of an address names it. */
export type SlackConversation =
  /** `C02GOV`, a thread of it `C02GOV/1700.1`, and a person's direct one `D9@U1` or `D9@U1/1700.1`. */
  | {
      readonly kind: 'channel';
      readonly channel: string;
      /** Who alone reads it: always there where the channel is a direct one, and nowhere else. */
      readonly user?: string;
      /** The `ts` of the message that the thread hangs on. */
      readonly thread?: string;
    }
  /** `@U1`: a person's direct conversation whose channel is not known yet. */
  | { readonly kind: 'direct'; readonly user: string }
  /** `home@U1`: their App Home. */
  | { readonly kind: 'home'; readonly user: string };

const CHANNEL =
  /^(?<channel>[CDG][A-Z0-9]{1,30})(?:@(?<user>[UW][A-Z0-9]{1,30}))?(?:\/(?<thread>\d{1,12}\.\d{1,8}))?$/u;
const PERSON = /^(?<home>home)?@(?<user>[UW][A-Z0-9]{1,30})$/u;
const POSTED = /^(?<channel>[CDG][A-Z0-9]{1,30})\/(?<ts>\d{1,12}\.\d{1,8})$/u;

export function formatConversation(conversation: SlackConversation): string {
  switch (conversation.kind) {
    case 'direct':
      return `@${conversation.user}`;
    case 'home':
      return `home@${conversation.user}`;
    case 'channel': {
      const { channel, user, thread } = conversation;
      return `${channel}${user === undefined ? '' : `@${user}`}${thread === undefined ? '' : `/${thread}`}`;
    }
  }
}

/** `undefined` for everything that `formatConversation` does not make. */
export function parseConversation(text: string): SlackConversation | undefined {
  const person = PERSON.exec(text)?.groups;
  if (person?.user) return { kind: person.home ? 'home' : 'direct', user: person.user };
  const { channel, user, thread } = CHANNEL.exec(text)?.groups ?? {};
  if (channel === undefined || channel.startsWith('D') !== (user !== undefined)) return undefined;
  return {
    kind: 'channel',
    channel,
    ...(user === undefined ? {} : { user }),
    ...(thread === undefined ? {} : { thread }),
  };
}

/** A message that was posted: `<channel>/<ts>`. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
}

export function formatPosted({ channel, ts }: PostedMessage): string {
  return `${channel}/${ts}`;
}

export function parsePosted(externalId: string): PostedMessage | undefined {
  const { channel, ts } = POSTED.exec(externalId)?.groups ?? {};
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}
