import type { Reading } from './reading.ts';
import { wordsOf } from './reading.ts';

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const LEAD =
  /^(?:(?:i'd|i'll|i|we'd|let's|would|say|take|choose|pick|go|with|for|the|options?|numbers?|choices?|answers?|both|please) )+/;
const TRAIL = /(?: (?:please|ones?|options?|choices?|thanks))+$/;

/** The places (from 0) of the options meant by "2", "the second one", "option b" or "1 and 3"; undefined for other words. */
export function chosenPlaces(reading: Reading, optionCount: number): readonly number[] | undefined {
  if (reading.tokens.length === 0 || reading.tokens.length > 16) return undefined;
  const words = wordsOf(reading);
  const pieces = words
    .replace(LEAD, '')
    .replace(TRAIL, '')
    .split(/ and | or | /);
  const named = /\b(?:option|choice|answer)s? /.test(words);
  const places = pieces.map((piece) => placeOf(piece, optionCount, named || pieces.length === words.split(' ').length));
  return places.every((place) => place !== undefined) && places.length > 0 ? places : undefined;
}

function placeOf(piece: string, optionCount: number, letters: boolean): number | undefined {
  if (/^\d{1,2}$/.test(piece)) return Number(piece) - 1;
  if (/^\d{1,2}(?:st|nd|rd|th)$/.test(piece)) return Number.parseInt(piece, 10) - 1;
  if (piece === 'last') return optionCount - 1;
  if (letters && /^[a-z]$/.test(piece)) return piece.charCodeAt(0) - 97;
  const ordinal = ORDINALS.indexOf(piece);
  return ordinal < 0 ? undefined : ordinal;
}
