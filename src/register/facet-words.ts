import { countryCode, countryName } from '../interviews/countries.ts';
import type { Question, Questionnaire } from '../interviews/questionnaire.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import { FACET_QUESTIONS } from './from-answers.ts';
import type { FacetName } from './register.ts';

/** Everyday words for the facets' ids, and the way back. */
export interface FacetWords {
  /** An id that is no longer in the questionnaire is shown as it was stored, never hidden. */
  label(facet: FacetName, id: string): string;
  /** The id behind an id, a label or a synonym; `undefined` when the words are none of these. */
  idOf(facet: FacetName, words: string): string | undefined;
}

export function facetWords(questionnaire: Questionnaire): FacetWords {
  const questions = new Map(questionsOf(questionnaire).map((question) => [question.id, question]));
  const optionsOf = (facet: FacetName) => options(questions.get(FACET_QUESTIONS[facet]));
  return {
    label(facet, id) {
      if (facet === 'countries') return countryName(id);
      return optionsOf(facet).find((option) => option.id === id)?.label ?? id;
    },
    idOf(facet, words) {
      if (facet === 'countries') return countryCode(words);
      const wanted = folded(words);
      const spellings = ({ id, label, synonyms }: Option) => [id, label, ...synonyms].map(folded);
      return optionsOf(facet).find((option) => spellings(option).includes(wanted))?.id;
    },
  };
}

interface Option {
  readonly id: string;
  readonly label: string;
  readonly synonyms: readonly string[];
}

function options(question: Question | undefined): readonly Option[] {
  return question?.kind === 'one-of' || question?.kind === 'many-of' ? question.options : [];
}

function folded(words: string): string {
  return words
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ');
}
