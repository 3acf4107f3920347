import { type Catalogue, type Named, nameKey, nearName } from './catalogue.ts';
import type { Reading, Span } from './reading.ts';
import type { Token } from './tokens.ts';

export interface SystemMatch extends Span {
  /** The products that the words can mean, by their canonical names; more than one when the name is shared. */
  readonly names: readonly string[];
  readonly negated: boolean;
  readonly considered: boolean;
  /** Stands right after "use", "with", "called" and the like. */
  readonly inUse: boolean;
  readonly known: boolean;
}

const USE = new Set(
  'use uses using used try trying tried adopt adopting buy buying introduce introducing called named declare declaring register registering rollout deploy deploying deployed testing pilot piloting via'.split(
    ' ',
  ),
);
const TOOL_BEFORE = new Set(
  'with in into like want need called tool app application product software system assistant'.split(' '),
);
const TOOL_AFTER = new Set(
  'ai app application editor tool plugin extension assistant bot chatbot software licence license subscription account copilot ide model api'.split(
    ' ',
  ),
);
const FOLLOWS = new Set(
  'to for in on with and or as at from by until since instead when if because today now but not'.split(' '),
);
const ARTICLES = new Set('the a an our my this that their'.split(' '));

/** Every product named in the text, by the catalogues in turn: the organisation's register before the shipped list. */
export function matchSystems(
  reading: Reading,
  catalogues: readonly Catalogue[],
  asked: boolean,
): readonly SystemMatch[] {
  const matches: SystemMatch[] = [];
  let index = 0;
  while (index < reading.tokens.length) {
    const match = longestName(reading, catalogues, index, asked);
    if (match === undefined) index += 1;
    else {
      matches.push(match);
      index = match.to + 1;
    }
  }
  return matches;
}

function longestName(
  reading: Reading,
  catalogues: readonly Catalogue[],
  from: number,
  asked: boolean,
): SystemMatch | undefined {
  const first = reading.tokens[from];
  if (first === undefined || first.kind === 'email' || first.kind === 'handle') return undefined;
  const most = Math.max(...catalogues.map((catalogue) => catalogue.longest));
  const keys: string[] = [];
  let key = '';
  for (let to = from; to < Math.min(reading.tokens.length, from + most); to += 1) {
    const token = reading.tokens[to];
    if (token === undefined || (to > from && token.before !== 'none' && token.before !== 'joint')) break;
    key += token.word;
    keys.push(key);
  }
  for (let length = keys.length; length > 0; length -= 1) {
    const span = { from, to: from + length - 1 };
    const named = namedBy(reading, catalogues, keys[length - 1] ?? '', span, asked);
    if (named.length > 0)
      return systemMatch(
        reading,
        span,
        named.map((entry) => entry.product.name),
        true,
      );
  }
  return undefined;
}

function namedBy(
  reading: Reading,
  catalogues: readonly Catalogue[],
  key: string,
  span: Span,
  asked: boolean,
): readonly Named[] {
  const tool = asked || namesTool(reading, span);
  for (const catalogue of catalogues) {
    const exact = (catalogue.byName.get(key) ?? []).filter((entry) => tool || !entry.ambiguous);
    if (exact.length > 0) return exact;
  }
  if (!tool || span.to - span.from > 1) return [];
  for (const catalogue of catalogues) {
    const near = nearName(catalogue, key);
    if (near.length > 0) return near;
  }
  return [];
}

/** The words around it say that a tool is meant: "use Cursor for", "the Cursor editor", never "use the cursor". */
function namesTool(reading: Reading, span: Span): boolean {
  const before = reading.tokens[span.from - 1];
  const first = reading.tokens[span.from];
  const after = reading.tokens[span.to + 1];
  const follows =
    after === undefined || after.before !== 'none' || FOLLOWS.has(after.word) || TOOL_AFTER.has(after.word);
  const capital = startsCapital(first) && before !== undefined && first?.before !== 'stop';
  if (after !== undefined && after.before === 'none' && TOOL_AFTER.has(after.word) && startsCapital(first)) return true;
  if (before === undefined) return false;
  if (USE.has(before.word) && first?.before === 'none') return follows || capital;
  return capital && follows && TOOL_BEFORE.has(before.word);
}

const startsCapital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.raw);

function systemMatch(reading: Reading, span: Span, names: readonly string[], known: boolean): SystemMatch {
  const before = reading.tokens[span.from - 1]?.word ?? '';
  const earlier = ARTICLES.has(before) ? (reading.tokens[span.from - 2]?.word ?? '') : before;
  return {
    ...span,
    names: [...new Set(names)],
    negated: reading.negated[span.from] === true,
    considered: reading.considered[span.from] === true,
    inUse: USE.has(earlier) || earlier === 'declare',
    known,
  };
}

