import { describe, expect, it } from 'vitest';
import { mentionedIn, readSlackText, withoutMention } from '../../../../../src/channels/slack/receive/slack-text.ts';

const nameOf = (user: string) => ({ U1: 'Maya Lindqvist' })[user];

describe('what somebody typed in Slack', () => {
  it.each([
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['ask <@U1> or <@U2|tom>', 'ask @Maya Lindqvist or @tom'],
    ['in <#C1|general> and <#C2>', 'in #general and #C2'],
    ['<!here> and <!subteam^S1|@legal>', '@here and @legal'],
    ['see <https://otter.ai>', 'see https://otter.ai'],
    ['see <http://otter.ai|otter.ai>', 'see otter.ai'],
    ['see <https://otter.ai/x|our plan>', 'see our plan (https://otter.ai/x)'],
    ['write to <mailto:a@b.example|a@b.example>', 'write to a@b.example'],
    ['1 &lt; 2', '1 < 2'],
    ['an open < stays', 'an open < stays'],
  ])('reads %j as it was written', (sent, typed) => {
    expect(readSlackText(sent, nameOf)).toBe(typed);
  });

  it('names whom it mentions, once', () => {
    expect(mentionedIn('<@U1> <@U2|tom> <@U1> <#C1> &lt;@U3&gt;')).toEqual(['U1', 'U2']);
  });

  it.each([
    ['<@UBOT> can I use Otter?', 'can I use Otter?'],
    ['hey <@UBOT>, can I use Otter?', 'hey can I use Otter?'],
    ['can I use Otter? <@UBOT|steward>', 'can I use Otter?'],
    ['<@UBOT2> hello', '<@UBOT2> hello'],
  ])('takes the call for Steward out of %j', (sent, said) => {
    expect(withoutMention(sent, 'UBOT')).toBe(said);
  });
});
