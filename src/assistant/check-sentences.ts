import type { Passage } from '../knowledge/passage.ts';
import { splitSentences } from '../knowledge/sentences.ts';
import { type Unfit, unfitness } from '../language/plain-sentence.ts';
import type { AnswerSentence } from './answer.ts';
import { datesIn, datesSaid, numbersIn, withoutDates } from './dates-and-numbers.ts';
import type { IdExists } from './every-id.ts';
import { placeExists, placesNamed, placesOfPassage, placesSaid, withoutPlaces } from './named-places.ts';
import { createSupport, everythingIn } from './support.ts';

/** A sentence as a model wrote it, with the numbers of the sources that it says it has it from; the first is 1. */
export interface DraftSentence {
  readonly text: string;
  readonly sources: readonly number[];
}

export type Dropped =
  | Unfit
  /** No source, or one that was not given. */
  | 'citation'
  /** A clause, control, article or annex that is in no closed list. */
  | 'noSuchPlace'
  /** One that the cited passage does not name. */
  | 'place'
  | 'number'
  | 'date'
  /** Its words are not those of the cited passage. */
  | 'unsupported'
  /** It denies what the passage says, or says what the passage denies. */
  | 'polarity';

export interface Checked {
  /** In the order of the draft, each with the ids of the passages that say it. */
  readonly kept: readonly AnswerSentence[];
  readonly dropped: readonly Dropped[];
}

/** The share of its weight that a sentence must have in common with the cited passages… */
const COVERED = 0.6;
/** …and with one sentence of them, or with two that follow each other; nearly all of it where it has few words to tell by. */
const COVERED_CLOSELY = 0.4;
const FEW_COVERED_CLOSELY = 0.8;
const FEW = 4;
/** A single word says nothing that could be held against a passage. */
const FEWEST = 2;
const MOST_SENTENCES = 8;
/** Words that turn a sentence round, however many others it shares with its passage: they have to stand there as well. */
const CLAIMS: readonly RegExp[] = [
  /\b(?:mandatory|compulsory|obligatory|by law|legally)\b/iu,
  /\b(?:voluntary|optional|exempt\w*|waived?|unnecessary|abolished|repealed|suspended)\b/iu,
  /\b(?:prohibited|forbidden|banned|illegal|unlawful)\b/iu,
  /\b(?:allowed|permitted|approved|lawful|legal|fine|safe)\b/iu,
  /\b(?:guarantees?|proves?|ensures? compliance|compliant|complies|certified)\b/iu,
];
/** Models mark their sources in the text as well, however they are told not to. */
const MARKS = /\s*(?:\[\d+(?:\s*,\s*\d+)*\]|【[^】]{1,12}】|\(source \d+\))/giu;
/** Says which sentences of a draft their sources really say. What fails a check is dropped, whoever wrote it. */
export function createSentenceCheck(options: {
  /** Of the whole knowledge base: which words are rare, and so weigh much. */
  readonly passages: readonly Passage[];
  readonly isClauseOrControl: IdExists;
}): (draft: readonly DraftSentence[], sources: readonly Passage[]) => Checked {
  const supportOf = createSupport(options.passages);

  function fault(text: string, cited: readonly Passage[]): Dropped | undefined {
    const unfit = unfitness(text);
    if (unfit) return unfit;
    if (cited.length === 0) return 'citation';
    const places = placesNamed(text);
    if (!places.every((place) => placeExists(place, options.isClauseOrControl))) return 'noSuchPlace';
    const known = new Set([...placesSaid(everythingIn(cited)), ...cited.flatMap(({ id }) => placesOfPassage(id))]);
    if (!places.every((place) => known.has(place))) return 'place';
    if (cited.some(({ sections }) => sections.some(({ sentences }) => sentences.includes(text)))) return undefined;
    return notSaid(text, cited, places);
  }

  function notSaid(text: string, cited: readonly Passage[], places: readonly string[]): Dropped | undefined {
    // Places have been compared as such, and dates are, however they are written.
    const words = withoutPlaces(text);
    const support = supportOf(withoutDates(words), cited, places);
    if (!datesIn(text).every((date) => support.nearby.some((said) => datesSaid(said, places).has(date)))) return 'date';
    const numbers = new Set(numbersIn(support.nearby.join('\n')));
    if (!numbersIn(withoutDates(words)).every((number) => numbers.has(number))) return 'number';
    const nearby = support.nearby.join('\n');
    if (!CLAIMS.every((claim) => !claim.test(text) || claim.test(nearby))) return 'unsupported';
    if (support.words + places.length < FEWEST || support.overall < COVERED) return 'unsupported';
    if (support.close < (support.words <= FEW ? FEW_COVERED_CLOSELY : COVERED_CLOSELY)) return 'unsupported';
    return support.agrees ? undefined : 'polarity';
  }

  return (draft, sources) => {
    const kept: AnswerSentence[] = [];
    const dropped: Dropped[] = [];
    for (const { text, sources: numbers } of draft) {
      const cited = [...new Set(numbers)].map((number) => sources[number - 1]);
      const passages = cited.filter((passage) => passage !== undefined);
      for (const sentence of splitSentences(text.replace(MARKS, ''))) {
        const found = passages.length < cited.length ? 'citation' : fault(sentence, passages);
        const isNew = !kept.some((one) => one.text === sentence);
        if (found !== undefined) dropped.push(found);
        else if (isNew && kept.length < MOST_SENTENCES)
          kept.push({ text: sentence, cites: passages.map(({ id }) => id) });
      }
    }
    return { kept, dropped };
  };
}
