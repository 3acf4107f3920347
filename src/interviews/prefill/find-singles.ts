import { type Question, questionsOf } from '../questionnaire.ts';
import { matchCountries } from '../understanding/countries.ts';
import { matchDates } from '../understanding/dates.ts';
import type { Attention } from '../understanding/finding.ts';
import { matchNumbers } from '../understanding/numbers.ts';
import { spanning } from '../understanding/reading.ts';
import { matchSystems } from '../understanding/systems.ts';
import { questionNamed } from '../understanding/topics.ts';
import { type Named, ownerIn, subjectIn, supplierIn } from './name-things.ts';
import type { Said } from './readings.ts';
import { LIMITS, type ToldSentence, wordsBetween } from './sentences-told.ts';

type Reader = (sentences: readonly ToldSentence[], attention: Attention) => readonly Said[];

const named = (topic: string, kind: Question['kind'], { context }: Attention): Question | undefined => {
  const question = questionNamed(topic, context.questionnaire);
  return question?.kind === kind ? question : undefined;
};

/** A model that something is built with is not the system. */
const BUILT_WITH =
  /\b(?:built|based|trained|runs?|fine tuned|adapted|running|builds|powered) (?:\w+ ){0,6}(?:on|with|by|using)\b|\bmodel of\b/;

/**
 * The described system: what the text itself calls it, as the subject of its sentences; else the one product that it
 * names. Two products are one too many.
 */
export const fromSystem: Reader = (sentences, attention) => {
  const question = questionsOf(attention.context.questionnaire).find(({ kind }) => kind === 'ai-system');
  if (!question) return [];
  const labelled = sentences.flatMap((sentence) => (sentence.labelled ? knownIn(sentence, attention) : []));
  const known = sentences.flatMap((sentence) => knownIn(sentence, attention));
  const subjects = sentences.flatMap((sentence) => subjectIn(sentence) ?? []);
  const own = subjects.find(({ name }, index) => isOwnName(name, sentences) || index === 0);
  const [first] = labelled;
  if (first) return [asValue(question.id, first)];
  const products = new Map(known.map((one) => [one.name, one]));
  const product =
    known.find(({ quote }) => own?.name.includes(quote)) ??
    (products.size === 1 && !(own && isOwnName(own.name, sentences)) ? known[0] : undefined);
  if (product) return [asValue(question.id, product)];
  if (own && (isOwnName(own.name, sentences) || products.size === 0)) return [asValue(question.id, own)];
  return [...products.values()].map((one) => asValue(question.id, one));
};

/** Told of more than once, or written as only a name is. */
function isOwnName(name: string, sentences: readonly ToldSentence[]): boolean {
  if (/\p{Ll}\p{Lu}/u.test(name)) return true;
  return sentences.filter(({ text }) => text.includes(name)).length > 1;
}

function knownIn(sentence: ToldSentence, { catalogues }: Attention): readonly Named[] {
  if (BUILT_WITH.test(sentence.words)) return [];
  return matchSystems(sentence.reading, catalogues, false).flatMap((match) => {
    const [name] = match.names;
    if (name === undefined || match.names.length > 1 || match.negated || match.considered) return [];
    return [{ name, quote: wordsBetween(sentence, match), place: sentence.place, at: sentence.at }];
  });
}

function asValue(questionId: string, { name, quote, place, at }: Named): Said {
  return { kind: 'value', questionId, value: name, quote, place, at };
}

/** Who offers it, and who is responsible. */
export const fromNames: Reader = (sentences, attention) => {
  const supplier = named('supplier', 'text', attention);
  const owner = named('owner', 'person', attention);
  return sentences.flatMap((sentence) => {
    const offers = supplier && supplierIn(sentence);
    const owns = owner && ownerIn(sentence);
    return [...(offers ? [asValue(supplier.id, offers)] : []), ...(owns ? [asValue(owner.id, owns)] : [])];
  });
};

/** Where it is hosted, where its supplier sits and which language is translated into say nothing about its users. */
const NOT_WHERE_USED =
  /\b(?:host(?:s|ed|ing)?|data cent(?:re|er)s?|stored|servers?|headquarter\w*|based in|supplier|founded|tested|trust|gmbh|ltd|inc)\b/;

export const fromCountries: Reader = (sentences, attention) => {
  const question = questionsOf(attention.context.questionnaire).find(({ kind }) => kind === 'countries');
  if (!question) return [];
  const found = sentences.flatMap((sentence) => {
    if (NOT_WHERE_USED.test(sentence.words) || LIMITS.test(sentence.words)) return [];
    const matches = matchCountries(sentence.reading, true).filter(({ negated, vague }) => !negated && !vague);
    const codes = matches.flatMap((match) => match.codes);
    return codes.length === 0
      ? []
      : [{ codes, quote: wordsBetween(sentence, spanning(matches)), place: sentence.place, at: sentence.at }];
  });
  const [first] = found;
  if (!first) return [];
  const value = [...new Set(found.flatMap(({ codes }) => codes))].sort();
  return [{ kind: 'value', questionId: question.id, value, quote: first.quote, place: first.place, at: first.at }];
};

const STARTS =
  /\b(?:start(?:s|ing)?(?: date)?|go(?:es)? live|begin(?:s|ning)?|launch(?:es)?|rolled out|roll out|would start|introduc(?:e|ed|ing))\b/;

