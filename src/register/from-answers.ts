import type { Answers } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import type { FacetName, Facets } from './register.ts';
import { FACETS } from './register.ts';

/** The question of the registration questionnaire that tells each facet. */
export const FACET_QUESTIONS: Readonly<Record<FacetName, string>> = {
  product: 'tool',
  account: 'account',
  purpose: 'purpose',
  users: 'users',
  countries: 'countries',
  data: 'data',
  connectors: 'connectors',
  circumstances: 'circumstances',
};

const LISTS: readonly FacetName[] = ['countries', 'data', 'connectors', 'circumstances'];

/**
 * The facets that are known from the answers. Pass the answers that count (`countingAnswers`): an answer to a question
 * that no longer applies says nothing about the use.
 */
export function facetsFromAnswers(answers: Answers): Partial<Facets> {
  const known = FACETS.flatMap((facet): [string, string | readonly string[]][] => {
    const answer = answerTo(answers, FACET_QUESTIONS[facet]);
    if (answer?.kind !== 'known') return [];
    const { value } = answer;
    if (LISTS.includes(facet)) {
      const items = typeof value === 'object' ? value : [String(value)];
      return items.length > 0 ? [[facet, items]] : [];
    }
    const words = typeof value === 'string' ? value.trim() : '';
    return words === '' ? [] : [[facet, words]];
  });
  return Object.fromEntries(known);
}

/** The same from what was read in a question's words; `undefined` when no facet was named. */
export function queryFromCandidates(
  candidates: readonly { readonly questionId: string; readonly value: unknown }[],
): Partial<Facets> | undefined {
  const source = { personId: '', at: '', messageId: '' };
  const known = candidates.flatMap(({ questionId, value }) => {
    const isValue = typeof value === 'string' || Array.isArray(value);
    return isValue ? [[questionId, { kind: 'known', value, source } as const] as const] : [];
  });
  return known.length > 0 ? facetsFromAnswers(Object.fromEntries(known)) : undefined;
}

/** What an approved submission writes into the register. What nobody could state stays empty, and empty covers nothing. */
export interface Declaration {
  readonly facets: Facets;
  readonly supplier?: string;
  /** As it was written; finding the person is the caller's. */
  readonly owner?: string;
}

/** Pass the answers that count (`countingAnswers`). */
export function declarationFromAnswers(answers: Answers): Declaration {
  const unstated: Facets = {
    product: '',
    account: '',
    purpose: '',
    users: '',
    countries: [],
    data: [],
    // Asked only where something calls for a closer look; the narrowest approval is the one without any connection.
    connectors: answerTo(answers, FACET_QUESTIONS.connectors) ? [] : ['none'],
    circumstances: [],
  };
  const supplier = wordsOf(answers, 'supplier');
  const owner = wordsOf(answers, 'owner');
  return {
    facets: { ...unstated, ...facetsFromAnswers(answers) },
    ...(supplier ? { supplier } : {}),
    ...(owner ? { owner } : {}),
  };
}

function wordsOf(answers: Answers, questionId: string): string {
  const answer = answerTo(answers, questionId);
  return answer?.kind === 'known' && typeof answer.value === 'string' ? answer.value.trim() : '';
}
