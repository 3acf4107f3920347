import { COUNTRIES } from '../countries.ts';
import type { Reading, Span } from './reading.ts';
import { plain, type Token } from './tokens.ts';

const OTHER_NAMES: Readonly<Record<string, string>> = {
  'u k': 'gb',
  us: 'us',
  'u s': 'us',
  'u s a': 'us',
  deutschland: 'de',
  espana: 'es',
  italia: 'it',
  osterreich: 'at',
  schweiz: 'ch',
  suisse: 'ch',
  polska: 'pl',
  brasil: 'br',
};
/** Adjectives tell where something stands only before words such as "office". */
const ADJECTIVES: Readonly<Record<string, string>> = {
  german: 'de',
  french: 'fr',
  british: 'gb',
  english: 'gb',
  american: 'us',
  dutch: 'nl',
  belgian: 'be',
  austrian: 'at',
  swiss: 'ch',
  italian: 'it',
  spanish: 'es',
  portuguese: 'pt',
  polish: 'pl',
  czech: 'cz',
  danish: 'dk',
  swedish: 'se',
  norwegian: 'no',
  finnish: 'fi',
  irish: 'ie',
  japanese: 'jp',
  chinese: 'cn',
  indian: 'in',
  canadian: 'ca',
  australian: 'au',
  brazilian: 'br',
  greek: 'gr',
  hungarian: 'hu',
  romanian: 'ro',
};
const PLACES = new Set(
  'office offices team branch branches subsidiary subsidiaries site sites entity plant division market'.split(' '),
);
const GROUPS: Readonly<Record<string, string>> = { dach: 'de at ch', benelux: 'be nl lu', baltics: 'ee lv lt' };
const EUROPEAN_UNION = 'at be bg hr cy cz de dk ee es fi fr gr hu ie it lt lu lv mt nl pl pt ro se si sk'.split(' ');
const VAGUE: Readonly<Record<string, readonly string[]>> = {
  eu: EUROPEAN_UNION,
  'european union': EUROPEAN_UNION,
  eea: [],
  europe: [],
  worldwide: [],
  everywhere: [],
  globally: [],
  asia: [],
  africa: [],
  nordics: [],
  scandinavia: [],
};
/** Names that are first names or other words as well. */
const DOUBTFUL = new Set('jordan chad georgia israel states america us korea congo'.split(' '));
const PLACE_WORDS = new Set('in from across within throughout inside'.split(' '));

interface CountryMatch extends Span {
  readonly codes: readonly string[];
  /** The words name a region without saying which of its countries. */
  readonly vague: boolean;
  readonly negated: boolean;
}

interface Place {
  readonly codes: readonly string[];
  readonly vague: boolean;
}

const key = (name: string): string =>
  (plain(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !['the', 'and'].includes(word)).join(' ');

function placesByName(): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { id, name, synonyms } of COUNTRIES) {
    for (const words of [name, ...synonyms]) places.set(key(words), { codes: [id], vague: false });
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) places.set(name, { codes: [code], vague: false });
  for (const [name, codes] of Object.entries(GROUPS)) places.set(name, { codes: codes.split(' '), vague: false });
  for (const [name, codes] of Object.entries(VAGUE)) places.set(name, { codes, vague: true });
  return places;
}

const PLACES_BY_NAME = placesByName();
const ADJECTIVE_CODES = new Map(Object.entries(ADJECTIVES));
const CODE_SET = new Set(COUNTRIES.map((country) => country.id));
const NAME_WORDS_MOST = 5;

/** Countries as places: after "in" or "from", or anywhere when the countries were asked for. */
export function matchCountries(reading: Reading, asked: boolean): readonly CountryMatch[] {
  const codesOnly = asked && onlyCodes(reading);
  const matches: CountryMatch[] = [];
  let listed = false;
  let index = 0;
  while (index < reading.tokens.length) {
    const token = reading.tokens[index];
    if (token === undefined) break;
    const placed: boolean = (listed && token.before !== 'stop') || previousIsPlace(reading, index);
    const found = placeAt(reading, index, asked, placed, codesOnly);
    listed = found !== undefined || PLACE_WORDS.has(token.word) || (placed && isLead(token));
    if (found === undefined) {
      index += 1;
      continue;
    }
    const negated = reading.negated[index] === true;
    matches.push({
      from: index,
      to: found.to,
      codes: found.place.codes,
      vague: found.place.vague || reading.considered[index] === true,
      negated,
    });
    index = found.to + 1;
  }
  return matches;
}