/** The day on which it is to begin: a day to come, in a sentence about beginning. */
export const fromDates: Reader = (sentences, attention) => {
  const question = named('start', 'date', attention);
  if (!question) return [];
  const today = attention.context.today.toISOString().slice(0, 10);
  return sentences.flatMap((sentence) => {
    if (!STARTS.test(sentence.words) || sentence.labelled) return [];
    return matchDates(sentence.reading, attention.context.today).flatMap((match): readonly Said[] => {
      const [day] = match.days;
      if (day === undefined || match.days.length > 1 || day < today) return [];
      return [
        {
          kind: 'value',
          questionId: question.id,
          value: day,
          quote: wordsBetween(sentence, match),
          place: sentence.place,
          at: sentence.at,
        },
      ];
    });
  });
};

/** What it is for, in the text's own words: the first sentence in which the system does something. */
export const fromUse: Reader = (sentences, attention) => {
  const question = questionsOf(attention.context.questionnaire).find(
    ({ id, kind }) => id === 'intendedUse' && kind === 'long-text',
  );
  const does =
    question &&
    sentences.find(
      (sentence) => tellsUse(sentence) || (subjectIn(sentence) !== undefined && doesSomething(sentence.words)),
    );
  if (!does) return [];
  const { text, place, at } = does;
  return [{ kind: 'value', questionId: question.id, value: text, quote: text, place, at, inWords: true }];
};

const DOES =
  /\b(?:reads?|ranks?|scores?|predicts?|answers?|summari[sz]es?|suggests?|proposes?|marks?|transcribes?|drafts?|translates?|extracts?|watches|listens|computes?|optimi[sz]es?|counts?|completes?|negotiates?|opens?|estimates?|chooses?|keeps?|gives?|makes?|writes?|recogni[sz]es?|reviews?|sorts?|detects?)\b/;
const TO_DO =
  /\b(?:use|used|using|try|introduce|wants?|need) (?:\S+ ){0,6}(?:to|for) (?:\w+ing|transcribe|translate|draft|summari[sz]e|proofread|research|book|review|find|write|analy[sz]e|internal|slides|the)\b/;

function tellsUse({ words, labelled }: ToldSentence): boolean {
  if (labelled) return /^(?:purpose|use|intended use|what it does)$/i.test(labelled.label.trim());
  return (
    TO_DO.test(words) ||
    (/^(?:it|the (?:\w+ )?(?:system|model|tool|bot|product)|our \w+(?: \w+)?) /.test(words) && doesSomething(words))
  );
}

const doesSomething = (words: string): boolean => DOES.test(words.split(' ').slice(0, 6).join(' '));

const PEOPLE_A_YEAR =
  /\b(?:people|persons|applicants|applications|customers|patients|employees|citizens|pupils|students|claims|requests|callers|calls)\b/;

/** How many people in a year, as the steps of a question that is asked in steps. */
export const fromReach: Reader = (sentences, attention) => {
  const question = questionsOf(attention.context.questionnaire).find(
    ({ id, kind }) => id === 'reach' && kind === 'one-of',
  );
  if (!question) return [];
  return sentences.flatMap((sentence): readonly Said[] => {
    const found = matchNumbers(sentence.reading).find(({ value, to }) => {
      const after = sentence.reading.tokens
        .slice(to + 1, to + 5)
        .map(({ word }) => word)
        .join(' ');
      return (
        value !== undefined &&
        value >= 10 &&
        PEOPLE_A_YEAR.test(after) &&
        !/\b(?:past|old|closed|training)\b/.test(after)
      );
    });
    if (found?.value === undefined || /\b(?:trained on|closed|universities|shops)\b/.test(sentence.words)) return [];
    const optionId =
      found.value >= 1_000_000 ? 'masses' : found.value >= 10_000 ? 'many' : found.value > 100 ? 'hundreds' : 'few';
    const span = { from: found.from, to: Math.min(sentence.reading.tokens.length - 1, found.to + 4) };
    const { place, at } = sentence;
    return [
      {
        kind: 'option',
        questionId: question.id,
        optionId,
        denied: false,
        quote: wordsBetween(sentence, span),
        place,
        at,
      },
    ];
  });
};

/** For how many months records are kept, where a number of months is asked. */
export const fromPeriods: Reader = (sentences, attention) => {
  const question = questionsOf(attention.context.questionnaire).find(
    ({ id, kind }) => id === 'logMonths' && kind === 'number',
  );
  if (!question) return [];
  return sentences.flatMap((sentence): readonly Said[] => {
    if (
      !/\b(?:logs?|logged|decisions?|records|version)\b/.test(sentence.words) ||
      /\b(?:object|within|since|ago)\b/.test(sentence.words)
    )
      return [];
    return matchNumbers(sentence.reading).flatMap(({ value, from, to }): readonly Said[] => {
      const unit = /^(month|year)s?$/.exec(sentence.reading.tokens[to + 1]?.word ?? '')?.[1];
      if (value === undefined || unit === undefined) return [];
      const months = unit === 'year' ? value * 12 : value;
      const { place, at } = sentence;
      return [
        {
          kind: 'value',
          questionId: question.id,
          value: months,
          quote: wordsBetween(sentence, { from, to: to + 1 }),
          place,
          at,
        },
      ];
    });
  });
};
