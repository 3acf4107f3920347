import fc from 'fast-check';
import type { Action, Block, Card, Fact } from '../../../../src/chat/card.ts';
import type { Form, Input } from '../../../../src/chat/form.ts';

/** Texts as people write and paste them: empty, invisible, broken, endless, full of markup. */
const awkward = fc.constantFrom(
  ...[
    '',
    ' ',
    '\n',
    '\u200b',
    '\u0000',
    '\ud800',
    '\u202e',
    '–',
    '&'.repeat(400),
    '<'.repeat(200),
    '"\\'.repeat(2_000),
  ],
  ...[
    '<@U012AB3CD> <!here> <!channel> <#C1|general>',
    '<https://evil.example|good>',
    ':warning: *b* _i_ ~s~ `c`',
    '👩‍👩‍👧‍👦'.repeat(40),
  ],
  ...['word '.repeat(1_000), 'x'.repeat(3_001), 'ä'.repeat(20_000), 'a\r\nb\u2028c'],
);
const short = fc.string({ unit: 'binary', maxLength: 60 });
export const anyText = fc.oneof({ weight: 4, arbitrary: short }, { weight: 1, arbitrary: awkward });

const id = fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,29}$/);
const actionId = fc.tuple(id, id).map(([name, verb]) => `${name}.${verb}`);
const value = fc.dictionary(id, fc.oneof(fc.string({ maxLength: 40 }), fc.integer()), { maxKeys: 3 });
const style = fc.constantFrom('primary', 'danger', 'quiet', undefined);

const anyAction = fc
  .record({ id: actionId, label: anyText, value, style })
  .map(({ style: chosen, ...action }): Action => ({ ...action, ...(chosen && { style: chosen }) }));

const fact = fc
  .record({ label: anyText, value: anyText, note: fc.option(anyText), action: fc.option(anyAction) })
  .map(({ note, action, ...words }): Fact => ({ ...words, ...(note !== null && { note }), ...(action && { action }) }));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: anyText, subtle: fc.boolean() }),
  fc.record({ kind: fc.constant('heading' as const), text: anyText }),
  fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fact, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(anyText, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('quote' as const), text: anyText, from: anyText }),
  fc.record({ kind: fc.constant('progress' as const), done: fc.integer(), total: fc.integer() }),
  fc.record({
    kind: fc.constant('citations' as const),
    citations: fc.array(fc.record({ id, title: anyText }), { maxLength: 12 }),
  }),
);

function inputs(text: fc.Arbitrary<string>, most: number): fc.Arbitrary<Input[]> {
  const base = { id, label: text, hint: text, required: fc.boolean() };
  const choices = fc.uniqueArray(fc.record({ id, label: text }), { maxLength: 130, selector: (choice) => choice.id });
  const input: fc.Arbitrary<Input> = fc.oneof(
    fc.record({
      ...base,
      kind: fc.constant('text' as const),
      multiline: fc.boolean(),
      placeholder: text,
      value: text,
      maxLength: fc.integer({ min: 1, max: 5_000 }),
    }),
    fc.record({ ...base, kind: fc.constant('choice' as const), choices, compact: fc.boolean(), value: id }),
    fc.record({ ...base, kind: fc.constant('choices' as const), choices, compact: fc.boolean(), values: fc.array(id) }),
    fc.record({ ...base, kind: fc.constant('number' as const), value: fc.double() }),
    fc.record({ ...base, kind: fc.constant('date' as const), value: fc.oneof(text, fc.constant('2027-03-01')) }),
  );
  return fc.uniqueArray(input, { maxLength: most, selector: (one) => one.id });
}

/** Whatever a feature could show in Slack, with as many actions and inputs as leave room for something else. */
export const anyCard: fc.Arbitrary<Card> = fc
  .record({
    headline: anyText,
    tone: fc.constantFrom('good', 'attention', 'warning', 'quiet', undefined),
    blocks: fc.array(block, { maxLength: 12 }),
    inputs: inputs(short, 2),
    actions: fc.array(anyAction, { maxLength: 12 }),
  })
  .map(({ tone, ...card }): Card => ({ ...card, ...(tone && { tone }) }));

export const anyForm: fc.Arbitrary<Form> = fc.record({
  id: actionId,
  title: anyText,
  intro: anyText,
  inputs: inputs(anyText, 12),
  submitLabel: anyText,
  context: value,
});
