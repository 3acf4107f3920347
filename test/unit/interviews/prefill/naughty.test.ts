import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { partsOfDocument } from '../../../../src/composition/described-document.ts';
import { parseQuestionnaire } from '../../../../src/interviews/parse-questionnaire.ts';
import { proposeFromText } from '../../../../src/interviews/prefill/propose-from-text.ts';
import { readDocument } from '../../../../src/knowledge/read-document.ts';
import { docxOf } from '../../../support/document-files.ts';

const folder = process.env.TEST_DATA_DIR ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const file = `${folder}/naughty-strings.json`;
const registration = readFileSync(
  new URL('../../../../knowledge/questionnaires/ai-use-registration.yaml', import.meta.url),
  'utf8',
);

describe.skipIf(!existsSync(file))(
  `naughty strings${existsSync(file) ? '' : ' (skipped: TEST_DATA_DIR is not there)'}`,
  () => {
    const strings = existsSync(file) ? z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
    const parsed = parseQuestionnaire(registration, 'registration');
    const about = { today: new Date('2026-11-25T09:00:00Z'), registered: [], products: [] };

    it.each(['txt', 'md', 'docx'])('are read in a .%s, and quoted as they stand there', async (format) => {
      const lines = strings.map((text) => `We use “${text}” in Germany. ${text}: owner is ${text}`);
      const bytes = format === 'docx' ? docxOf(lines.map(printable)) : new TextEncoder().encode(lines.join('\n\n'));

      const read = await readDocument(`naughty.${format}`, bytes);

      expect(strings.length).toBeGreaterThan(100);
      expect(parsed.ok && read.ok).toBe(true);
      if (!parsed.ok || !read.ok) return;
      const parts = partsOfDocument(read.value);
      const { proposals, conflicts } = proposeFromText(parsed.questionnaire, parts, about);
      const quotes = [...proposals.flatMap(({ rests }) => rests), ...conflicts.flatMap(({ says }) => says)];
      expect(proposals.map(({ questionId }) => questionId)).toContain('countries');
      for (const { quote } of quotes) expect(parts.some(({ text }) => text.includes(quote))).toBe(true);
    });
  },
);

/** XML has no other control characters. */
function printable(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '');
}
