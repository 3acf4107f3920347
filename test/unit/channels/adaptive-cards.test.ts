import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { LIMITS } from '../../../src/channels/adaptive-cards/limits.ts';
import { renderCard } from '../../../src/channels/adaptive-cards/render-card.ts';
import { renderWithin } from '../../../src/channels/adaptive-cards/render-card-within.ts';
import { renderForm } from '../../../src/channels/adaptive-cards/render-form.ts';
import { readSubmission } from '../../../src/channels/adaptive-cards/submission.ts';
import type { Card, Form, Input } from '../../../src/chat/card.ts';

const DATA = process.env.TEST_DATA_DIR ?? path.resolve('../shared/data');
const SCHEMA_FILE = path.join(DATA, 'teams/adaptive-card-1.5.schema.json');
const NAUGHTY_FILE = path.join(DATA, 'naughty-strings.json');
const NO_DATA = existsSync(SCHEMA_FILE) && existsSync(NAUGHTY_FILE) ? '' : ' (skipped: TEST_DATA_DIR is not there)';

function inputs(text: string): Input[] {
  return [
    { kind: 'text', id: 'reason', label: text, hint: text, placeholder: text, value: text, multiline: true },
    { kind: 'choice', id: 'plan', label: text, choices: [{ id: 'free', label: text }], value: 'free', required: true },
    { kind: 'choices', id: 'data', label: text, choices: [{ id: 'none', label: text }], values: ['none'] },
    { kind: 'choice', id: 'often', label: text, choices: [{ id: 'daily', label: text }], compact: true },
    { kind: 'number', id: 'users', label: text, value: 3 },
    { kind: 'date', id: 'start', label: text, value: '2026-12-01' },
  ];
}

/** A card with everything, and `text` in every place for text. */
function fullCard(text: string): Card {
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
          { label: text, value: text, note: text, action: { id: 'interview.change', label: text, value: { id: 7 } } },
          { label: text, value: text },
        ],
      },
      { kind: 'list', items: [text, text] },
      { kind: 'quote', text, from: text },
      { kind: 'progress', done: 2, total: 7 },
      { kind: 'citations', citations: [{ id: 'iso42001:6.1.4', title: text }] },
    ],
    inputs: inputs(text),
    actions: [
      { id: 'review.approve', label: text, style: 'primary', value: { id: 'REV-40', version: 2 } },
      { id: 'review.reject', label: text, style: 'danger', value: {} },
    ],
  };
}

function form(text: string): Form {
  return {
    id: 'review.reject',
    title: text,
    intro: text,
    inputs: inputs(text),
    submitLabel: text,
    context: { id: 'R' },
  };
}

/** Every object in the JSON, however deep. */
function* objects(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const one of value) yield* objects(one);
  else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    yield Object.fromEntries(entries);
    for (const [, one] of entries) yield* objects(one);
  }
}

function typesIn(value: unknown): string[] {
  return [...objects(value)].flatMap(({ type }) => (typeof type === 'string' ? [type] : []));
}

function textOf(value: unknown): string {
  return [...objects(value)].map(({ type, text }) => (type === 'TextRun' ? String(text) : '')).join('');
}

