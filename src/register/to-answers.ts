import type { AnswerValue } from '../interviews/answer.ts';
import { FACET_QUESTIONS } from './from-answers.ts';
import { type AiSystem, FACETS, type RegisteredUse } from './register.ts';

/**
 * What the register knows of a system, by the questions with which uses are declared: lists hold what any of its uses
 * says, anything else only what all of them agree on.
 */
export function answersFromRegister(
  { name, supplier }: AiSystem,
  uses: readonly RegisteredUse[],
): Readonly<Record<string, AnswerValue>> {
  const facets = FACETS.flatMap((facet): readonly [string, AnswerValue][] => {
    if (facet === 'product') return [];
    const values = uses.map(({ use }) => use.facets[facet]);
    const all = [...new Set(values.flat())].filter((value) => value !== '');
    const isList = values.some((value) => typeof value === 'object');
    // “None” is said of one use, and not true of the system as soon as another use says more.
    const list = all.length > 1 ? all.filter((value) => value !== 'none') : all;
    if (isList) return list.length > 0 ? [[FACET_QUESTIONS[facet], list]] : [];
    const [only, ...others] = all;
    return only !== undefined && others.length === 0 ? [[FACET_QUESTIONS[facet], only]] : [];
  });
  return {
    [FACET_QUESTIONS.product]: name,
    ...(supplier ? { supplier: supplier.name } : {}),
    ...Object.fromEntries(facets),
  };
}
