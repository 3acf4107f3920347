import { type Reading, read, wordsOf } from '../understanding/reading.ts';
import { asksSomething, part } from '../understanding/sentences.ts';
import { quoteOf } from '../understanding/tokens.ts';
import { type DescribedPart, isLabelled, placeOf, unwrapped } from './described.ts';

/** A sentence that tells how the described system is. */
export interface ToldSentence {
  readonly reading: Reading;
  /** Its words in small letters, one space between. */
  readonly words: string;
  /** Verbatim. */
  readonly text: string;
  readonly place: string;
  /** What it answers, where it stands in a form: "Owner: …", "Can a customer object? Yes, …". */
  readonly labelled?: { readonly label: string; readonly answer: Reading };
  /** Its number in the whole description. */
  readonly at: number;
}

/** Only thought of, or left open. */
const CONSIDERED =
  /\b(?:maybe|perhaps|possibly|probably|presumably|might|not sure|unsure|unclear|undecided|not decided|nothing is decided|it depends|depends on|could be|if we ever|if it is ever|thinking (?:of|about)|thinks about|may follow|to be (?:decided|discussed|clarified)|has been chosen|sceptical|did not agree|would like to (?:score|see)|do(?:es)? not exist|is not considered|toying with|an idea|i (?:do not|don't) (?:think|know)|we (?:do not|don't) know|i guess|later version|on the roadmap|future release|in 20(?:2[7-9]|3\d) we (?:intend|plan|want))\b/;
/** About something other than the described system. */
const ELSEWHERE =
  /\b(?:(?:our|a|the) competitors?|competitors? (?:in|uses?|still|also|do|does|have)|another (?:team|project|system|department|company)|(?:separate|different|old|previous|earlier|other) (?:\w+ )?(?:project|system|tool|team|model|pilot)s?|not part of|not our business|not what this is about|is not what|the (?:data|sales|hr|talent|marketing|finance|it|legal|design) team (?:is|are|uses?|wants?|plans?|thinks?)|and sales are|freelancers|do not buy|we looked at|we considered|we (?:tried|stopped|abandoned|evaluated)|stopped it|was (?:switched off|stopped|retired|abandoned|replaced)|it had|had processed|is described in|confus(?:ing|e)|in 20(?:0\d|1\d|2[0-4]) we|before we talk|(?:we|they) used to|no successor|trust us|customers save)\b/;
/** Goes on about what the sentence before spoke of. */
const GOES_ON = /^(?:it|its|they|their|this|that|these|those|he|she|there)\b/;
/** Headings under which nothing is said about the system as it is. */
const ASIDE_HEADING =
  /\b(?:other (?:projects?|systems?)|neighbou?ring|related (?:systems?|projects?)|plans?|planned changes|roadmap|outlook|history|background|alternatives?|out of scope|future)\b/i;
/** "Data not used: …" */
const DENYING_LABEL = /\b(?:not|no|never|without|excluded|forbidden|prohibited)\b(?!.*\?$)/i;
/** "Could I use X for Y?" asks for leave and tells the use. */
const ASKS_LEAVE =
  /^(?:(?:hi|hello|hey|please|so) )*(?:could|can|may) (?:i|we) (?:please )?(?:use|try|introduce|get)\b/;

/** What the system is not for: it speaks of other people, data and uses than its own. */
export const LIMITS = /\b(?:must not be used|may not be used|shall not be used|is not (?:meant|intended) for)\b/;

/** The sentences that tell something of the system itself: no questions, nothing only considered, nothing about others. */
export function sentencesTold(parts: readonly DescribedPart[]): readonly ToldSentence[] {
  let at = 0;
  return parts.flatMap((described, index) => {
    const aside = described.headings.some((heading) => ASIDE_HEADING.test(heading));
    const place = placeOf(described, index);
    let elsewhere = false;
    let asked: string | undefined;
    return sentencesIn(described.text).flatMap((text): readonly ToldSentence[] => {
      if (at >= MOST_SENTENCES) return [];
      const reading = read(text);
      const words = wordsOf(reading);
      const labelled = answered(asked, reading) ?? afterLabel(reading);
      const asks = !labelled && !ASKS_LEAVE.test(words) && asksSomething(reading, 0, reading.tokens.length - 1);
      elsewhere = ELSEWHERE.test(words) || (elsewhere && GOES_ON.test(words));
      asked = asks ? text : undefined;
      at += 1;
      const denies = labelled !== undefined && DENYING_LABEL.test(labelled.label);
      if (reading.tokens.length === 0 || aside || elsewhere || asks || denies || CONSIDERED.test(words)) return [];
      return [{ reading, words, text, place, at, ...(labelled ? { labelled } : {}) }];
    });
  });
}

/** About forty pages: what comes after them proposes nothing. */
export const MOST_SENTENCES = 1_500;

/** Where a sentence ends: not after "Inc." or an initial that the same sentence goes on from. */
const END = /[.!?…]["”’)]*\s+|\s*\n\s*/gu;
const ABBREVIATED = /(?:^|[\s(])(?:\p{L}|e\.g|i\.e|etc|inc|ltd|corp|co|nr|no|approx|dr|mr|mrs|ms|st|vs|cf|art|incl)$/iu;

/** Verbatim pieces of the text. */
function sentencesIn(text: string): readonly string[] {
  const joined = unwrapped(text);
  const sentences: string[] = [];
  let from = 0;
  for (const match of joined.matchAll(END)) {
    const isStop = match[0].startsWith('.');
    const next = joined.charAt(match.index + match[0].length);
    if (isStop && ABBREVIATED.test(joined.slice(from, match.index)) && !/\p{Lu}/u.test(next)) continue;
    sentences.push(text.slice(from, match.index + match[0].trimEnd().length));
    from = match.index + match[0].length;
  }
  return [...sentences, text.slice(from)].map((sentence) => sentence.trim());
}

/** How many sentences it has altogether. */
export function sentencesOf(parts: readonly DescribedPart[]): number {
  return parts.reduce((sum, { text }) => sum + sentencesIn(text).length, 0);
}

/** "Can a customer object? Yes, within 30 days". */
function answered(question: string | undefined, sentence: Reading): ToldSentence['labelled'] {
  const isAnswer = question?.endsWith('?') === true && /^(?:yes|no)$/.test(sentence.tokens[0]?.word ?? '');
  return isAnswer && question ? { label: question, answer: sentence } : undefined;
}

/** "Owner: Signe Madsen". */
function afterLabel(sentence: Reading): ToldSentence['labelled'] {
  if (!isLabelled(sentence.text)) return undefined;
  const colon = sentence.text.indexOf(':');
  const first = sentence.tokens.findIndex((token) => token.start > colon);
  if (first < 1) return undefined;
  return { label: sentence.text.slice(0, colon), answer: part(sentence, first, sentence.tokens.length - 1) };
}

/** Verbatim, from one word of the sentence to another. */
export function wordsBetween(
  { reading }: ToldSentence,
  { from, to }: { readonly from: number; readonly to: number },
): string {
  return quoteOf(reading.text, reading.tokens, from, to);
}
