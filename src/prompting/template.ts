/** What a prompt is given: words, or a list of things that have words. */
export type PromptInput = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>;

const LIST = /\{\{#([a-z]+)\}\}([\s\S]*?)\{\{\/\1\}\}/giu;
const PLACE = /\{\{([a-z]+)\}\}/giu;
const ALONE_IN_TAG = /<([a-z][a-z-]*)(?:\s[^<>]*)?>\{\{([a-z]+)\}\}<\/\1>/giu;
const IN_ATTRIBUTE = /\s[a-z-]+="\{\{([a-z]+)\}\}"/giu;

/** The places of a template: plain ones, and each list with the places of one of its items. */
export interface Places {
  readonly words: readonly string[];
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Places that stand in no tag, where what somebody wrote could pass for our own words. */
  readonly outside: readonly string[];
}

export function placesIn(template: string): Places {
  const lists: Record<string, readonly string[]> = {};
  const rest = template.replace(LIST, (_, list: string, item: string) => {
    lists[list] = namesOf(item, PLACE);
    return '';
  });
  const alone = [...template.matchAll(ALONE_IN_TAG)].map(([, , name]) => name);
  const inTags = new Set<string | undefined>([...alone, ...namesOf(template, IN_ATTRIBUTE)]);
  const everywhere = namesOf(template.replace(/\{\{[#/][a-z]+\}\}/giu, ''), PLACE);
  return { words: namesOf(rest, PLACE), lists, outside: everywhere.filter((name) => !inTags.has(name)) };
}

function namesOf(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];
}

/** Puts the input into its places, escaped, so that no word of it can open or close a tag. */
export function fill(template: string, input: PromptInput): string {
  const words = (name: string, from: PromptInput) => {
    const value = from[name];
    return typeof value === 'string' ? asData(value) : '';
  };
  const withLists = template.replace(LIST, (_, list: string, item: string) => {
    const items = input[list];
    if (typeof items !== 'object') return '';
    // Filled in at once: what an item says is never read as a place.
    return items.map((one) => item.replace(PLACE, (__, name: string) => guarded(words(name, one)))).join('');
  });
  return withLists.replace(PLACE, (_, name: string) => guarded(words(name, input))).replaceAll(GUARD, '{');
}

/** Braces in somebody's words are kept apart from ours until all places are filled. */
const GUARD = '\uE000';
const guarded = (text: string): string => text.replaceAll('{', GUARD);

/** Characters that nobody sees but a model reads: controls, bidirectional marks, zero-width and tag characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

function asData(text: string): string {
  return text
    .replace(UNSEEN, (character) => (character === '\n' ? '\n' : ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
