import { describe, expect, it } from 'vitest';
import { htmlToText, readTeamsText } from '../../../../src/channels/teams/receive/teams-text.ts';
import { BOT } from '../../../support/teams/activities.ts';

const bot = { type: 'mention', text: '<at>Steward</at>', mentioned: BOT } as const;
const tom = { type: 'mention', text: '<at>Tom Becker</at>', mentioned: { id: '29:tom', name: 'Tom Becker' } } as const;
const read = (text: string | null, entities: Parameters<typeof readTeamsText>[0]['entities'] = []) =>
  readTeamsText({ text, entities, recipient: BOT });

describe('what a person typed in Teams', () => {
  it.each<[string, Parameters<typeof readTeamsText>[0]['entities'], string]>([
    ['<at>Steward</at> may I use DeepL?\n', [bot], 'may I use DeepL?'],
    ['<at>Steward</at>&nbsp;help'.replace('&nbsp;', '\u00a0'), [bot], 'help'],
    ['ask <at>Tom Becker</at> about it, <at>Steward</at>', [bot, tom], 'ask @Tom Becker about it,'],
    ['<at>Tom Becker</at> knows', [tom], '@Tom Becker knows'],
    ['<at>My Bot</at>list\n', [{ type: 'mention', mentioned: { id: BOT.id } }], 'list'],
    ['<at>Stewart</at> hi', [{ type: 'mention', mentioned: { id: BOT.id, name: 'Stewart' } }], 'hi'],
    ['<at id="0">Steward</at> hi', [bot], 'hi'],
    ['a < b and <at> alone', [], 'a < b and <at> alone'],
    ['<at>all</at> hear', [], '@all hear'],
  ])('%j is %j', (text, entities, words) => {
    expect(read(text, entities)).toBe(words);
  });

  it('is nothing without a text', () => {
    expect(read(null)).toBe('');
  });
});

describe('the words of a message that Teams keeps as HTML', () => {
  it.each([
    ['<div>One<br>two</div><p>three &amp; four</p>', 'One\ntwo\nthree & four'],
    ['<p>A&nbsp;B &lt;script&gt; &#8364; &#x20AC;</p>', 'A B <script> € €'],
    ['<img src=x onerror=alert(1)>text', 'text'],
    ['&#0;&#xFFFFFF;&unknown;', '&#0;&#xFFFFFF;&unknown;'],
    ['plain', 'plain'],
  ])('%j are %j', (html, words) => {
    expect(htmlToText(html)).toBe(words);
  });
});
