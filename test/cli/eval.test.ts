import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal('empty');
  const lines = [
    { question: 'What does clause 9.2 ask for?', expected: ['iso42001:9.2'], kind: 'named' },
    { question: 'Who approves the AI policy?', expected: ['iso42001:5.2', 'iso42001:A.2.2'] },
    { question: 'What is the weather in Paris?' },
    { question: 'Give me a recipe for pumpkin risotto', expected: [] },
  ];
  await terminal.write('questions.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
});
afterAll(() => terminal.close());

describe('aims eval', () => {
  it('counts what was found, kept and answered, by half and by kind', async () => {
    const evaluation = await terminal.json('eval', 'questions.jsonl', '--json');

    expect(evaluation).toMatchObject({
      all: {
        questions: 4,
        answerable: 2,
        hitAt3: 1,
        abstentionAuroc: 1,
        keptAt5: 1,
        unanswerableBands: { answer: 0, unsure: 0, abstain: 1 },
      },
      kinds: { named: {}, answerable: {}, unanswerable: {} },
      searchMs: { p99: expect.any(Number) },
    });
    const { halves } = Object(evaluation);
    expect(halves.development.questions + halves.heldOut.questions).toBe(4);
  });

  it('prints a table for people', async () => {
    const { stdout } = await terminal.run('eval', 'questions.jsonl');

    expect(stdout).toMatch(/^all +4 +1\.000/mu);
    expect(stdout).toContain('p99');
  });

  it('refuses a passage that does not exist, naming the line', async () => {
    await terminal.write('wrong.jsonl', '{"question": "a?"}\n{"question": "b?", "expected": ["iso42001:11.1"]}\n');

    const { stderr, exitCode } = await terminal.run('eval', 'wrong.jsonl');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('wrong.jsonl:2 expects iso42001:11.1');
  });
});