const isLead = (token: Token): boolean => ['the', 'and', 'or', 'both'].includes(token.word);
function previousIsPlace(reading: Reading, index: number): boolean {
  const before = reading.tokens[index - 1]?.word ?? '';
  return PLACE_WORDS.has(before) || (before === 'the' && PLACE_WORDS.has(reading.tokens[index - 2]?.word ?? ''));
}

function placeAt(
  reading: Reading,
  from: number,
  asked: boolean,
  placed: boolean,
  codesOnly: boolean,
): { readonly to: number; readonly place: Place } | undefined {
  const first = reading.tokens[from];
  if (first === undefined || first.kind !== 'word') return undefined;
  for (let length = NAME_WORDS_MOST; length > 0; length -= 1) {
    const words = reading.tokens.slice(from, from + length);
    if (
      words.length < length ||
      words.some((token, at) => at > 0 && token.before !== 'none' && token.before !== 'joint')
    )
      continue;
    const name = words.map((token) => token.word).filter((word) => word !== 'and' && word !== 'the');
    if (name.length === 0 || first.word === 'and' || first.word === 'the') break;
    const last = words.at(-1)?.word;
    if (last === 'and' || last === 'the') continue;
    const joined = name.join(' ');
    const place = PLACES_BY_NAME.get(joined);
    const capital = /^\p{Lu}/u.test(first.raw);
    if (
      place !== undefined &&
      (placed || (asked && (capital || !DOUBTFUL.has(joined)))) &&
      (capital || joined.length > 2) &&
      !modifies(reading, from + length, joined)
    ) {
      if (joined !== 'us' || first.raw !== 'us') return { to: from + length - 1, place };
    }
  }
  return codeAt(reading, from, asked, codesOnly) ?? adjectiveAt(reading, from, asked);
}

/** "Germany clients": a place right before what is not a place says nothing about where. */
const modifies = (reading: Reading, next: number, name: string): boolean =>
  DOUBTFUL.has(name) && /^(?:checks|is|says|will|does|and i)$/.test(reading.tokens[next]?.word ?? '');

function codeAt(
  reading: Reading,
  from: number,
  asked: boolean,
  codesOnly: boolean,
): { readonly to: number; readonly place: Place } | undefined {
  const token = reading.tokens[from];
  if (!asked || !codesOnly || token === undefined || !CODE_SET.has(token.word)) return undefined;
  if (/^(?:in|and|or|the)$/.test(token.raw)) return undefined;
  return { to: from, place: { codes: [token.word], vague: false } };
}

/** "DE and FR": nothing but codes, so that the IT of "IT department" is not Italy and a bare "no" is not Norway. */
function onlyCodes(reading: Reading): boolean {
  const words = reading.tokens.filter(
    (token) => !['and', 'or', 'the', 'in'].includes(token.word) || /^\p{Lu}/u.test(token.raw),
  );
  const isCode = (token: Token): boolean => CODE_SET.has(token.word) || PLACES_BY_NAME.has(token.word);
  if (words.length === 0 || !words.every(isCode)) return false;
  return !(
    words.length === 1 &&
    ['no', 'me', 'so', 'is', 'in', 'it', 'to', 'my', 'do', 'as', 'at', 'am', 'be', 'by'].includes(words[0]?.word ?? '')
  );
}

function adjectiveAt(
  reading: Reading,
  from: number,
  asked: boolean,
): { readonly to: number; readonly place: Place } | undefined {
  const code = ADJECTIVE_CODES.get(reading.tokens[from]?.word ?? '');
  if (!asked || code === undefined || !PLACES.has(reading.tokens[from + 1]?.word ?? '')) return undefined;
  return { to: from + 1, place: { codes: [code], vague: false } };
}
