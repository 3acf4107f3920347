import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Activity } from '../../../../src/channels/teams/receive/activity.ts';
import { translate } from '../../../../src/channels/teams/receive/translate.ts';
import { translateFeedback } from '../../../../src/channels/teams/receive/translate-feedback.ts';
import { whereaboutsOf } from '../../../../src/channels/teams/receive/whereabouts.ts';
import type { InboundEvent } from '../../../../src/chat/event.ts';
import {
  aChannelActivity,
  anInvoke,
  aPersonalActivity,
  entraId,
  GOVERNANCE,
  TEAM,
  TENANT,
} from '../../../support/teams/activities.ts';

const user = entraId(1);
const about = { user, serviceUrl: 'https://smba.trafficmanager.net/emea/' };
const stamp = { nonce: 'n-1', row: '0196aaaa-0000-7000-8000-000000000001' };
const click = { action: 'review.claim', value: { review: 'r' }, 'one:why': 'because', 'many:data': 'a,b', ...stamp };

function read(json: object) {
  const activity = Activity.parse(json);
  const where = whereaboutsOf(activity, TENANT);
  if (!where) throw new Error('Nowhere');
  return { activity, where, translated: translate(activity, where) };
}
const eventOf = (json: object) => {
  const { translated } = read(json);
  if (translated.kind !== 'deed') throw new Error(`No deed but ${translated.kind}`);
  return translated.received;
};
const invoking = (name: string, value: unknown, more: object = {}) => anInvoke({ ...about, more }, name, value);
const cardAction = (data: object, more?: object) =>
  invoking('adaptiveCard/action', { action: { type: 'Action.Execute', data }, trigger: 'manual' }, more);

describe('where something was done in Teams', () => {
  it('is a person’s own conversation, wherever Microsoft keeps it', () => {
    const { where } = read(aPersonalActivity({ ...about, more: { text: 'hi' } }));

    expect(where).toMatchObject({
      identity: { platform: 'teams', workspace: TENANT, user },
      conversation: { conversation: `@${user}`, visibility: 'direct' },
      references: [{ place: `@${user}`, conversation: `a:1on1-${user}`, member: `29:${user}` }],
    });
  });

  it('is a thread of a channel, and the person is known to be in its team', () => {
    const { where } = read(aChannelActivity({ ...about, more: { text: 'hi' } }, GOVERNANCE, '1700'));

    expect(where).toMatchObject({
      conversation: { conversation: `${GOVERNANCE};messageid=1700`, visibility: 'channel' },
      direct: { conversation: `@${user}`, visibility: 'direct' },
      references: [
        { place: GOVERNANCE, roster: TEAM },
        { place: `@${user}`, roster: GOVERNANCE, conversation: undefined },
      ],
    });
  });

  it.each([
    ['without the directory’s id', { from: { id: '29:x' } }],
    ['with one that is none', { from: { id: '29:x', aadObjectId: '../x' } }],
    ['in a conversation of another kind', { conversation: { id: 'x', conversationType: 'channel', tenantId: TENANT } }],
  ])('is nowhere %s', (_name, more) => {
    expect(whereaboutsOf(Activity.parse(aPersonalActivity({ ...about, more })), TENANT)).toBeUndefined();
  });

  it('is the same person in whatever letters their id comes', () => {
    const upper = { from: { id: '29:x', aadObjectId: 'ABCDEF00-0000-4000-8000-00000000000A' } };

    expect(read(aPersonalActivity({ ...about, more: upper })).where.identity.user).toBe(
      'abcdef00-0000-4000-8000-00000000000a',
    );
  });
});

