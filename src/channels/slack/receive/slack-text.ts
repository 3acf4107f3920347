/** Names of people mentioned in a text, by their Slack ids. */
export type NameOf = (user: string) => string | undefined;

const SPECIAL = /<([^<>]*)>/g;
const MENTION = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/g;

/** The people whom a text mentions. */
export function mentionedIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, user = '']) => user))];
}

/**
 * What a person typed, out of what Slack made of it: mentions by name, links as they were written, and the three
 * characters that Slack escapes: https://docs.slack.dev/messaging/formatting-message-text
 */
export function readSlackText(text: string, nameOf: NameOf): string {
  return text
    .replace(SPECIAL, (_whole, inner: string) => special(inner, nameOf))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The same without the mention of Steward itself, which only says whom the words are for. */
export function withoutMention(text: string, botUser: string): string {
  return text.replaceAll(new RegExp(`\\s*<@${botUser}(?:\\|[^<>]*)?>[,:]?`, 'g'), '').trim();
}

function special(inner: string, nameOf: NameOf): string {
  const [reference = '', label] = inner.split('|', 2);
  if (reference.startsWith('@')) return `@${nameOf(reference.slice(1)) ?? label ?? reference.slice(1)}`;
  if (reference.startsWith('#')) return `#${label || reference.slice(1)}`;
  if (reference.startsWith('!')) return label || `@${reference.slice(1).split('^', 1)[0]}`;
  const address = reference.replace(/^mailto:/, '');
  if (label === undefined || address.replace(/^https?:\/\//, '').replace(/\/$/, '') === label) return label ?? address;
  return label === address ? label : `${label} (${address})`;
}
