import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mean, ndcgAt } from '../../src/evaluation/metrics.ts';
import { halfOf } from '../../src/evaluation/question-line.ts';
import { loadPassages } from '../../src/knowledge/passage.ts';
import { type Engine, OTHERS, ours } from './engines.ts';
import { answerableQuestions } from './question-sets.ts';

const passages = await loadPassages(join(import.meta.dirname, '../../knowledge'));
const questions = answerableQuestions();

async function figuresOf(engine: Engine) {
  const find = engine.open(passages);
  const gains = { development: [] as number[], heldOut: [] as number[] };
  for (const { question, expected } of questions)
    gains[halfOf(question)].push(ndcgAt(await find(question, 10), expected, 10));
  return { development: mean(gains.development) ?? 0, heldOut: mean(gains.heldOut) ?? 0 };
}

describe('our search, beside others on the same passages and questions', () => {
  it('has the highest nDCG@10 on both halves', async () => {
    const [own, others] = [await figuresOf(ours), await Promise.all(OTHERS.map(figuresOf))];

    const lines = OTHERS.map(({ name }, at) => `${name}: ${JSON.stringify(others[at])}`);
    process.stdout.write(
      `nDCG@10 of ${questions.length} questions\nours: ${JSON.stringify(own)}\n${lines.join('\n')}\n`,
    );
    for (const half of ['development', 'heldOut'] as const) {
      expect(own[half]).toBeGreaterThan(Math.max(...others.map((figures) => figures[half])));
    }
  });
});