describe('a click in Teams', () => {
  it('is the same deed under every id, in old clients and in new ones, and another on another picture', () => {
    const one = eventOf(cardAction(click)).event;
    const again = eventOf(cardAction(click)).event;
    const old = eventOf(aPersonalActivity({ ...about, more: { value: click, text: null } })).event;
    const other = eventOf(cardAction({ ...click, nonce: 'n-2' })).event;
    const entered = eventOf(cardAction({ ...click, 'one:why': 'else' })).event;

    expect(new Set([one, again, old].map(({ deliveryKey }) => deliveryKey)).size).toBe(1);
    expect(new Set([one, again, old].map(({ alsoKnownAs }) => alsoKnownAs)).size).toBe(3);
    expect(new Set([one, other, entered].map(({ deliveryKey }) => deliveryKey)).size).toBe(3);
    expect(one.body).toEqual({
      ...{ kind: 'action', actionId: 'review.claim', value: { review: 'r' } },
      inputs: { why: 'because', data: ['a', 'b'] },
    });
  });

  it('is somebody else’s when somebody else makes it', () => {
    const mine = eventOf(cardAction(click)).event;
    const theirs = eventOf(cardAction(click, { from: { id: '29:y', aadObjectId: entraId(2) } })).event;

    expect(mine.deliveryKey).not.toBe(theirs.deliveryKey);
  });

  it('is a form where one was sent, in place of a card or from a dialog', () => {
    const sent = { form: 'review.reject', context: { review: 'r' }, 'one:reason': 'no', ...stamp, opened: 'key' };
    const body = { kind: 'form', formId: 'review.reject', context: { review: 'r' }, inputs: { reason: 'no' } };

    expect(eventOf(cardAction(sent))).toMatchObject({ event: { body }, surface: { kind: 'card', isForm: true } });
    expect(eventOf(invoking('task/submit', { data: sent }))).toMatchObject({
      event: { body },
      surface: { kind: 'dialog', opens: false, stamp: { opened: 'key' } },
    });
    expect(eventOf(invoking('composeExtension/submitAction', { commandId: 'declare', data: sent }))).toMatchObject({
      event: { body },
    });
  });

  it('is the channel’s own where it only shows', () => {
    for (const kind of ['show', 'refresh', 'window'] as const)
      expect(read(cardAction({ action: `teams.${kind}`, value: {}, ...stamp })).translated).toMatchObject({
        kind: 'own',
        request: { kind, stamp, surface: 'card' },
      });
  });

  it.each([
    ['without a name of its picture', { action: 'a.b', value: {} }],
    ['of another app', { key: 'value' }],
    ['with a name that is none', { action: 'a.b', value: {}, nonce: 'x y' }],
    ['without an action', stamp],
    ['with what no card of ours sends', { action: 'a.b', value: { deep: {} }, ...stamp }],
  ])('is nothing %s', (_name, data) => {
    expect(read(cardAction(data)).translated).toEqual({ kind: 'nothing' });
  });

  it('keeps nothing of odd ids that it carries', () => {
    const { surface } = eventOf(cardAction({ ...click, row: 'not an id', opened: 'x'.repeat(600) }));

    expect(surface).toMatchObject({ stamp: { nonce: 'n-1', row: undefined, opened: undefined } });
  });

  it('is told apart even where half a character was typed', () => {
    expect(() => eventOf(cardAction({ ...click, 'one:why': '\ud800' }))).not.toThrow();
  });
});

describe('an entry in the menus of Teams', () => {
  const messagePayload = {
    id: '1700',
    linkToMessage: 'https://teams.microsoft.com/l/message/1',
    body: { contentType: 'html', content: '<p>We use DeepL</p>' },
    from: { user: { displayName: 'Tom' } },
  };

  it.each([
    ['declareFromMessage', 'interview.declareFrom'],
    ['reportFromMessage', 'concern.report'],
    ['declare', 'interview.startAsForm'],
    ['report', 'concern.report'],
  ])('%s does %s in the person’s own conversation, wherever it stands', (commandId, actionId) => {
    const inChannel = aChannelActivity({
      ...about,
      more: { type: 'invoke', name: 'composeExtension/fetchTask', value: { commandId, messagePayload } },
    });

    expect(eventOf(inChannel)).toMatchObject({
      event: {
        conversation: { conversation: `@${user}`, visibility: 'direct' },
        body: {
          ...{ kind: 'action', actionId },
          inputs: { text: 'We use DeepL', author: 'Tom', link: 'https://teams.microsoft.com/l/message/1' },
        },
      },
      surface: { kind: 'dialog', opens: true },
    });
  });

  it.each(['unknown', 'constructor', '__proto__'])('that is called %s is none of ours', (commandId) => {
    expect(read(invoking('composeExtension/fetchTask', { commandId })).translated).toEqual({ kind: 'nothing' });
  });
});

