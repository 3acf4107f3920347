import { expect, it } from 'vitest';
import { z } from 'zod';
import { renderForm } from '../../../../src/channels/slack/block-kit/render-form.ts';
import { classify } from '../../../../src/law/classify.ts';
import { partsOf } from '../../../../src/law/decided.ts';
import { loadLaw } from '../../../../src/law/load-law.ts';
import { lawForm } from '../../../../src/reviews/law-form.ts';
import { lawStanding } from '../../../../src/reviews/law-standing.ts';
import { aReview } from '../../reviews/builders.ts';

const law = await loadLaw();
const Text = z.object({ text: z.string() }).default({ text: '' });
const Option = z.object({ text: Text, description: Text });
const Block = z.object({
  hint: Text,
  element: z.object({ options: z.array(Option).default([]) }).default({ options: [] }),
});

it('offers every part of the AI Act in all its words: in the label, its description or the hint', () => {
  const finding = { on: '2027-03-01', facts: {}, result: classify({}, new Date('2027-03-01'), law) };
  const standing = lawStanding(finding, { overrides: [], proposed: [] }, law);

  const { blocks } = renderForm(lawForm(aReview(), standing, law), '');

  const shown = blocks.map((block) => Block.parse(block));
  const words = shown.flatMap(({ hint, element: { options } }) => [
    ...options.map(({ text, description }) => `${text.text} ${description.text}`),
    hint.text,
  ]);
  const all = words.join('\n').replaceAll(/\s+/g, ' ');
  expect(all).not.toContain('…');
  for (const facet of ['prohibited', 'highRisk', 'transparency'] as const)
    for (const { article, text } of partsOf(facet, law)) expect(all).toContain(`${article}: ${text}`);
});
