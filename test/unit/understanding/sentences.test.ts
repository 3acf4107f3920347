import { describe, expect, it } from 'vitest';
import { createUnderstanding } from '../../../src/interviews/understanding/create-understanding.ts';
import type { Understood } from '../../../src/interviews/understanding.ts';
import { aContext, products, type Sentence, sentences } from './labelled.ts';

const { understand } = createUnderstanding(products);

function summarised(understood: Understood, sentence: Sentence) {
  const { command, candidates, ambiguous, isQuestion } = understood;
  const quoted = candidates.filter(({ questionId }) => Object.hasOwn(sentence.quotes, questionId));
  return {
    gives: Object.fromEntries(candidates.map(({ questionId, value }) => [questionId, value])),
    unclear: Object.fromEntries(ambiguous.map(({ questionId, options }) => [questionId, options])),
    quotes: Object.fromEntries(quoted.map(({ questionId, quote }) => [questionId, quote])),
    corrects: candidates.filter(({ corrects }) => corrects).map(({ questionId }) => questionId),
    command: command?.kind === 'change' ? { change: command.questionId ?? null } : command?.kind,
    question: isQuestion,
  };
}

describe('understanding', () => {
  it.each(sentences.map((sentence) => [`${sentence.asked ?? 'first'}: ${sentence.say}`, sentence] as const))(
    'reads %s',
    (_, sentence) => {
      const { say, asked, known, ...expected } = sentence;

      const understood = understand(say, aContext({ asked, known }));

      expect(summarised(understood, sentence)).toEqual({ command: undefined, ...expected });
    },
  );
});
