import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { formErrors } from '../../../../src/channels/slack/block-kit/form-errors.ts';
import { renderCard } from '../../../../src/channels/slack/block-kit/render-card.ts';
import { renderCardView, renderForm, renderNoticeView } from '../../../../src/channels/slack/block-kit/render-form.ts';
import { renderHome } from '../../../../src/channels/slack/block-kit/render-home.ts';
import type { Card } from '../../../../src/chat/card.ts';
import type { Form, Input } from '../../../../src/chat/form.ts';
import { blockFaults, hasBlockKitLimits } from '../../../support/slack/block-kit-limits.ts';
import { typesIn, wordsIn } from './block-json.ts';

const FILE = path.join(process.env.TEST_DATA_DIR ?? path.resolve('../shared/data'), 'naughty-strings.json');
const hasStrings = hasBlockKitLimits && existsSync(FILE);

function inputs(text: string): Input[] {
  return [
    { kind: 'text', id: 'reason', label: text, hint: text, placeholder: text, value: text, multiline: true },
    { kind: 'choice', id: 'plan', label: text, choices: [{ id: 'free', label: text }], value: 'free' },
    { kind: 'choices', id: 'data', label: text, choices: [{ id: 'none', label: text }], compact: true },
    { kind: 'number', id: 'users', label: text, value: 3 },
    { kind: 'date', id: 'start', label: text, value: text },
  ];
}

/** `text` in every place for text. */
function fullCard(text: string): Card {
  const action = { id: 'review.approve', label: text, value: { text } };
  return {
    headline: text,
    tone: 'attention',
    blocks: [
      { kind: 'text', text },
      { kind: 'text', text, subtle: true },
      { kind: 'heading', text },
      {
        kind: 'facts',
        facts: [
          { label: text, value: text, note: text, action },
          { label: text, value: text, note: text },
        ],
      },
      { kind: 'list', items: [text, text] },
      { kind: 'quote', text, from: text },
      { kind: 'citations', citations: [{ id: 'iso42001:6.1.4', title: text }] },
    ],
    inputs: inputs(text),
    actions: [action, { ...action, style: 'danger' }],
  };
}

function fullForm(text: string): Form {
  return { id: 'review.reject', title: text, intro: text, inputs: inputs(text), submitLabel: text, context: { text } };
}

const shownWith = (text: string) => [
  renderCard(fullCard(text)),
  renderHome(fullCard(text)),
  renderCardView(fullCard(text), text),
  renderForm(fullForm(text), text),
  renderNoticeView(text, text),
];

const bare = (text: string) => text.replaceAll(/[\s\p{Cc}]/gu, '');

describe.skipIf(!hasStrings)('every naughty string in every place', () => {
  const strings = hasStrings ? z.array(z.string()).parse(JSON.parse(readFileSync(FILE, 'utf8'))) : [];
  const harmless = typesIn(shownWith('harmless'));

  it('breaks no block and adds none that could mean something', () => {
    for (const text of strings) {
      const shown = shownWith(text);
      expect(shown.flatMap(blockFaults), text).toEqual([]);
      expect(
        [...typesIn(shown)].filter((type) => !harmless.has(type)),
        text,
      ).toEqual([]);
    }
    expect(strings.length).toBeGreaterThan(500);
    expect(
      [...harmless].filter((type) =>
        ['mrkdwn', 'markdown', 'link', 'user', 'usergroup', 'channel', 'broadcast', 'emoji', 'date'].includes(type),
      ),
    ).toEqual([]);
  });

  it('is shown as it is, apart from what nobody can see', () => {
    for (const text of strings.filter((one) => bare(one) !== '')) {
      const { blocks } = renderCard({ headline: 'H', blocks: [{ kind: 'text', text }] });
      expect(bare(wordsIn(blocks)).replace(/^H/, ''), text).toMatch(
        bare(text) === bare(wordsIn(blocks)).slice(1) ? /^/ : /^–$/,
      );
    }
  });

  it('mentions nobody and links to nothing in the one text that Slack parses', () => {
    for (const text of [
      ...strings,
      '<@U012AB3CD>',
      '<!here>',
      '<!channel>',
      '<#C1>',
      '@here',
      ':tada:',
      'https://a.example',
      '&lt;!here&gt;',
    ]) {
      const { text: parsed } = renderCard(fullCard(text));
      expect(parsed, text).not.toMatch(/[<>]/);
      expect(parsed, text).not.toMatch(/&(?!amp;|lt;|gt;)/);
      expect(parsed, text).not.toMatch(/[@#:](?=[\w/])/);
    }
  });

  it('stands in the errors of a form within their length', () => {
    const { blocks } = renderForm(fullForm('x'), '');

    for (const text of strings) {
      const [message = ''] = Object.values(formErrors(blocks, { reason: text }));
      expect(message.length, text).toBeGreaterThan(0);
      expect(message.length, text).toBeLessThanOrEqual(300);
    }
  });
});