const NOT_NAMES = new Set(
  'i ai ml llm llms gpt api pdf pdfs csv cv cvs hr it excel word iso gdpr gmbh personal customer client source public monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december english german french italian spanish dutch european american british germany france'.split(
    ' ',
  ),
);
const NAME_WORDS_MOST = 4;

/** A name that no list knows: capitalised or quoted words right after "use", "try", "a tool called" and the like. */
export function matchUnknownSystem(reading: Reading): SystemMatch | undefined {
  for (let index = 1; index < reading.tokens.length; index += 1) {
    const before = reading.tokens[index - 1];
    const token = reading.tokens[index];
    if (before === undefined || token === undefined || !USE.has(before.word) || token.before === 'stop') continue;
    const start = nameStart(reading, index);
    const span = quotedFrom(reading, start) ?? capitalsFrom(reading, start);
    if (span === undefined) continue;
    const name = reading.text.slice(reading.tokens[span.from]?.start ?? 0, reading.tokens[span.to]?.end ?? 0);
    return systemMatch(reading, span, [name], false);
  }
  return undefined;
}

/** After "the tool", "an app called" and the like. */
function nameStart(reading: Reading, index: number): number {
  let at = index;
  const isLead = (token: Token | undefined): boolean =>
    token !== undefined &&
    !startsCapital(token) &&
    (ARTICLES.has(token.word) || TOOL_BEFORE.has(token.word) || /^(?:platform|service|called|named)$/.test(token.word));
  while (at < index + 3 && isLead(reading.tokens[at])) at += 1;
  return at;
}

function quotedFrom(reading: Reading, from: number): Span | undefined {
  const first = reading.tokens[from];
  if (first === undefined || !/["“”„«]$/.test(reading.text.slice(Math.max(0, first.start - 1), first.start)))
    return undefined;
  for (let to = from; to < Math.min(reading.tokens.length, from + 8); to += 1) {
    const end = reading.tokens[to]?.end ?? 0;
    if (/^["“”»]/.test(reading.text.slice(end, end + 1))) return { from, to };
  }
  return undefined;
}

function capitalsFrom(reading: Reading, from: number): Span | undefined {
  let to = from - 1;
  for (let at = from; at < Math.min(reading.tokens.length, from + NAME_WORDS_MOST); at += 1) {
    const token = reading.tokens[at];
    if (token === undefined || token.kind !== 'word') break;
    if (at > from && token.before !== 'none' && token.before !== 'joint') break;
    const joined = at > from && token.before === 'joint';
    const number = at > from && /^\p{N}/u.test(token.raw);
    if (!startsCapital(token) && !joined && !number) break;
    to = at;
  }
  if (to < from) return undefined;
  const words = reading.tokens.slice(from, to + 1);
  if (words.every((token) => NOT_NAMES.has(token.word)) || words.some((token) => token.word === "i'm"))
    return undefined;
  const after = reading.tokens[to + 1];
  const follows =
    after === undefined || after.before !== 'none' || FOLLOWS.has(after.word) || TOOL_AFTER.has(after.word);
  return follows || words.length > 1 ? { from, to } : undefined;
}

/** The whole answer as a name, for the question which tool it is: no more than a few words, nothing denied. */
export function answeredName(reading: Reading): SystemMatch | undefined {
  let from = 0;
  const lead =
    /^(?:it is|it's|its|that is|that's|this is|we use|i use|we are using|using|use|called|named|the tool is|the name is)$/;
  for (let length = Math.min(4, reading.tokens.length - 1); length > 0; length -= 1) {
    const words = reading.tokens.slice(0, length).map((token) => token.word);
    if (lead.test(words.join(' '))) {
      from = length;
      break;
    }
  }
  if (ARTICLES.has(reading.tokens[from]?.word ?? '') && reading.tokens.length > from + 1) from += 1;
  const span = { from, to: reading.tokens.length - 1 };
  const first = reading.tokens[from];
  if (first === undefined || span.to - from >= 6 || first.kind === 'email') return undefined;
  if (reading.tokens.some((token, index) => index > 0 && (token.before === 'stop' || token.before === 'comma')))
    return undefined;
  if (reading.negated.includes(true) || reading.considered.includes(true)) return undefined;
  const name = reading.text.slice(first.start, reading.tokens[span.to]?.end ?? 0);
  return /^[\p{L}\p{N}]/u.test(name) && nameKey(name).length > 1
    ? systemMatch(reading, span, [name], false)
    : undefined;
}