/** Line breaks become elements of their own. */
function withoutSpace(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function submits(value: unknown): Record<string, unknown>[] {
  return [...objects(value)].filter(({ type }) => type === 'Action.Submit');
}

describe('renderCard', () => {
  it('uses no element that reads Markdown or is missing on phones', () => {
    const types = new Set(typesIn(renderCard(fullCard('**bold** [link](https://example.com) <at>all</at>'))));

    expect([...types].sort()).toEqual(
      [
        ...['Action.Submit', 'ActionSet', 'AdaptiveCard', 'Column', 'ColumnSet', 'Container', 'Input.ChoiceSet'],
        ...['Input.Date', 'Input.Number', 'Input.Text', 'RichTextBlock', 'TextRun'],
      ].sort(),
    );
  });

  it('sends each action with its id and value and nothing else', () => {
    const data = submits(renderCard(fullCard('x'))).map((action) => action.data);

    expect(data).toEqual([
      { action: 'interview.change', value: { id: 7 } },
      { action: 'passage.open', value: { id: 'iso42001:6.1.4' } },
      { action: 'review.approve', value: { id: 'REV-40', version: 2 } },
      { action: 'review.reject', value: {} },
    ]);
  });

  it('puts more buttons than a row shows into further rows and loses none', () => {
    const actions = Array.from({ length: 15 }, (_, index) => ({
      id: 'interview.answer',
      label: `Option ${index}`,
      value: { option: index },
    }));

    const card = renderCard({ headline: 'Which?', blocks: [], actions });

    const rows = card.body.filter((element) => element.type === 'ActionSet').map((row) => row.actions.length);
    expect(rows).toEqual([LIMITS.actionsPerRow, LIMITS.actionsPerRow, 3]);
    expect(submits(card)).toHaveLength(15);
  });

  it('keeps each line of a text on a line of its own', () => {
    const card = renderCard({ headline: 'H', blocks: [{ kind: 'text', text: 'one\r\ntwo\n\nthree' }] });

    expect(card.body.map((element) => textOf([element]))).toEqual(['H', 'one', 'two', 'three']);
  });

  it('never lets a text become a formatted date', () => {
    const text = 'due {{DATE(2026-11-22T00:00:00Z, SHORT)}}';

    const card = renderCard(fullCard(text));

    // What an input holds is edited, never formatted, and must come back as it was.
    const formatted = JSON.stringify(card, (name, value) => (name === 'value' ? undefined : value));
    expect(formatted).not.toContain('{{DATE');
    expect(textOf(renderCard({ headline: text, blocks: [] }))).toBe(text);
  });

  it('does not let a required input of a card hold back its other buttons', () => {
    const input: Input = { kind: 'text', id: 'team', label: 'Team', required: true };

    const card = renderCard({ headline: 'H', blocks: [], inputs: [input] });

    expect(JSON.stringify(card)).not.toContain('isRequired');
    expect(JSON.stringify(renderForm({ ...form('x'), inputs: [input] }))).toContain('"isRequired":true');
  });

  it('refuses a choice whose id could not be read back', () => {
    const input: Input = { kind: 'choices', id: 'data', label: 'Data', choices: [{ id: 'a,b', label: 'A and B' }] };

    expect(() => renderCard({ headline: 'H', blocks: [], inputs: [input] })).toThrow('comma');
  });
});

describe('renderWithin', () => {
  const long: Card = {
    headline: 'Long',
    blocks: Array.from({ length: 40 }, (_, index) => ({ kind: 'text', text: `${index} ${'ä'.repeat(4_000)}` })),
    actions: [{ id: 'review.approve', label: 'Approve', value: { id: 'REV-1' } }],
  };

  it('leaves a card that fits as it is', () => {
    expect(renderWithin(fullCard('x'), LIMITS.teamsCardBytes, renderCard)).toEqual(renderCard(fullCard('x')));
  });

  it('says what it shortens, keeps the actions and stays within the limit', () => {
    const card = renderWithin(long, LIMITS.teamsCardBytes, renderCard);

    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(LIMITS.teamsCardBytes);
    expect(textOf(card)).toMatch(/\(\d+ more characters are not shown here\)/);
    expect(submits(card)).toHaveLength(1);
  });

  it('says how many parts it leaves out', () => {
    const card = renderWithin(long, 3_000, renderCard);

    const shown = card.body.filter((element) => textOf([element]).includes('äää')).length;
    expect(shown).toBeGreaterThan(0);
    expect(textOf(card)).toContain(`${40 - shown} more parts of this card did not fit and are not shown here.`);
  });

  it('throws rather than leave out a button', () => {
    expect(() => renderWithin(long, 200, renderCard)).toThrow('200 bytes');
  });
});

describe('readSubmission', () => {
  it('reads an action back with its inputs, lists as lists', () => {
    const data = { action: 'interview.answer', value: { id: 'q1' }, 'one:value': 'text', 'many:data': 'none,personal' };

    expect(readSubmission(data)).toEqual({
      kind: 'action',
      action: 'interview.answer',
      value: { id: 'q1' },
      inputs: { value: 'text', data: ['none', 'personal'] },
    });
  });

  it('reads a form back, with nothing chosen as an empty list', () => {
    const data = { form: 'review.reject', context: { id: 'R' }, 'many:data': '' };

    expect(readSubmission(data)).toEqual({
      kind: 'form',
      form: 'review.reject',
      context: { id: 'R' },
      inputs: { data: [] },
    });
  });

  it.each([undefined, null, 'text', 5, {}, { action: 'a.b' }, { action: 1, value: {} }])('refuses %j', (data) => {
    expect(readSubmission(data)).toBeUndefined();
  });
});

describe.skipIf(NO_DATA !== '')(`with the data of others${NO_DATA}`, () => {
  function adaptiveCardSchema(): z.ZodType {
    return z.fromJSONSchema(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')), { defaultTarget: 'draft-7' });
  }

  it('is valid Adaptive Cards 1.5, and the check would notice if it were not', () => {
    const schema = adaptiveCardSchema();

    expect(schema.safeParse(renderCard(fullCard('x'))).error).toBeUndefined();
    expect(schema.safeParse(renderForm(form('x'))).error).toBeUndefined();
    expect(schema.safeParse({ ...renderCard(fullCard('x')), body: [{ type: 'TextRun', txt: 'x' }] }).success).toBe(
      false,
    );
  });

  it('renders every naughty string as text, to the same elements and actions as a harmless one', () => {
    const naughty = z.array(z.string()).parse(JSON.parse(readFileSync(NAUGHTY_FILE, 'utf8')));
    const harmless = submits(renderCard(fullCard('x'))).map((action) => action.data);
    const allowed = new Set(typesIn(renderCard(fullCard('x'))));

    for (const text of naughty) {
      const card = renderCard(fullCard(text));
      expect(submits(card).map((action) => action.data)).toEqual(harmless);
      expect(typesIn(card).filter((type) => !allowed.has(type))).toEqual([]);
      expect(withoutSpace(textOf(renderCard({ headline: text, blocks: [] })))).toBe(withoutSpace(text));
    }
    expect(naughty.length).toBeGreaterThan(500);
  });
});
