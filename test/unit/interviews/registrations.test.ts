import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { playAnswers } from '../../../src/interviews/play.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { theRegistration } from './shipped.ts';

const Registration = z.strictObject({
  name: z.string(),
  answers: z.record(z.string(), z.unknown()),
  expect: z.strictObject({
    asked: z.array(z.string()),
    lane: z.string(),
    skipped: z.array(z.string()).optional(),
    unknowns: z.array(z.string()).optional(),
  }),
});

const folder = new URL('registrations/', import.meta.url);
const files = readdirSync(folder).map((file) =>
  Registration.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
);
const questionnaire = theRegistration();

describe('the AI use registration', () => {
  it.each(files)('asks what is needed and finds the lane: $name', (registration) => {
    const played = playAnswers(questionnaire, registration.answers);

    expect(played).toMatchObject({ invalid: [], missing: [], complete: true });
    expect(played.asked).toEqual(registration.expect.asked);
    expect(played.result?.lane).toBe(registration.expect.lane);
    expect(played.skipped).toEqual(expect.arrayContaining(registration.expect.skipped ?? []));
    if (registration.expect.unknowns) expect(played.result?.unknowns).toEqual(registration.expect.unknowns);
  });

  it('takes at most seven answers for each harmless use', () => {
    const harmless = files
      .map(({ answers }) => answers)
      .filter(({ circumstances, data }) => isNone(circumstances) && isHarmless(data));
    const lengths = harmless.map((answers) => playAnswers(questionnaire, answers).asked.length);

    expect(lengths.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(7);
  });

  it('has labels that fit a button and words for every question', () => {
    const labels = questionsOf(questionnaire).flatMap((question) =>
      'options' in question ? question.options.map(({ label }) => label) : [],
    );

    expect(labels.filter((label) => label.length > 40)).toEqual([]);
    expect(questionsOf(questionnaire).filter(({ clause }) => clause === undefined)).toEqual([]);
  });

  it('gives every lane but the lightest a reason with a clause', () => {
    expect(questionnaire.screening.filter(({ clause }) => clause === undefined)).toEqual([]);
  });

  it('reports what a file leaves out, gets wrong or makes up', () => {
    const played = playAnswers(questionnaire, { tool: null, purpose: 'coding', countries: ['xx'], colour: 'blue' });

    expect(played.complete).toBe(false);
    expect(played.result).toBeNull();
    expect(played.invalid.map(({ questionId }) => questionId)).toEqual(['colour', 'tool', 'countries']);
    expect(played.missing).toEqual(['account', 'users', 'data', 'circumstances']);
  });
});

function isNone(value: unknown): boolean {
  return JSON.stringify(value) === '["none"]';
}

function isHarmless(data: unknown): boolean {
  return Array.isArray(data) && data.every((part) => ['none', 'public', 'internal'].includes(part));
}
