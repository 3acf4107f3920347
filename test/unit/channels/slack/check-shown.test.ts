import { describe, expect, it } from 'vitest';
import { hasBlockKitLimits } from '../../../support/slack/block-kit-limits.ts';
import { checkAnswer, checkCall, checkShown, checkUnfurling } from '../../../support/slack/check-shown.ts';
import { takeRefused } from '../../../support/slack/refused-blocks.ts';

const divider = { type: 'divider' };
const many = Array.from({ length: 51 }, () => divider);
const linked = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://a.example', text: 'a' }] }],
};

describe.skipIf(!hasBlockKitLimits)('what a test shows in Slack', () => {
  it.each([
    ['too many blocks', { text: 'a', blocks: many }],
    ['markup', { text: 'b', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*b*' } }] }],
    ['a link that no card has', { text: 'c', blocks: [linked] }],
    ['the beginning of a mention', { text: 'd <', blocks: [divider] }],
    ['something that looks like a mention', { text: 'e @here', blocks: [divider] }],
  ])('is noted when it has %s', (_what, message) => {
    checkShown(message, 'a message', false);

    expect(takeRefused()).toEqual([expect.stringContaining('a message: ')]);
  });

  it('is noted once, whoever shows it again', () => {
    for (let time = 0; time < 3; time += 1) checkShown({ text: 'again <', blocks: [] }, 'a message', false);

    expect(takeRefused()).toHaveLength(1);
  });

  it('may hold a link where a card has one', () => {
    checkShown({ text: 'f', blocks: [linked] }, 'a message', true);

    expect(takeRefused()).toEqual([]);
  });

  it('is looked at in calls and in acknowledgements', () => {
    const view = { type: 'modal', title: { type: 'plain_text', text: 'x'.repeat(25) }, blocks: [divider] };
    checkCall('views.open', { trigger_id: '1', view });
    checkCall('chat.update', { channel: 'C1', text: 'g', blocks: many });
    checkAnswer(JSON.stringify({ response_action: 'update', view: { ...view, callback_id: 'other' } }));
    checkUnfurling('chat.postMessage', { text: 'h', blocks: [divider], unfurl_links: 'false' });

    expect(takeRefused()).toEqual([
      expect.stringMatching(/^views\.open: view\.title/),
      expect.stringMatching(/^chat\.update: blocks: has 51 items/),
      expect.stringMatching(/^an acknowledgement: view\.title/),
      'chat.postMessage: unfurl_media is on',
    ]);
  });
});
