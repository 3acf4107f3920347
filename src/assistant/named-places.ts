import { readReferences } from '../knowledge/references.ts';
import type { IdExists } from './every-id.ts';

/** The last ones that Regulation (EU) 2024/1689 has: https://eur-lex.europa.eu/eli/reg/2024/1689/oj */
const ARTICLES = 113;
const ANNEXES = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII'];
const RECITALS = 180;

const NUMBERS = String.raw`(\d{1,3}[a-z]?(?:\(\d{1,2}[a-z]?\))*(?:\s*(?:,|and|or|to|&|[-–])\s*\d{1,3}(?:\(\d{1,2}[a-z]?\))*)*)`;
const ARTICLE = new RegExp(String.raw`\bart(?:icles?|s?\.)\s*${NUMBERS}`, 'giu');
const RECITAL = new RegExp(String.raw`\brecitals?\s*${NUMBERS}`, 'giu');
const ANNEX = /\bannex(?:es)?\s+([A-D]|[IVX]+)\b/giu;
const FUNCTION = /\b(govern|map|measure|manage)[\s-]+(\d(?:\.\d{1,2})?)\b/giu;

/** Every place of a standard or law that a text names, one key for each: `6.1.4`, `A.5.2`, `article 26(9)`, `annex III`. */
export function placesNamed(text: string): readonly string[] {
  const references = readReferences(text).references.flatMap(({ id, named }) => (named ? [id] : []));
  return [...references, ...otherPlaces(text)];
}

/** The same with the bare numbers that may be places as well. */
export function placesSaid(text: string): readonly string[] {
  return [...readReferences(text).references.map(({ id }) => id), ...otherPlaces(text)];
}

function otherPlaces(text: string): readonly string[] {
  const numbered = (pattern: RegExp, name: string) =>
    [...text.matchAll(pattern)].flatMap(([, list = '']) =>
      (list.match(/\d+[a-z]?(?:\([^)]*\))*/giu) ?? []).map((number) => `${name} ${number.toLowerCase()}`),
    );
  return [
    ...numbered(ARTICLE, 'article'),
    ...numbered(RECITAL, 'recital'),
    ...[...text.matchAll(ANNEX)].map(([, annex = '']) => `annex ${annex.toUpperCase()}`),
    ...[...text.matchAll(FUNCTION)].map(([, name = '', number = '']) => `${name.toLowerCase()} ${number}`),
  ];
}

/** Whether two lists of places speak of different ones: two articles, two annexes, two clauses. */
export function areOthers(named: readonly string[], places: readonly string[]): boolean {
  return (
    named.length > 0 &&
    [...new Set(named.map(kindOf))].some((kind) => {
      const [mine, theirs] = [named, places].map((list) => list.filter((place) => kindOf(place) === kind));
      return (
        theirs !== undefined && theirs.length > 0 && !theirs.some((place) => mine?.some((one) => isWithin(place, one)))
      );
    })
  );
}

/** `article`, `annex`, `recital`, a function of NIST, or `standard`. */
function kindOf(place: string): string {
  const [kind = '', number = ''] = place.split(' ');
  return number === '' ? 'standard' : kind;
}

/** Article 26(9) is within Article 26, and speaks of it. */
function isWithin(place: string, other: string): boolean {
  return place === other || place.startsWith(`${other}(`) || other.startsWith(`${place}(`);
}

/** The text without the places that it names, which are compared as such. */
export function withoutPlaces(text: string): string {
  return [ARTICLE, RECITAL, ANNEX, FUNCTION].reduce(
    (rest, pattern) => rest.replace(pattern, ' '),
    readReferences(text).rest,
  );
}

/** Whether a place is one of those that there are. NIST's are only known from our own passages. */
export function placeExists(place: string, isClauseOrControl: IdExists): boolean {
  const [kind = '', number = ''] = place.split(' ');
  if (kind === 'article') return within(number, ARTICLES);
  if (kind === 'recital') return within(number, RECITALS);
  if (kind === 'annex') return ANNEXES.includes(number) || ['A', 'B', 'C', 'D'].includes(number);
  return number !== '' || isClauseOrControl(place);
}

function within(number: string, last: number): boolean {
  const value = Number.parseInt(number, 10);
  return value >= 1 && value <= last;
}

/** The place that a passage is about, by its id: `eu-ai-act:art-26` is Article 26. */
export function placesOfPassage(id: string): readonly string[] {
  const [source = '', local = ''] = id.split(':', 2);
  if (source === 'iso42001') return local.startsWith('A.') ? [local, 'annex A'] : [local];
  const [, kind = '', number = ''] = /^(art(?:icle)?|annex|recital|govern|map|measure|manage)-(.+)$/u.exec(local) ?? [];
  if (kind === '') return [];
  if (kind === 'annex') return [`annex ${number.toUpperCase()}`];
  return [`${kind.startsWith('art') ? 'article' : kind} ${number}`];
}
