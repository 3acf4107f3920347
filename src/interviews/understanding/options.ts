import { isFiller, isGeneric, type OptionQuestion, type Phrase, type Vocabulary } from './phrases.ts';
import { overlap, type Reading, type Span } from './reading.ts';
import { stem } from './stem.ts';

export interface OptionMatch extends Span {
  readonly optionIds: readonly string[];
  readonly negated: boolean;
  readonly considered: boolean;
  /** How many words of a phrase it rests on. */
  readonly strength: number;
  readonly isDeed: boolean;
}

/** The telling words of a reading (articles and the like left out), with the places of each stem. */
interface Index {
  readonly places: readonly number[];
  readonly stems: readonly string[];
  readonly byStem: ReadonlyMap<string, readonly number[]>;
}

const indexes = new WeakMap<Reading, { readonly vocabulary: Vocabulary; readonly index: Index }>();

function indexOf(reading: Reading, vocabulary: Vocabulary): Index {
  const known = indexes.get(reading);
  if (known?.vocabulary === vocabulary) return known.index;
  const places: number[] = [];
  const stems: string[] = [];
  const byStem = new Map<string, number[]>();
  reading.tokens.forEach((token, place) => {
    if (isFiller(token)) return;
    const meant = vocabulary.words.has(token.word) ? undefined : vocabulary.near.find(token.word);
    const known = meant === undefined ? token.stem : stem(meant);
    const at = stems.push(known) - 1;
    places.push(place);
    const list = byStem.get(known);
    if (list === undefined) byStem.set(known, [at]);
    else list.push(at);
  });
  const index = { places, stems, byStem };
  indexes.set(reading, { vocabulary, index });
  return index;
}

/**
 * All options that the words of the reading name, the longest phrase first where phrases overlap. When the question was
 * not asked, only words that speak for themselves count; and of the questions with many options only those about data:
 * a checklist that was read out of a remark would be confirmed without having been seen.
 */
export function matchOptions(
  question: OptionQuestion,
  reading: Reading,
  vocabulary: Vocabulary,
  asked: boolean,
): readonly OptionMatch[] {
  const phrases = vocabulary.phrases.get(question.id) ?? [];
  if (!asked && question.kind === 'many-of' && !phrases.some((phrase) => phrase.isData)) return [];
  const isPurpose = vocabulary.purpose === question.id;
  const slack = question.kind === 'many-of' ? 1 : asked ? 2 : isPurpose ? 1 : undefined;
  const index = indexOf(reading, vocabulary);
  const matches: OptionMatch[] = [];
  for (const phrase of phrases) {
    for (const span of spansOf(phrase, index, reading, slack)) {
      if (crossesSentence(reading, span) || !(asked || standsAlone(phrase, reading, span, isPurpose))) continue;
      matches.push({
        ...span,
        optionIds: phrase.optionIds,
        strength: phrase.stems.length,
        isDeed: phrase.isDeed,
        negated: !phrase.denies && anyIn(reading.negated, span),
        considered: anyIn(reading.considered, span),
      });
    }
  }
  return strongest(matches);
}

/** Whether the words mean the option without its question: "my team" does, "the team" may be any team. */
function standsAlone(phrase: Phrase, reading: Reading, span: Span, isPurpose: boolean): boolean {
  if (phrase.exactly !== undefined && phrase.exactly !== reading.tokens[span.from]?.word) return false;
  if (phrase.stems.length > 1) return true;
  const before = reading.tokens[span.from - 1]?.word ?? '';
  if (phrase.possessed && (before === 'my' || before === 'our')) return true;
  if (phrase.isData) return !isGeneric(reading.tokens[span.from]);
  if (phrase.weak) return false;
  if (!isPurpose) return false;
  const leading = reading.tokens.slice(Math.max(0, span.from - 3), span.from + 1);
  const broken = leading.findLastIndex((token, at) => at > 0 && token.before !== 'none');
  return leading.slice(Math.max(0, broken), -1).some((token) => /^(?:to|for|as)$/.test(token.word));
}

