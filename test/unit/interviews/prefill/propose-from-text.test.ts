import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuestionnaire } from '../../../../src/interviews/parse-questionnaire.ts';
import { type FromText, proposeFromText } from '../../../../src/interviews/prefill/propose-from-text.ts';
import { parseProducts } from '../../../../src/interviews/understanding/products.ts';

const knowledge = (file: string) => readFileSync(new URL(`../../../../knowledge/${file}`, import.meta.url), 'utf8');
const products = parseProducts(knowledge('products.yaml'));
const about = { today: new Date('2026-11-25T09:00:00Z'), registered: [], products };

function questionnaire(id: string) {
  const parsed = parseQuestionnaire(knowledge(`questionnaires/${id}.yaml`), id);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.questionnaire;
}
const both = [questionnaire('ai-use-registration'), questionnaire('ai-system-impact-assessment')];

const said = ({ proposals }: FromText) =>
  proposals.flatMap(({ questionId, value }) => [value].flat().map((part) => `${questionId}=${part}`));
const readBy = (text: string) => both.flatMap((one) => said(proposeFromText(one, text, about)));

/** What is said of a system, how it is denied, and what neither denial nor hedge may leave behind. */
const SAID: readonly { says: string; denies: readonly string[]; means: RegExp }[] = [
  {
    says: 'We process personal data.',
    denies: [
      'We do not process personal data.',
      'No personal data is processed.',
      "We don't process any personal data.",
      'Personal data: no',
      'It works without personal data.',
      'Personal data is not processed.',
      'Personal data is excluded.',
    ],
    means: /data=personal/,
  },
  {
    says: 'It processes health data of patients.',
    denies: [
      'It does not process health data of patients.',
      'Health data of patients is never processed.',
      'Neither names nor health data go in.',
    ],
    means: /special-category/,
  },
  {
    says: 'The system ranks applicants.',
    denies: [
      'The system does not rank applicants.',
      'The system never ranks applicants.',
      'Nobody ranks applicants with it.',
    ],
    means: /evaluates-people|profiles-people|hiring|recruiting/,
  },
  {
    says: 'It recognises faces.',
    denies: ['It does not recognise faces.', 'It cannot recognise faces.', 'It recognises no faces.'],
    means: /recognises-people/,
  },
  {
    says: 'Payments are blocked automatically.',
    denies: ['Payments are not blocked automatically.', 'No payment is ever blocked automatically.'],
    means: /acts-without-human|autonomy=alone|blocking/,
  },
  {
    says: 'A lawyer reads every contract.',
    denies: ['No lawyer reads every contract.', 'A lawyer does not read every contract.'],
    means: /humanCheck=always|autonomy=confirmed/,
  },
  {
    says: 'Customers are informed in the privacy notice.',
    denies: ['Customers are not informed in the privacy notice.', 'Customers are not told yet.'],
    means: /peopleInformed=(?:informed|consent)/,
  },
  {
    says: 'We use it in Germany.',
    denies: ['We do not use it in Germany.'],
    means: /countries=de/,
  },
];

describe('proposing from a text', () => {
  it.each(SAID)('takes “$says” for what it says, and no denial of it', ({ says, denies, means }) => {
    expect(readBy(says).filter((one) => means.test(one))).not.toEqual([]);
    for (const denial of denies)
      expect([denial, readBy(denial).filter((one) => means.test(one))]).toEqual([denial, []]);
  });

  it.each(SAID)('takes nothing from “$says” where it is only considered, asked, or said of others', ({ says }) => {
    const lower = says.replace(/\.$/, '').replace(/^(?:The|A|We|It)\b/, (word) => word.toLowerCase());
    for (const hedged of [
      `Perhaps ${lower}.`,
      `It is not decided whether ${lower}.`,
      `We are thinking about this: ${lower}, maybe.`,
      `In an old project, which was switched off, ${lower}.`,
      `Our competitor says: ${lower}.`,
      `## Other projects\n\n${says}`,
      `## Plans\n\n${says}`,
    ])
      expect([hedged, readBy(hedged)]).toEqual([hedged, []]);
  });

  it('cuts every quote out of the text, whatever the text', () => {
    const word = fc.oneof(
      fc.constantFrom(...SAID.flatMap(({ says, denies }) => [says, ...denies])),
      fc.constantFrom('Owner: Signe Madsen', 'Otter.ai', '# Data', '\n\n', '\n', 'version 2.3', 'on 11 January 2028'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        for (const one of both) {
          const { proposals, conflicts } = proposeFromText(one, text, about);
          const quotes = [...proposals.flatMap(({ rests }) => rests), ...conflicts.flatMap(({ says }) => says)];
          for (const { quote } of quotes) expect(text).toContain(quote);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('reads the same text the same way, and answers in the order of the questionnaire', () => {
    const text = SAID.map(({ says }) => says).join(' ');
    for (const one of both) {
      const order = one.sections.flatMap(({ questions }) => questions.map(({ id }) => id));
      const { proposals } = proposeFromText(one, text, about);
      expect(proposeFromText(one, text, about)).toEqual(proposeFromText(one, text, about));
      expect(proposals.map(({ questionId }) => order.indexOf(questionId))).toEqual(
        proposals.map(({ questionId }) => order.indexOf(questionId)).toSorted((a, b) => a - b),
      );
    }
  });

  it('gets through hostile and endless texts in time that grows with their length', () => {
    const texts = [
      'a'.repeat(100_000),
      'is '.repeat(30_000),
      'every '.repeat(15_000),
      `${'('.repeat(20_000)}${')'.repeat(20_000)}`,
      'Label: value\n'.repeat(5_000),
      '# '.repeat(20_000),
      'no, not, never '.repeat(5_000),
      '11 January 2028 '.repeat(3_000),
    ];
    for (const text of texts) {
      const began = performance.now();
      for (const one of both) proposeFromText(one, text, about);
      expect(performance.now() - began, text.slice(0, 20)).toBeLessThan(15_000);
    }
  });
});
