import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClick } from '../../../../src/channels/slack/block-kit/clicked.ts';
import { readPrivateMetadata } from '../../../../src/channels/slack/block-kit/private-metadata.ts';
import { readInputs } from '../../../../src/channels/slack/block-kit/read-inputs.ts';

describe('a click that comes back', () => {
  it('is read with its id as it was and its value', () => {
    const action = { type: 'button', action_id: 'interview.change#3', value: '{"question":"data"}', block_id: 'x' };

    expect(readClick(action)).toEqual({ actionId: 'interview.change', value: { question: 'data' } });
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { type: 'button', action_id: 'a.b' },
    { type: 'button', action_id: 'a.b', value: 'no JSON' },
    { type: 'button', action_id: 'a.b', value: '[1]' },
    { type: 'button', action_id: 'a.b', value: '{"a":{"b":1}}' },
    { type: 'button', action_id: 7, value: '{}' },
    { type: 'static_select', action_id: 'one:data', selected_option: { value: '{}' } },
  ])('is nothing when no button of ours sent it: %j', (action) => {
    expect(readClick(action)).toBeUndefined();
  });
});

describe('inputs that come back', () => {
  it('are texts and lists by their ids, empty where nothing was entered', () => {
    const state = {
      'one:reason': { 'one:reason': { type: 'plain_text_input', value: 'a\n<b>' } },
      'one:empty': { 'one:empty': { type: 'plain_text_input', value: null } },
      'one:users': { 'one:users': { type: 'number_input', value: '12' } },
      'one:start': { 'one:start': { type: 'datepicker', selected_date: '2027-03-01' } },
      'one:plan': { 'one:plan': { type: 'radio_buttons', selected_option: { value: 'free', text: {} } } },
      'one:none': { 'one:none': { type: 'static_select', selected_option: null } },
      'many:data': { 'many:data': { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } },
      'many:all': { 'many:all': { type: 'multi_static_select', selected_options: [] } },
    };

    expect(readInputs(state)).toEqual({
      ...{ reason: 'a\n<b>', empty: '', users: '12', start: '2027-03-01', plan: 'free', none: '' },
      ...{ data: ['a', 'b'], all: [] },
    });
  });

  it('leave out what is no input of ours', () => {
    const state = {
      hspI: { maBWU: { type: 'plain_text_input', value: 'test' } },
      'one:a': { other: { type: 'plain_text_input', value: 'x' } },
      'one:b': { 'one:b': { type: 'files', value: 'x' } },
      'one:c': { 'one:c': { type: 'checkboxes', selected_options: [{ value: 'a' }] } },
      'many:d': { 'many:d': { type: 'plain_text_input', value: 'x' } },
      'one:e': 'text',
    };

    expect(readInputs(state)).toEqual({});
  });
});

describe('what anybody could send', () => {
  const junk = fc.oneof(
    fc.anything(),
    fc.dictionary(fc.constantFrom('one:a', 'many:b', 'x'), fc.dictionary(fc.constantFrom('one:a', 'x'), fc.anything())),
    fc.record({ type: fc.constant('button'), action_id: fc.anything(), value: fc.anything() }),
  );

  it('is read without a throw', () => {
    fc.assert(
      fc.property(junk, fc.string(), (value, text) => {
        readClick(value);
        readPrivateMetadata(value);
        readPrivateMetadata(text);
        return typeof readInputs(value) === 'object';
      }),
      { numRuns: 2_000 },
    );
  });
});
