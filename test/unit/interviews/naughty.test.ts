import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeAnswer } from '../../../src/interviews/present.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { answering, next, playing, saying, small, starting } from './small.ts';

const folder = process.env.TEST_DATA_DIR ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const file = `${folder}/naughty-strings.json`;

describe.skipIf(!existsSync(file))(
  `naughty strings${existsSync(file) ? '' : ' (skipped: TEST_DATA_DIR is not there)'}`,
  () => {
    const strings = existsSync(file) ? z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
    const vendor = questionsOf(small).find(({ id }) => id === 'vendor');
    const { state } = playing(starting('x'), answering('tool', 'Otter'), answering('data', ['personal']));

    it('are stored as they are or refused with a sentence, by click and by message', () => {
      expect(strings.length).toBeGreaterThan(100);
      for (const text of [...strings, '\0', '\ud800', 'x'.repeat(1_000_000)]) {
        for (const input of [answering('vendor', text), saying(text)]) {
          const { state: after, effects } = next(state, input);
          const answer = after.answers.vendor;
          if (answer && vendor) expect(describeAnswer(vendor, answer)).toBe(text.trim());
          else expect(effects.some(({ kind }) => kind === 'invalid' || kind === 'ask')).toBe(true);
        }
      }
    });
  },
);
