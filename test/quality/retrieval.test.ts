import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { createSearch } from '../../src/knowledge/search.ts';
import { answerableQuestions, trapQuestions, unanswerableQuestions } from './question-sets.ts';

const { passages, assistant } = await loadKnowledgeBase(join(import.meta.dirname, '../../knowledge'));
const search = createSearch(passages);

describe('the search and the gate, on questions that were written before they were tuned', () => {
  const { halves } = evaluate([...answerableQuestions(), ...unanswerableQuestions()], {
    find: (question, limit) => search.find(question, limit).map(({ passage }) => passage.id),
    answer: (question) => {
      const { band, score, citations } = assistant.answer(question);
      return { band, score, cited: citations.map(({ id }) => id) };
    },
    clock: () => performance.now(),
  });

  it.each(['development', 'heldOut'] as const)('find and keep enough on the half “%s”', (half) => {
    const figures = halves[half];

    process.stdout.write(`${half}: ${JSON.stringify(figures)}\n`);
    expect(figures.hitAt3).toBeGreaterThanOrEqual(0.9);
    expect(figures.ndcgAt10).toBeGreaterThanOrEqual(0.8);
    expect(figures.abstentionAuroc).toBeGreaterThanOrEqual(0.95);
    expect(figures.keptAt5).toBeGreaterThanOrEqual(0.85);
    expect(figures.unanswerableBands.answer).toBeLessThanOrEqual(0.05);
  });
});

describe('the answer to a trap', () => {
  it.each(trapQuestions())('“$question” is right', ({ question, mustContain, mustNotContain }) => {
    const { text } = assistant.answer(question);

    for (const pattern of mustContain) expect(text).toMatch(new RegExp(pattern, 'i'));
    for (const pattern of mustNotContain) expect(text).not.toMatch(new RegExp(pattern, 'i'));
  });
});
