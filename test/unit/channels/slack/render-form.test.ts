import { describe, expect, it } from 'vitest';
import { formErrors } from '../../../../src/channels/slack/block-kit/form-errors.ts';
import { readPrivateMetadata } from '../../../../src/channels/slack/block-kit/private-metadata.ts';
import { renderCardView, renderForm, renderNoticeView } from '../../../../src/channels/slack/block-kit/render-form.ts';
import type { Form, Input } from '../../../../src/chat/form.ts';
import { blockFaults, hasBlockKitLimits } from '../../../support/slack/block-kit-limits.ts';
import { inputBlocks, wordsIn } from './block-json.ts';
import { realCards, realForms } from './real-cards.ts';

function aForm(inputs: readonly Input[], changed: Partial<Form> = {}): Form {
  return { id: 'review.reject', title: 'Reject', inputs, submitLabel: 'Reject', context: { review: 'R' }, ...changed };
}

/** The element of a form's only input. */
function elementOf(input: Input): unknown {
  return inputBlocks(renderForm(aForm([input]), '').blocks)[0]?.element;
}

function choices(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `id-${index}`, label: `Choice ${index}` }));
}

describe('a form in Slack', () => {
  it('is a view that carries the form’s context and what the caller gave', () => {
    const view = renderForm(
      aForm([], { dismissed: { id: 'interview.resume', value: { interview: 'I' } } }),
      'C1/1700.1',
    );

    expect(view).toMatchObject({ type: 'modal', callback_id: 'review.reject', notify_on_close: true });
    expect(readPrivateMetadata(view.private_metadata)).toEqual({
      context: { review: 'R' },
      dismissed: { id: 'interview.resume', value: { interview: 'I' } },
      carried: 'C1/1700.1',
    });
  });

  it('throws when a view could not carry the context', () => {
    expect(() => renderForm(aForm([], { context: { leftOut: 'x'.repeat(3_000) } }), '')).toThrow('a view carries 3000');
  });

  it('says a title in full below the bar where it is cut', () => {
    const view = renderForm(aForm([], { title: 'Approve with conditions: REV-40' }), '');

    expect(view.title.text).toBe('Approve with conditions…');
    expect(view.blocks[0]).toMatchObject({ type: 'header', text: { text: 'Approve with conditions: REV-40' } });
    expect(renderForm(aForm([], { intro: 'Please.' }), '').blocks).toMatchObject([{ type: 'context' }]);
  });

  it('holds itself back only for what is required', () => {
    const inputs: Input[] = [
      { kind: 'text', id: 'reason', label: 'Why', required: true },
      { kind: 'date', id: 'next', label: 'Next review' },
    ];

    expect(inputBlocks(renderForm(aForm(inputs), '').blocks).map(({ optional }) => optional)).toEqual([false, true]);
  });

  it.each<[string, Input, object]>([
    [
      'a text',
      { kind: 'text', id: 'a', label: 'A', multiline: true, maxLength: 2_000, placeholder: 'P', value: 'V' },
      { type: 'plain_text_input', multiline: true, max_length: 2_000, initial_value: 'V' },
    ],
    [
      'a text that Slack is too small for',
      { kind: 'text', id: 'a', label: 'A', maxLength: 4_000 },
      { max_length: 3_000 },
    ],
    [
      'a number',
      { kind: 'number', id: 'a', label: 'A', value: 1e-7 },
      { type: 'number_input', initial_value: '0.0000001' },
    ],
    [
      'a date',
      { kind: 'date', id: 'a', label: 'A', value: '2027-03-01' },
      { type: 'datepicker', initial_date: '2027-03-01' },
    ],
    [
      'few choices',
      { kind: 'choice', id: 'a', label: 'A', choices: choices(3), value: 'id-1' },
      { type: 'radio_buttons', initial_option: { value: 'id-1' } },
    ],
    [
      'few choices in a menu',
      { kind: 'choice', id: 'a', label: 'A', choices: choices(3), compact: true },
      { type: 'static_select' },
    ],
    [
      'more choices than boxes',
      { kind: 'choices', id: 'a', label: 'A', choices: choices(11) },
      { type: 'multi_static_select' },
    ],
    [
      'several of few',
      { kind: 'choices', id: 'a', label: 'A', choices: choices(3), values: ['id-2', 'gone'] },
      { type: 'checkboxes', initial_options: [{ value: 'id-2' }] },
    ],
  ])('asks for %s natively', (_name, input, element) => {
    expect(elementOf(input)).toMatchObject(element);
  });

  it.each<[string, Input, string]>([
    ['a day', { kind: 'date', id: 'a', label: 'A', value: '2027-02-30' }, 'initial_date'],
    ['a number', { kind: 'number', id: 'a', label: 'A', value: Number.NaN }, 'initial_value'],
    ['a choice', { kind: 'choice', id: 'a', label: 'A', choices: choices(3), value: 'gone' }, 'initial_option'],
    ['a text', { kind: 'text', id: 'a', label: 'A', value: '\t!', maxLength: 1 }, 'initial_value'],
  ])('begins without %s that is not one', (_name, input, property) => {
    expect(elementOf(input)).not.toHaveProperty(property);
  });

  it('groups more choices than one list takes', () => {
    const element = elementOf({ kind: 'choices', id: 'a', label: 'A', choices: choices(249), compact: true });

    expect(element).toMatchObject({
      option_groups: [
        { label: { text: 'Choice 0 – Choice 99' } },
        { label: { text: 'Choice 100 – Choice 199' } },
        { label: { text: 'Choice 200 – Choice 248' } },
      ],
    });
  });

  it('goes on in the description where the label of a choice is too long', () => {
    const label = `${'word '.repeat(20)}end`;

    const element = elementOf({ kind: 'choice', id: 'a', label: 'A', choices: [{ id: 'x', label }] });

    expect(wordsIn(element).replaceAll('\n', ' ')).toBe(label);
  });

  it('says what of a list or a text does not fit', () => {
    const inputs: Input[] = [
      { kind: 'choice', id: 'a', label: 'A', choices: choices(5_000), compact: true },
      { kind: 'text', id: 'b', label: 'B', value: 'x'.repeat(3_100) },
      { kind: 'choice', id: 'c', label: 'C', choices: [] },
    ];

    const words = wordsIn(renderForm(aForm(inputs), '').blocks);

    expect(words).toMatch(/\d{4} more choices do not fit into Slack and are not listed\./);
    expect(words).toContain('The last 100 of what was there are missing.');
    expect(words).toContain('C: there is nothing to choose from.');
  });

  it('says how many inputs do not fit into one view', () => {
    const inputs = Array.from({ length: 130 }, (_, index): Input => ({ kind: 'text', id: `q${index}`, label: 'Q' }));

    const { blocks } = renderForm(aForm(inputs), '');

    expect(inputBlocks(blocks)).toHaveLength(99);
    expect(wordsIn(blocks)).toContain('31 more questions do not fit into one form.');
  });

  it.each(['', 'x'.repeat(151)])('refuses a choice whose id could not be read back', (id) => {
    expect(() => elementOf({ kind: 'choice', id: 'a', label: 'A', choices: [{ id, label: 'L' }] })).toThrow(
      'takes 1 to 150',
    );
  });
});

