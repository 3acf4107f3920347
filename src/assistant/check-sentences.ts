import type { Passage } from '../knowledge/passage.ts';
import { readReferences } from '../knowledge/references.ts';
import { splitSentences } from '../knowledge/sentences.ts';
import { stemsOf, wordsOf } from '../knowledge/words.ts';
import { type Unfit, unfitness } from '../language/plain-sentence.ts';
import type { AnswerSentence } from './answer.ts';
import { datesIn, datesSaid, numbersIn, withoutDates } from './dates-and-numbers.ts';
import type { IdExists } from './every-id.ts';
import { placeExists, placesNamed, placesOfPassage, placesSaid } from './named-places.ts';

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
/** Sentences of a passage that say nearly as much as the best one are read along, for what they deny. */
const NEARLY_BEST = 0.1;
const MOST_SENTENCES = 8;
/** Models mark their sources in the text as well, however they are told not to. */
const MARKS = /\s*(?:\[\d+(?:\s*,\s*\d+)*\]|【[^】]{1,12}】|\(source \d+\))/giu;
const NEGATION = /\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b/iu;

/** Says which sentences of a draft their sources really say. What fails a check is dropped, whoever wrote it. */
export function createSentenceCheck(options: {
  /** Of the whole knowledge base: which words are rare, and so weigh much. */
  readonly passages: readonly Passage[];
  readonly isClauseOrControl: IdExists;
}): (draft: readonly DraftSentence[], sources: readonly Passage[]) => Checked {
  const weightOf = weights(options.passages);

  function fault(text: string, cited: readonly Passage[]): Dropped | undefined {
    const unfit = unfitness(text);
    if (unfit) return unfit;
    if (cited.length === 0) return 'citation';
    const said = everythingIn(cited);
    const places = placesNamed(text);
    if (!places.every((place) => placeExists(place, options.isClauseOrControl))) return 'noSuchPlace';
    const known = new Set([...placesSaid(said), ...cited.flatMap(({ id }) => placesOfPassage(id))]);
    if (!places.every((place) => known.has(place))) return 'place';
    if (!datesIn(text).every((date) => datesSaid(said).has(date))) return 'date';
    const numbers = new Set(numbersIn(`${said} ${cited.map(({ id }) => id).join(' ')}`));
    if (!numbersIn(withoutDates(text)).every((number) => numbers.has(number))) return 'number';
    return support(text, cited, said);
  }

  function support(sentence: string, cited: readonly Passage[], said: string): Dropped | undefined {
    const close = sentencesOf(cited);
    if (close.some((one) => one.sentence === sentence)) return undefined;
    // Dates and places have been compared as such, however they are written.
    const text = withoutDates(readReferences(sentence).rest);
    const stems = [...new Set(stemsOf(text))];
    const total = stems.reduce((sum, stem) => sum + weightOf(stem), 0);
    const share = (words: string): number => {
      const there = new Set(stemsOf(words));
      return stems.reduce((sum, stem) => sum + (there.has(stem) ? weightOf(stem) : 0), 0) / total;
    };
    if (stems.length < FEWEST || share(said) < COVERED) return 'unsupported';
    const closely = stems.length <= FEW ? FEW_COVERED_CLOSELY : COVERED_CLOSELY;
    if (Math.max(...close.map(({ under, sentence, next }) => share(`${under} ${sentence} ${next}`))) < closely)
      return 'unsupported';
    return agrees(text, close, share) ? undefined : 'polarity';
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

/** Whether what is most like the text in the passages denies where it denies, and only there. */
function agrees(text: string, sentences: ReturnType<typeof sentencesOf>, share: (words: string) => number): boolean {
  const words = wordsOf(text);
  const likeness = (said: string, under: string): number => {
    const there = new Set(wordsOf(`${under} ${said}`));
    return share(`${under} ${said}`) + (SMALL_WORDS * words.filter((word) => there.has(word)).length) / words.length;
  };
  const parts = sentences.flatMap(({ under, sentence }) =>
    [sentence, ...sentence.split(CLAUSE_END)].map((said) => ({
      denies: NEGATION.test(said),
      like: likeness(said, under),
    })),
  );
  const best = Math.max(...parts.map(({ like }) => like));
  const denies = NEGATION.test(text);
  return parts.some((part) => part.like >= best - NEARLY_BEST && part.denies === denies);
}

const CLAUSE_END = /[:;]\s|,\s(?:but|and|or|which|while|as|because|so|even|unless|except|not)\b/iu;
/** "Not a one-off" has nothing but small words. */
const SMALL_WORDS = 0.5;

/** Everything that a passage says, its own name included. */
function everythingIn(passages: readonly Passage[]): string {
  return passages
    .flatMap(({ title, source, sections }) => [
      title,
      source,
      ...sections.flatMap(({ heading, text }) => [heading, text]),
    ])
    .join('\n');
}

/** The sentences of the passages, with what they stand under and what follows. */
function sentencesOf(passages: readonly Passage[]) {
  return passages.flatMap(({ sections, title }) =>
    sections.flatMap(({ heading, sentences }) =>
      sentences.map((sentence, at) => ({ under: `${title} ${heading}`, sentence, next: sentences[at + 1] ?? '' })),
    ),
  );
}

/** Inverse document frequency over the passages; a word that no passage has weighs most. */
function weights(passages: readonly Passage[]): (stem: string) => number {
  const frequency = new Map<string, number>();
  for (const passage of passages)
    for (const stem of new Set(stemsOf(everythingIn([passage])))) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const count = passages.length;
  return (stem) => {
    const has = frequency.get(stem) ?? 0;
    return Math.log(1 + (count - has + 0.5) / (has + 0.5));
  };
}
