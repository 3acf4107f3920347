import type { Passage } from '../knowledge/passage.ts';
import { stemsOf, wordsOf } from '../knowledge/words.ts';
import { areOthers, placesOfPassage, placesSaid } from './named-places.ts';

/** How far passages say what a text says, by its words; each word weighs as much as it is rare in the knowledge base. */
export interface Support {
  /** Words that mean something by themselves. */
  readonly words: number;
  /** Of everything in the passages. */
  readonly overall: number;
  /** Of the sentence that says most of it, with the one after it. */
  readonly close: number;
  /** The sentences nearest to the text, each with what it stands under: its dates and numbers have to stand there. */
  readonly nearby: readonly string[];
  /** Whether what is most like the text denies where it denies, and only there. */
  readonly agrees: boolean;
}

/** Everything that passages say, their own names included. */
export function everythingIn(passages: readonly Passage[]): string {
  return passages.map((passage) => `${namesOf(passage)}\n${passage.sections.map(textOf).join('\n')}`).join('\n');
}

const namesOf = ({ title, source }: Passage): string => `${title}\n${source}`;
const textOf = ({ heading, text }: Passage['sections'][number]): string => `${heading}\n${text}`;

interface Told {
  /** What it stands under. */
  readonly under: string;
  readonly sentence: string;
  readonly next: string;
}

/** What is told as a mistake, or as it was before, supports only a text that tells it so. */
const MISTAKE = /\bmistakes?\b|\b(?:still|wrongly) (?:say|claim|give)\b/iu;
const SPEAKS_OF_MISTAKES = /\b(?:mistakes?|wrong|wrongly|error|misunderstanding|beware|avoid)\b/iu;
const SUPERSEDED = /\b(?:instead of|rather than|no longer|formerly|originally)\s[^,.;()]*/giu;
const SPEAKS_OF_BEFORE =
  /\b(?:instead of|rather than|no longer|formerly|originally|moved|postponed|until then|before)\b/iu;

const NEGATION = /\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b/iu;
const CLAUSE_END = /[:;]\s|,\s(?:but|and|or|which|while|as|because|so|even|unless|except|not)\b/iu;
/** "Not a one-off" has nothing but small words. */
const SMALL_WORDS = 0.5;
/** Sentences that say nearly as much as the best one are read along, for what they deny. */
const NEARLY_BEST = 0.1;
/** Rarer words weigh no more than one that so many passages have. */
const RARE = 4;
/** Those that say at least this share of what the best one says are near. */
const NEAR = 0.6;

/** @param all the whole knowledge base: which words are rare, and so weigh much. */
export function createSupport(
  all: readonly Passage[],
): (text: string, cited: readonly Passage[], places: readonly string[]) => Support {
  const weightOf = weights(all);

  function shareOf(text: string): (words: string) => number {
    const stems = [...new Set(stemsOf(text))];
    const total = stems.reduce((sum, stem) => sum + weightOf(stem), 0);
    return (words) => {
      const there = new Set(stemsOf(words));
      return total === 0 ? 0 : stems.reduce((sum, stem) => sum + (there.has(stem) ? weightOf(stem) : 0), 0) / total;
    };
  }

  return (text, cited, places) => {
    const share = shareOf(text);
    const told = toldIn(cited, text, places).map((one) => ({ ...one, share: share(`${one.under} ${one.sentence}`) }));
    const best = Math.max(0, ...told.map((one) => one.share));
    const near = told.filter((one) => one.share >= best * NEAR);
    return {
      words: new Set(stemsOf(text)).size,
      overall: share(everythingIn(cited)),
      close: Math.max(0, ...told.map(({ under, sentence, next }) => share(`${under} ${sentence} ${next}`))),
      nearby: [...cited.map(namesOf), ...near.map(({ under, sentence }) => `${under}: ${sentence}`)],
      agrees: clausesOf(text).every((clause) => agrees(clause, told, shareOf(clause))),
    };
  };
}

/** What the passages tell that may support the text: nothing about other places than it names, no mistakes, nothing superseded. */
function toldIn(passages: readonly Passage[], text: string, places: readonly string[]): readonly Told[] {
  const speaksOfMistakes = SPEAKS_OF_MISTAKES.test(text);
  const speaksOfBefore = SPEAKS_OF_BEFORE.test(text);
  const asTold = (sentence: string) => (speaksOfBefore ? sentence : sentence.replace(SUPERSEDED, ' '));
  return passages.flatMap(({ id, sections, title }) => {
    const isAboutThem = !areOthers(places, placesOfPassage(id));
    return sections.flatMap(({ heading, sentences }) => {
      const told = sentences
        .map((sentence) => (speaksOfMistakes ? sentence : withoutMistake(sentence)))
        .filter(
          (sentence) => (isAboutThem && placesOfPassage(id).length > 0) || !areOthers(places, placesSaid(sentence)),
        )
        .map(asTold);
      return told.map((sentence, at) => ({ under: `${title} ${heading}`, sentence, next: told[at + 1] ?? '' }));
    });
  });
}

/** "A common mistake: taking six months for the rule; the standard names no period" tells the rule after the mistake. */
function withoutMistake(sentence: string): string {
  if (!MISTAKE.test(sentence)) return sentence;
  const [, ...after] = sentence.split(';');
  return after.join(';').trim();
}

/** Each clause may deny for itself. One without words of its own goes with the one before. */
function clausesOf(text: string): readonly string[] {
  const clauses = text.split(CLAUSE_END).filter((clause) => new Set(stemsOf(clause)).size > 1);
  return clauses.length > 1 ? clauses : [text];
}

function agrees(text: string, told: readonly Told[], share: (words: string) => number): boolean {
  const words = wordsOf(text);
  const likeness = (said: string, under: string): number => {
    const there = new Set(wordsOf(`${under} ${said}`));
    return share(`${under} ${said}`) + (SMALL_WORDS * words.filter((word) => there.has(word)).length) / words.length;
  };
  const parts = told.flatMap(({ under, sentence }) =>
    [sentence, ...sentence.split(CLAUSE_END)].map((said) => ({
      denies: NEGATION.test(said),
      like: likeness(said, under),
    })),
  );
  const best = Math.max(0, ...parts.map(({ like }) => like));
  const denies = NEGATION.test(text);
  return parts.some((part) => part.like >= best - NEARLY_BEST && part.denies === denies);
}

/** Inverse document frequency over the passages; a word that no passage has weighs most. */
function weights(passages: readonly Passage[]): (stem: string) => number {
  const frequency = new Map<string, number>();
  for (const passage of passages)
    for (const stem of new Set(stemsOf(everythingIn([passage])))) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  return (stem) => {
    // A word that only a model has may be another word for the same: it weighs much, but not more than all the others.
    const has = Math.max(frequency.get(stem) ?? 0, RARE);
    return Math.log(1 + (passages.length - has + 0.5) / (has + 0.5));
  };
}
