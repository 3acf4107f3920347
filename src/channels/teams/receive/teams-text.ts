import type { Activity, Mention } from './activity.ts';

const MENTION = /<at(?:\s[^>]*)?>(?<name>.*?)<\/at>/gsu;

/** What a person typed: without the mention of Steward, which only says whom the words are for, and others by name. */
export function readTeamsText({
  text,
  entities,
  recipient,
}: Pick<Activity, 'text' | 'entities' | 'recipient'>): string {
  const own = entities.filter(({ mentioned }) => mentioned.id === recipient.id);
  const names = own.flatMap(namesIn);
  let unnamed = own.filter((mention) => namesIn(mention).length === 0).length;
  const typed = (text ?? '').replace(MENTION, (_whole, name: string) => {
    if (names.includes(name)) return '';
    if (unnamed > 0) {
      unnamed -= 1;
      return '';
    }
    return `@${name}`;
  });
  return typed.replaceAll('\u00a0', ' ').trim();
}

function namesIn({ text, mentioned }: Mention): readonly string[] {
  const inText = [...(text ?? '').matchAll(MENTION)].map(({ groups }) => groups?.name ?? '');
  return inText.length > 0 ? inText : mentioned.name ? [mentioned.name] : [];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The words of a message as Teams keeps it. What is left is only text, whatever the markup was. */
export function htmlToText(html: string): string {
  return html
    .replaceAll(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/giu, '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&(?:#(?<decimal>\d{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>[a-z]{2,4}));/giu, decoded)
    .replaceAll(/[ \t\u00a0]+/gu, ' ')
    .replaceAll(/ ?\n ?(?:\s*\n)?/gu, '\n')
    .trim();
}

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