describe('errors of a form', () => {
  const { blocks } = renderForm(
    aForm([
      { kind: 'text', id: 'reason', label: 'Why' },
      { kind: 'choices', id: 'data', label: 'Data', choices: choices(2) },
    ]),
    '',
  );

  it('stand under their inputs, and under the first where they have none', () => {
    expect(
      formErrors(blocks, { data: 'Please choose.', elsewhere: 'It has changed.', reason: 'Please write.' }),
    ).toEqual({
      'many:data': 'Please choose.',
      'one:reason': 'It has changed. Please write.',
    });
  });

  it('are never empty and never endless', () => {
    const errors = formErrors(blocks, { reason: '', data: 'x'.repeat(5_000) });

    expect(errors['one:reason']).toBe('–');
    expect(errors['many:data']).toHaveLength(300);
  });

  it.each([undefined, null, 'text', [], [{ type: 'input' }, 5]])('cannot be said in a view of %j', (junk) => {
    expect(formErrors(junk, { reason: 'Please write.' })).toEqual({});
  });
});

describe('a view to read', () => {
  it('shows a card, and nothing to submit', () => {
    const view = renderCardView(realCards.passage ?? { headline: '', blocks: [] }, 'Source');

    expect(view).toMatchObject({ type: 'modal', title: { text: 'Source' }, close: { text: 'Close' } });
    expect(view).not.toHaveProperty('submit');
    expect(wordsIn(view.blocks)).toContain('AI system impact assessment (iso42001:6.1.4)');
  });

  it('shows a notice of any length', () => {
    const view = renderNoticeView('Somebody else has decided already', 'a'.repeat(200_000));

    expect(wordsIn(view.blocks)).toContain('Somebody else has decided already');
    expect(wordsIn(view.blocks)).toContain('more characters are kept, but do not fit into Slack');
  });
});

describe.skipIf(!hasBlockKitLimits)('every real form', () => {
  it.each(Object.entries(realForms))('%s is within the limits of Slack', (_name, form) => {
    expect(blockFaults(renderForm(form, '{}'))).toEqual([]);
  });
});