/** @param slack how many telling words may stand between ("transcribe all our calls"); without it they stand together. */
function* spansOf(phrase: Phrase, index: Index, reading: Reading, slack: number | undefined): Generator<Span> {
  const [first] = phrase.stems;
  if (first === undefined || !phrase.stems.every((word) => index.byStem.has(word))) return;
  const loose = phrase.stems.length > 1 && !phrase.denies;
  const anchor = rarest(phrase.stems, index);
  const offset = phrase.stems.indexOf(anchor);
  for (const at of index.byStem.get(anchor) ?? []) {
    const exact = phrase.stems.every((word, place) => index.stems[at - offset + place] === word);
    const exactSpan = { from: at - offset, to: at - offset + phrase.stems.length - 1 };
    const span = exact
      ? exactSpan
      : loose && slack !== undefined
        ? around(phrase, index, reading, at, slack)
        : undefined;
    const from = span && index.places[span.from];
    const to = span && index.places[span.to];
    if (from !== undefined && to !== undefined) yield { from, to };
  }
}

function rarest(stems: readonly string[], index: Index): string {
  const frequency = (word: string): number => index.byStem.get(word)?.length ?? 0;
  return stems.reduce((best, word) => (frequency(word) < frequency(best) ? word : best));
}

const PREPOSITIONS = new Set('of from with by'.split(' '));

/**
 * The words of the phrase around a place: two words in their order, or turned round a preposition ("calls with clients"
 * for "client calls", but not "records the clients" for "client records"); three and more in any order.
 */
function around(phrase: Phrase, index: Index, reading: Reading, at: number, slack: number): Span | undefined {
  const reach = phrase.stems.length - 1 + slack;
  const taken: number[] = [];
  for (const word of phrase.stems) {
    const place = word === index.stems[at] ? at : nearest(word, index, at, reach);
    if (place === undefined) return undefined;
    taken.push(place);
  }
  const from = Math.min(...taken);
  const to = Math.max(...taken);
  if (to - from > reach || new Set(taken).size < taken.length) return undefined;
  const turned = phrase.stems.length === 2 && taken[0] === to;
  return turned && !prepositionIn(reading, index.places[from] ?? 0, index.places[to] ?? 0) ? undefined : { from, to };
}

function prepositionIn(reading: Reading, from: number, to: number): boolean {
  return reading.tokens.slice(from + 1, to).some((token) => PREPOSITIONS.has(token.word));
}

function nearest(word: string, index: Index, at: number, reach: number): number | undefined {
  for (let distance = 1; distance <= reach; distance += 1) {
    if (index.stems[at + distance] === word) return at + distance;
    if (index.stems[at - distance] === word) return at - distance;
  }
  return undefined;
}

function crossesSentence(reading: Reading, span: Span): boolean {
  for (let at = span.from + 1; at <= span.to; at += 1) {
    const gap = reading.tokens[at]?.before;
    if (gap === 'stop' || gap === 'break' || gap === 'comma') return true;
  }
  return false;
}

function anyIn(flags: readonly boolean[], span: Span): boolean {
  for (let at = span.from; at <= span.to; at += 1) if (flags[at] === true) return true;
  return false;
}

/** Of overlapping matches the one with more words, then the tighter one; equals all stay and are ambiguous. */
function strongest(matches: readonly OptionMatch[]): readonly OptionMatch[] {
  const length = (match: Span): number => match.to - match.from;
  const ordered = [...matches].sort((a, b) => b.strength - a.strength || length(a) - length(b) || a.from - b.from);
  const kept: OptionMatch[] = [];
  const owner: (OptionMatch | undefined)[] = [];
  for (const match of ordered) {
    let rival: OptionMatch | undefined;
    for (let at = match.from; at <= match.to; at += 1) rival ??= owner[at];
    if (rival !== undefined && (rival.strength > match.strength || length(rival) < length(match))) continue;
    if (rival !== undefined && !overlap(rival, match)) continue;
    kept.push(match);
    for (let at = match.from; at <= match.to; at += 1) owner[at] ??= match;
  }
  return kept.sort((a, b) => a.from - b.from);
}
