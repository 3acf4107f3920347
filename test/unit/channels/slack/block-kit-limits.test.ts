import { describe, expect, it } from 'vitest';
import { blockFaults, hasBlockKitLimits } from '../../../support/slack/block-kit-limits.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: object) => ({ type: 'section', text });
const button = (changed: object = {}) => ({
  type: 'button',
  action_id: 'a.b',
  text: plain('Go'),
  value: '{}',
  ...changed,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string, text = 'One') => ({ text: plain(text), value });
const menu = (changed: object) => ({ type: 'static_select', action_id: 'one:a', ...changed });
const input = (element: object, changed: object = {}) => ({
  type: 'input',
  block_id: 'one:a',
  label: plain('A'),
  element,
  ...changed,
});
const field = (changed: object = {}) => ({ type: 'plain_text_input', action_id: 'one:a', ...changed });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const message = (...blocks: unknown[]) => ({ text: 'Hello', blocks });
const modal = (changed: object) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('Send'),
  blocks: [section(plain('x'))],
  ...changed,
});

describe.skipIf(!hasBlockKitLimits)('the check of Block Kit', () => {
  it.each<[string, unknown]>([
    ['a message without blocks', { text: 'Hello' }],
    [
      'every kind of block',
      message(
        { type: 'header', text: plain('H') },
        { type: 'divider' },
        section({ type: 'mrkdwn', text: '*x*' }),
        { type: 'section', fields: [plain('a')], accessory: button() },
        { type: 'context', elements: [plain('c')] },
        actions(button({ action_id: 'c.d', style: 'danger' })),
        rich({
          type: 'rich_text_list',
          style: 'bullet',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] }],
        }),
        input(menu({ options: [option('1')], initial_option: option('1') })),
        {
          type: 'context_actions',
          elements: [
            {
              type: 'feedback_buttons',
              action_id: 'f',
              positive_button: { text: plain('+'), value: '1' },
              negative_button: { text: plain('-'), value: '0' },
            },
          ],
        },
      ),
    ],
    ['a modal', modal({ blocks: [input(field({ max_length: 3_000 }))], private_metadata: '', callback_id: 'a.b' })],
    ['a home', { type: 'home', blocks: [section(plain('x'))] }],
  ])('has nothing against %s', (_name, shown) => {
    expect(blockFaults(shown)).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no text', { blocks: [] }, /^text: is not a string/],
    ['a text that chat.update refuses', { text: 'ä'.repeat(2_001) }, /^text: has 4002 bytes/],
    [
      'too many blocks',
      message(...Array.from({ length: 51 }, () => ({ type: 'divider' }))),
      /^blocks: has 51 items, of 50/,
    ],
    [
      'too many characters',
      message(...Array.from({ length: 5 }, () => section(plain('x'.repeat(2_900))))),
      /^blocks: have 14\d{3} characters/,
    ],
    ['a block that is not known', message({ type: 'hero' }), /^blocks\[0\]: the type hero does not belong here/],
    ['a field that is not known', message({ type: 'divider', colour: 'red' }), /^blocks\[0\]\.colour: is not known/],
    ['an empty text', message(section(plain('')), section(plain(' \u200b'))), /^blocks\[0\]\.text\.text: is empty/],
    ['half a surrogate pair', message(section(plain('\ud83d'))), /surrogate/],
    ['a NUL', message(section(plain('a\u0000'))), /NUL/],
    ['a long section', message(section(plain('x'.repeat(3_001)))), /has 3001 characters, of 3000/],
    ['a section of nothing', message({ type: 'section' }), /neither text nor fields/],
    [
      'too many fields',
      message({ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }),
      /fields: has 11 items, of 10/,
    ],
    ['a long header', message({ type: 'header', text: plain('x'.repeat(151)) }), /of 150/],
    ['markup in a header', message({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }), /mrkdwn does not belong/],
    ['a long label of a button', message(actions(button({ text: plain('x'.repeat(76)) }))), /of 75/],
    ['a long value of a button', message(actions(button({ value: 'x'.repeat(2_001) }))), /of 2000/],
    ['a style of our own', message(actions(button({ style: 'quiet' }))), /style: is none of/],
    [
      'too many buttons',
      message(actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` })))),
      /has 26 items, of 25/,
    ],
    ['an action id twice', message(actions(button(), button())), /^action_id: a\.b stands twice/],
    [
      'a block id twice',
      message({ type: 'divider', block_id: 'x' }, { type: 'divider', block_id: 'x' }),
      /^block_id: x stands twice/,
    ],
    ['a text field among buttons', message(actions(field())), /plain_text_input does not belong/],
    ['a button as an input', message(input(button())), /button does not belong/],
    ['an option that is too long', message(input(menu({ options: [option('1', 'x'.repeat(76))] }))), /of 75/],
    ['a value of an option that is too long', message(input(menu({ options: [option('x'.repeat(151))] }))), /of 150/],
    [
      'too many options',
      message(input(menu({ options: Array.from({ length: 101 }, (_, n) => option(`${n}`)) }))),
      /has 101 items, of 100/,
    ],
    ['no option', message(input(menu({}))), /offers nothing/],
    ['an option twice', message(input(menu({ options: [option('1'), option('1')] }))), /offers a value twice/],
    [
      'a choice that is not offered',
      message(input(menu({ options: [option('1')], initial_option: option('2') }))),
      /is not offered/,
    ],
    [
      'too many boxes',
      message(
        input({ type: 'checkboxes', action_id: 'x', options: Array.from({ length: 11 }, (_, n) => option(`${n}`)) }),
      ),
      /has 11 items, of 10/,
    ],
    [
      'no day',
      message(input({ type: 'datepicker', action_id: 'x', initial_date: 'soon' })),
      /initial_date: is not like/,
    ],
    [
      'an empty run',
      message(rich({ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] })),
      /text: is empty/,
    ],
    [
      'a list of nothing',
      message(rich({ type: 'rich_text_list', style: 'bullet', elements: [] })),
      /has 0 items, needs 1/,
    ],
    ['a long title', modal({ title: plain('x'.repeat(25)) }), /title\.text: has 25 characters, of 24/],
    ['long metadata', modal({ private_metadata: 'x'.repeat(3_001) }), /private_metadata: has 3001/],
    [
      'inputs without a button to send them',
      modal({ submit: undefined, blocks: [input(field())] }),
      /submit: is missing/,
    ],
    ['a view of nothing', modal({ blocks: [] }), /has 0 items, needs 1/],
    [
      'too many blocks in a view',
      { type: 'home', blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
      /has 101 items, of 100/,
    ],
    ['a title of a home', { type: 'home', title: plain('T'), blocks: [{ type: 'divider' }] }, /title: is not known/],
    [
      'a view that is too large',
      modal({ blocks: Array.from({ length: 90 }, () => section(plain('x'.repeat(2_999)))) }),
      /^view: has \d+ bytes/,
    ],
    ['no object', 'text', /is no object/],
  ])('finds %s', (_name, shown, fault) => {
    expect(blockFaults(shown)[0]).toMatch(fault);
  });

  it('names every fault, not only the first', () => {
    expect(blockFaults(message({ type: 'hero' }, section(plain(''))))).toHaveLength(2);
  });
});
