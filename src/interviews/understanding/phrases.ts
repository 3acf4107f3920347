import { type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import { DATA_WORDS } from './data-words.ts';
import { createNearWords, type NearWords } from './near.ts';
import { PURPOSE_WORDS } from './purpose-words.ts';
import { stem } from './stem.ts';
import { type Token, tokensOf } from './tokens.ts';
import { questionNamed } from './topics.ts';

/** Words that stand for options, by their stems without articles and the like. */
export interface Phrase {
  readonly optionIds: readonly string[];
  readonly stems: readonly string[];
  /** Holds a negation itself ("no data", "not yet in use"), so that a denied clause is no reason to drop it. */
  readonly denies: boolean;
  /** One everyday word, such as "team" or "other": too weak unless the question was asked. */
  readonly weak: boolean;
  /** "My team", "our department": a weak word that counts after "my" or "our". */
  readonly possessed: boolean;
  /** Set for a single word whose stem an everyday word shares: "coding" is not read from "code". */
  readonly exactly: string | undefined;
  /** Stands in the lexicon of data categories. */
  readonly isData: boolean;
  /** Says what is done to something, not only what it is done to. */
  readonly isDeed: boolean;
}

export type OptionQuestion = Extract<Question, { readonly kind: 'one-of' | 'many-of' }>;

export interface Vocabulary {
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Stems of all the words in phrases, by word: for typing slips. */
  readonly near: NearWords;
  readonly words: ReadonlySet<string>;
  /** The id of the question what a tool is used for. */
  readonly purpose: string | undefined;
}

const FILLERS = new Set(
  'a an the of our my your their his her its in on at to for with by and we i is are it that this these those some any'.split(
    ' ',
  ),
);
const DENIALS = new Set('no not none never nothing nobody without'.split(' '));
const GENERIC = new Set(
  'team company free public other none internal personal department tool work use using yes no never always sometimes planned plan paid private customer client staff partner data code business me myself low medium high small big serious secret research hire test pilot trial enterprise everybody everyone'.split(
    ' ',
  ),
);

const GENERIC_STEMS = new Set([...GENERIC].map((word) => stem(word)));

export const isGeneric = (token: Token | undefined): boolean => token !== undefined && GENERIC_STEMS.has(token.stem);
export const isFiller = (token: Token): boolean => FILLERS.has(token.word);
export const isOptionQuestion = (question: Question): question is OptionQuestion =>
  question.kind === 'one-of' || question.kind === 'many-of';

const compiled = new WeakMap<Questionnaire, Vocabulary>();

/** Compiled once per questionnaire object. */
export function vocabularyOf(questionnaire: Questionnaire): Vocabulary {
  const known = compiled.get(questionnaire);
  if (known !== undefined) return known;
  const words = new Set<string>();
  const phrases = new Map<string, readonly Phrase[]>();
  const purpose = questionNamed('purpose', questionnaire)?.id;
  for (const question of questionsOf(questionnaire)) {
    if (isOptionQuestion(question)) phrases.set(question.id, phrasesOf(question, words, question.id === purpose));
  }
  const vocabulary = { purpose, phrases, words, near: createNearWords(words, 5) };
  compiled.set(questionnaire, vocabulary);
  return vocabulary;
}

function phrasesOf(question: OptionQuestion, words: Set<string>, isPurpose: boolean): readonly Phrase[] {
  const byStems = new Map<string, Phrase>();
  const note = (text: string, optionIds: readonly string[], from: 'options' | 'data' | 'deeds' = 'options'): void => {
    const phrase = phraseOf(text, optionIds, words);
    if (phrase === undefined) return;
    const key = phrase.stems.join(' ');
    const same = byStems.get(key);
    const merged = same === undefined ? optionIds : [...new Set([...same.optionIds, ...optionIds])];
    const possessed = phrase.possessed || same?.possessed === true;
    const isData = from === 'data' || same?.isData === true;
    const isDeed = from === 'deeds' || same?.isDeed === true;
    byStems.set(key, { ...phrase, optionIds: merged, possessed, isData, isDeed });
  };
  for (const option of question.options) {
    note(option.label, [option.id]);
    note(option.label.replace(/\([^)]{0,300}\)/g, ''), [option.id]);
    note(option.id, [option.id]);
    for (const synonym of option.synonyms) note(synonym, [option.id]);
  }
  const ids = new Set(question.options.map((option) => option.id));
  if (isPurpose)
    for (const { option, words: said } of PURPOSE_WORDS) if (ids.has(option)) note(said, [option], 'deeds');
  if (question.kind !== 'many-of') return [...byStems.values()];
  if (!ids.has('personal') && !ids.has('special-category') && !ids.has('customer')) return [...byStems.values()];
  for (const entry of DATA_WORDS) {
    const here = entry.options.filter((id) => ids.has(id));
    if (here.length > 0) for (const text of entry.words) note(text, here, 'data');
  }
  return [...byStems.values()];
}

function phraseOf(text: string, optionIds: readonly string[], words: Set<string>): Phrase | undefined {
  const tokens = tokensOf(text);
  const telling = tokens.filter((token) => !isFiller(token));
  const kept = telling.length > 0 ? telling : tokens;
  if (kept.length === 0) return undefined;
  for (const token of kept) words.add(token.word);
  const [only] = kept;
  const single = only !== undefined && kept.length === 1;
  return {
    isData: false,
    isDeed: false,
    possessed: /^(?:my|our)$/.test(tokens[0]?.word ?? ''),
    exactly: single && GENERIC_STEMS.has(only.stem) && !GENERIC.has(only.word) ? only.word : undefined,
    optionIds,
    stems: kept.map((token) => token.stem),
    denies: kept.some((token) => DENIALS.has(token.word)),
    weak: telling.length < 2 && kept.every((token) => GENERIC.has(token.word) || token.word.length < 4),
  };
}
