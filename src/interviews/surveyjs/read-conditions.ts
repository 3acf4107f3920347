import type { Condition } from '../questionnaire.ts';
import { all, type Truth } from './build-condition.ts';
import { readExpression } from './expression.ts';
import { COMMENT_ENDING } from './read-element.ts';
import type { Survey } from './survey.ts';
import type { NotTaken, Taken } from './take-elements.ts';
import { type Known, translateCondition } from './translate-condition.ts';

export interface Translatable {
  readonly kept: readonly Taken[];
  /** By question; none for what always applies. */
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly refused: readonly NotTaken[];
}

/** What is left when nothing depends any more on what cannot be taken. */
export function keepTranslatable(candidates: readonly Taken[], survey: Survey): Translatable {
  const refused: NotTaken[] = [];
  let kept = candidates;
  for (;;) {
    const conditions = new Map<string, Condition>();
    const fresh = kept.flatMap((taken, index) => {
      const before = survey.seesHidden ? kept.filter((other) => other !== taken) : kept.slice(0, index);
      const found = conditionOf(taken, before);
      if (typeof found === 'string') return [{ placed: taken.placed, reason: found }];
      if (typeof found === 'object') conditions.set(taken.id, found);
      return [];
    });
    if (fresh.length === 0) return { kept, conditions, refused };
    refused.push(...fresh);
    kept = kept.filter((taken) => !fresh.some((one) => one.placed === taken.placed));
  }
}

/** A reason why it cannot be taken, in words, or the condition of everything around it. */
function conditionOf({ placed }: Taken, others: readonly Taken[]): string | Condition | true {
  const parts: Truth[] = [];
  for (const { element } of [...placed.around, placed]) {
    const { visibleIf } = element;
    if (visibleIf === undefined || visibleIf === '') continue;
    if (typeof visibleIf !== 'string') return 'its condition is no text';
    const read = readExpression(visibleIf);
    if (!read.ok) return read.message;
    const translated = translateCondition(read.value, (name) => knownAs(name, others));
    if (!translated.ok) return translated.message;
    parts.push(translated.value);
  }
  const condition = all(parts);
  return condition === false ? 'its condition never holds' : condition;
}

/** SurveyJS does not mind capitals in the names of answers. */
function knownAs(name: string, taken: readonly Taken[]): Known | undefined {
  const plain = name.toLowerCase();
  for (const { id, kind, comment } of taken) {
    if (id.toLowerCase() === plain) return { id, answer: kind.answer };
    const commentId = `${id}${COMMENT_ENDING}`;
    if (comment && commentId.toLowerCase() === plain) return { id: commentId, answer: { kind: 'words' } };
  }
  return undefined;
}
