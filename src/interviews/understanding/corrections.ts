import { type Question, questionsOf } from '../questionnaire.ts';
import { find } from './find.ts';
import type { Attention, Finding } from './finding.ts';
import { matchPeople } from './people.ts';
import type { Reading } from './reading.ts';
import { wordsOf } from './reading.ts';
import { part } from './sentences.ts';

const CUE =
  /^(?:(?:oh|ah|um|hm|wait|well|ok|okay|but) )*(?:actually|correction|i meant|i mean|we meant|sorry(?: i meant)?|my mistake|my bad|oops|scratch that|make it|make that|change it to|change that to|rather|no (?=it|that|i meant|the|not|we|actually|sorry|make|they|there)|no$|it should be|that should be|should be|should have been|not that|that's wrong|that is wrong|that was wrong|i was wrong|let me correct that|i misspoke|i made a mistake)(?= |$)/;
const REPLACES = /^(?:(?:sorry|no|actually|it's|it is) )*not .{1,80}?/;

/** The words after a correction's beginning, "actually" or "I meant"; undefined when the message does not begin so. */
export function correctionIn(reading: Reading): Reading | undefined {
  if (reading.tokens.length < 2) return undefined;
  const words = wordsOf(reading, 0, 11);
  const cue = CUE.exec(words)?.[0].trim();
  const first = reading.tokens[0]?.word;
  const bareNo = first === 'no' && reading.tokens[1]?.before === 'comma';
  if (cue !== undefined && cue !== '') {
    const length = cue.split(' ').length;
    if (length >= reading.tokens.length) return undefined;
    return part(reading, length, reading.tokens.length - 1);
  }
  if (bareNo) return part(reading, 1, reading.tokens.length - 1);
  return REPLACES.test(words) && replacesOne(reading) ? reading : undefined;
}

/** "not A, B" and "not A but B": something stands against what is denied. */
function replacesOne(reading: Reading): boolean {
  return (
    reading.negated.includes(true) &&
    reading.tokens.some(
      (token, at) =>
        at > 1 && reading.negated[at] === false && reading.negated[at - 1] === true && token.before !== 'stop',
    )
  );
}

interface Correction {
  readonly question: Question;
  readonly finding: Finding;
  /** False when the question that was just asked is answered for the first time. */
  readonly corrects: boolean;
}

const NEEDS_NAMING: ReadonlySet<Question['kind']> = new Set(['text', 'long-text', 'yes-no', 'number']);

/**
 * Which answer a correction is about when the words do not name it: the asked question if the words fit its options,
 * else the answered questions whose kind of value the words hold. Several that fit equally are all unclear.
 */
export function correctionsOf(rest: Reading, attention: Attention): readonly Correction[] {
  const { asked, known, questionnaire } = attention.context;
  const isKnown = (question: Question): boolean => Object.hasOwn(known, question.id);
  if (asked !== undefined && !NEEDS_NAMING.has(asked.kind) && asked.kind !== 'person') {
    const finding = find(asked, rest, { ...attention, asked: true, correcting: isKnown(asked) });
    const named = asked.kind !== 'ai-system' || finding?.kind !== 'value' || isListed(rest, asked, attention);
    if (finding?.kind === 'value' && named) return [{ question: asked, finding, corrects: isKnown(asked) }];
  }
  const fitting = questionsOf(questionnaire)
    .filter((question) => isKnown(question) && !NEEDS_NAMING.has(question.kind) && question !== asked)
    .flatMap((question) => {
      const finding = certain(question, rest, attention);
      return finding === undefined ? [] : [{ question, finding, corrects: true }];
    });
  const precise = fitting.filter(({ finding }) => finding.kind === 'value');
  if (precise.length <= 1 || coverSameWords(precise) === undefined) return precise.length > 0 ? precise : fitting;
  return precise.map((one) => ({ ...one, finding: { kind: 'unclear', options: [], quote: one.finding.quote } }));
}

/** Two questions claim the same words. */
function coverSameWords(corrections: readonly Correction[]): string | undefined {
  const quotes = corrections.map(({ finding }) => finding.quote);
  return quotes.find((quote, at) =>
    quotes.some((other, place) => place !== at && (other.includes(quote) || quote.includes(other))),
  );
}

function certain(question: Question, rest: Reading, attention: Attention): Finding | undefined {
  if (question.kind === 'person' && !certainPerson(rest)) return undefined;
  if (question.kind === 'ai-system' && !isListed(rest, question, attention)) return undefined;
  const finding = find(question, rest, { ...attention, asked: true, correcting: true });
  // A yes or a no alone says nothing about an answer from before.
  return finding?.kind === 'unclear' && finding.options.length === 0 ? undefined : finding;
}

/** A first name alone may be anybody who is spoken of. */
function certainPerson(rest: Reading): boolean {
  return (
    matchPeople(rest).some((person) => person.value.includes('@') || person.value.includes(' ')) &&
    rest.tokens.length < 9
  );
}

const isListed = (rest: Reading, question: Question, attention: Attention): boolean => {
  const finding = find(question, rest, { ...attention, asked: true, correcting: true });
  if (finding?.kind !== 'value') return finding !== undefined && finding.options.length > 0;
  return attention.catalogues.some((catalogue) =>
    [...catalogue.byName.values()].some((named) => named.some(({ product }) => product.name === finding.value)),
  );
};
