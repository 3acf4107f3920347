import { everything, type Finder, type Finding, unclear } from './finding.ts';
import type { Reading } from './reading.ts';
import { wordsOf } from './reading.ts';
import { READ_CHARACTERS } from './tokens.ts';

const INTERJECTION =
  /^(?:(?:ah|oh|um|ok|okay|sorry) )?(?:wait|hold on|hang on|one moment|one second|just a (?:moment|second|minute)|brb|hello|hi|hey|thanks|thank you)\b/;
const LEAD =
  /^(?:it is|it's|its|that is|that's|this is|they are called|it is called|it's called|the answer is|i think it is|i think it's)$/;
const ABBREVIATION = /\b(?:inc|ltd|corp|co|llc|plc|bv|sa|ag|oy|ab|as|pty|pvt|sp|z|o|l|e|v)\.$/i;

/** Words are answered by the words themselves: the whole message, less "it is" and the full stop for a short text. */
export const findText: Finder<'text' | 'long-text'> = (question, reading, { asked }): Finding | undefined => {
  if (!asked) return undefined;
  if (reading.tokens.length < 10 && INTERJECTION.test(wordsOf(reading, 0, 4)))
    return unclear(reading, [everything(reading)]);
  const short = question.kind === 'text' && reading.text.length <= READ_CHARACTERS;
  const from = short ? afterLead(reading) : 0;
  const quote = short ? textFrom(reading, from) : wholeText(reading);
  return quote === '' ? undefined : { kind: 'value', value: quote, quote };
};

function afterLead(reading: Reading): number {
  for (let length = Math.min(4, reading.tokens.length - 1); length > 0; length -= 1) {
    if (LEAD.test(wordsOf(reading, 0, length - 1))) return length;
  }
  return 0;
}

/** From the first to the last kept word, with the marks that belong to them, such as the brackets of "Acme (UK)". */
function textFrom(reading: Reading, from: number): string {
  const start = reading.tokens[from]?.start ?? 0;
  const end = reading.tokens.at(-1)?.end ?? start;
  const text = reading.text.slice(start, end + trailing(reading.text.slice(end, end + 8)));
  return ABBREVIATION.test(text) ? text : text.replace(/[.,;!?]{1,8}$/, '').trimEnd();
}

const trailing = (after: string): number => /^[.)\]+#!%*]{1,3}/.exec(after)?.[0].length ?? 0;

function wholeText(reading: Reading): string {
  // Kept whole, so that the limit of the question is what refuses it, and nothing is cut in silence.
  if (reading.text.length > READ_CHARACTERS) return reading.text.trim();
  const first = reading.tokens[0];
  const last = reading.tokens.at(-1);
  if (first === undefined || last === undefined) return '';
  const before = /^\s*/.exec(reading.text)?.[0].length ?? 0;
  const wholeMessage = !/[\p{L}\p{N}]/u.test(reading.text.slice(before, first.start));
  const after = reading.text.slice(last.end);
  const end = /[\p{L}\p{N}]/u.test(after) ? last.end : reading.text.length;
  return reading.text.slice(wholeMessage ? before : first.start, end).trim();
}