describe('a file in Teams', () => {
  it('is described and not fetched', () => {
    const attachments = [
      { contentType: 'text/html', content: '<div>see</div>' },
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        ...{ name: 'dpia.pdf', contentUrl: 'https://contoso.sharepoint.com/dpia.pdf' },
        content: { uniqueId: 'file-1', fileType: 'pdf', downloadUrl: 'https://secret.example/token' },
      },
    ];

    const { event } = eventOf(aPersonalActivity({ ...about, more: { text: '', attachments } }));

    expect(event.body).toMatchObject({
      kind: 'message',
      files: [
        { id: 'file-1', name: 'dpia.pdf', mimeType: 'pdf', bytes: 0, link: 'https://contoso.sharepoint.com/dpia.pdf' },
      ],
    });
    expect(opened(event)).toEqual(['https://secret.example/token']);
    expect(`${JSON.stringify(event)} ${inspect(event, { depth: 9 })}`).not.toContain('secret.example');
  });

  it('is told of where others read along, and cannot be opened there', () => {
    const shared = {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: 'dpia.pdf',
      content: { uniqueId: 'file-1', fileType: 'pdf', downloadUrl: 'https://secret.example/token' },
    };
    const tag = '<attachment id="b1b9a3e6-0b51-4e0c-9f2b-000000000001"></attachment>';
    const quoted =
      '<attachment id="1706264000000"></attachment><attachment id="74d20c7f34aa4a7fb74e2b30004247c5"></attachment>';
    const inChannel = (...attachments: readonly object[]) =>
      eventOf(aChannelActivity({ ...about, more: { text: '<at>Steward</at> read this', attachments } })).event;

    const described = inChannel(shared, { contentType: 'text/html', content: tag });
    const marked = inChannel({ contentType: 'text/html', content: `<p>read this</p>${tag}${quoted}` });
    const none = inChannel({ contentType: 'text/html', content: quoted });

    expect(described.body).toMatchObject({ files: [{ id: 'file-1', name: 'dpia.pdf' }] });
    expect(opened(described)).toEqual([undefined]);
    expect(marked.body).toMatchObject({ files: [{ id: 'b1b9a3e6-0b51-4e0c-9f2b-000000000001', name: 'a file' }] });
    expect(none.body).not.toHaveProperty('files');
  });

  const opened = ({ body }: InboundEvent) =>
    body.kind === 'message' && (body.files ?? []).map(({ address }) => address?.reveal());
});

describe('Teams’ own thumbs', () => {
  it.each([
    [
      'like',
      '{"feedbackText":"fine"}',
      { kind: 'action', actionId: 'feedback.up', value: { answer: 'a' }, inputs: {} },
    ],
    [
      'dislike',
      '{"feedbackText":" too long "}',
      { kind: 'form', formId: 'feedback.down', inputs: { text: 'too long' } },
    ],
    ['dislike', 'no JSON', { kind: 'form', formId: 'feedback.down', context: { answer: 'a' }, inputs: {} }],
    ['dislike', undefined, { kind: 'form', inputs: {} }],
  ] as const)('%s with %j', (reaction, feedback, body) => {
    const { activity, where } = read(invoking('message/submitAction', {}));

    const event = translateFeedback(activity, where, 'a', {
      actionName: 'feedback',
      actionValue: { reaction, feedback },
    });

    expect(event.body).toMatchObject(body);
  });
});
