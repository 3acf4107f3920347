import { describe, expect, it } from 'vitest';
import { privateMetadata } from '../../../../../src/channels/slack/block-kit/private-metadata.ts';
import { PersonsMessage } from '../../../../../src/channels/slack/receive/payloads.ts';
import {
  translateClick,
  translateDismissal,
  translateMessageShortcut,
  translateShortcut,
  translateSubmission,
} from '../../../../../src/channels/slack/receive/translate-clicks.ts';
import { translateCommand, translateMessage } from '../../../../../src/channels/slack/receive/translate-words.ts';
import type { Form } from '../../../../../src/chat/form.ts';

const origin = { workspace: 'T1', botUserId: 'UBOT' };
const nobody = () => undefined;
const direct = { platform: 'slack', workspace: 'T1', conversation: '@U1', visibility: 'direct' };

const message = (more: object = {}) =>
  PersonsMessage.parse({ type: 'message', user: 'U1', text: 'hello', ts: '1700.000100', channel: 'D9', ...more });
const click = (more: object = {}) => ({
  type: 'block_actions' as const,
  user: { id: 'U1' },
  trigger_id: 'trigger',
  actions: [
    { type: 'button', action_id: 'interview.answer#3', action_ts: '1701.5', value: '{"interview":"i","option":"yes"}' },
  ],
  container: { type: 'message' },
  channel: { id: 'D9' },
  message: { ts: '1700.000200', thread_ts: '1700.000100' },
  ...more,
});
const form: Form = {
  id: 'interview.form',
  title: 'Form',
  inputs: [],
  submitLabel: 'Send',
  context: { interview: 'i' },
  dismissed: { id: 'interview.resume', value: { interview: 'i' } },
};
const view = (more: object = {}) => ({
  id: 'V1',
  hash: 'h1',
  callback_id: 'interview.form',
  private_metadata: privateMetadata(form, 'D9@U1/1700.000100'),
  blocks: [],
  state: { values: { 'one:tool': { 'one:tool': { type: 'plain_text_input', value: 'Otter' } } } },
  ...more,
});

describe('words in Slack', () => {
  it('begin a thread in the direct conversation of whoever said them', () => {
    const { event } = translateMessage(message(), origin, nobody);

    expect(event).toEqual({
      deliveryKey: 'slack/T1/message/D9/1700.000100',
      identity: { platform: 'slack', workspace: 'T1', user: 'U1' },
      conversation: { platform: 'slack', workspace: 'T1', conversation: 'D9@U1/1700.000100', visibility: 'direct' },
      direct,
      body: { kind: 'message', messageId: 'D9/1700.000100', text: 'hello' },
    });
  });

  it('stay in the thread where they were said', () => {
    const { event } = translateMessage(message({ ts: '1700.000300', thread_ts: '1700.000100' }), origin, nobody);

    expect(event.conversation.conversation).toBe('D9@U1/1700.000100');
  });

  it('are one deed, whether they come as a message or as a mention', () => {
    const said = { channel: 'C1', text: '<@UBOT> hello' };
    const mention = translateMessage(message({ ...said, type: 'app_mention' }), origin, nobody).event;

    expect(mention).toEqual(translateMessage(message(said), origin, nobody).event);
    expect(mention).toMatchObject({
      conversation: { conversation: 'C1/1700.000100', visibility: 'channel' },
      body: { text: 'hello' },
    });
  });

  it('bring the files shared with them only where that was switched on', () => {
    const files = [{ id: 'F1', name: 'plan.pdf', mimetype: 'application/pdf', size: 9 }, { id: 'F2' }];
    const shared = message({ subtype: 'file_share', text: '', files });
    const bodyOf = (takesFiles: boolean) => translateMessage(shared, { ...origin, takesFiles }, nobody).event.body;

    expect(bodyOf(true)).toMatchObject({
      files: [{ id: 'F1', name: 'plan.pdf', mimeType: 'application/pdf', bytes: 9 }],
    });
    expect(bodyOf(false)).not.toHaveProperty('files');
  });

  it.each([
    { bot_id: 'B1' },
    { subtype: 'message_changed' },
    { subtype: 'channel_join' },
    { subtype: 'bot_message' },
    { user: undefined },
  ])('are no words of a person with %j', (more) => {
    const sent = { type: 'message', user: 'U1', text: 'hello', ts: '1700.000100', channel: 'D9', ...more };

    expect(PersonsMessage.safeParse(sent).success).toBe(false);
  });
});

describe('/aims', () => {
  const command = (text: string) =>
    translateCommand({ command: '/aims', text, user_id: 'U1', channel_id: 'C1', trigger_id: 'trigger' }, origin, nobody)
      .event;

  it.each([
    ['', { kind: 'message', text: 'help' }],
    ['can I use Otter &amp; Co?', { kind: 'message', text: 'can I use Otter & Co?' }],
    ['status', { kind: 'message', text: 'status' }],
    ['declare', { kind: 'action', actionId: 'interview.startAsForm' }],
    ['Declare Otter for calls', { kind: 'action', actionId: 'interview.start', inputs: { text: 'Otter for calls' } }],
    ['declared tools?', { kind: 'message', text: 'declared tools?' }],
    ['report', { kind: 'action', actionId: 'concern.report' }],
  ])('%j is answered in the direct conversation', (text, body) => {
    expect(command(text)).toMatchObject({ conversation: direct, body });
  });
});

describe('a click', () => {
  it('is the deed of the person whom Slack names, in the thread of its message', () => {
    expect(translateClick(click(), origin)).toMatchObject({
      event: {
        deliveryKey: 'slack/T1/action/U1/1701.5/interview.answer#3',
        identity: { user: 'U1' },
        conversation: { conversation: 'D9@U1/1700.000100', visibility: 'direct' },
        body: { kind: 'action', actionId: 'interview.answer', value: { interview: 'i', option: 'yes' } },
      },
      surface: { kind: 'click', trigger: 'trigger', beside: { channel: 'D9', thread: '1700.000100' } },
    });
  });

  it('on a message of its own goes on in a thread below it, where others read along', () => {
    const received = translateClick(click({ channel: { id: 'G2' }, message: { ts: '1700.000200' } }), origin);

    expect(received?.event.conversation).toMatchObject({ conversation: 'G2/1700.000200', visibility: 'channel' });
    expect(received?.surface).toMatchObject({ beside: { channel: 'G2', thread: undefined } });
  });

  it('in App Home goes on in the direct conversation', () => {
    const home = click({ channel: undefined, message: undefined, container: { type: 'view' } });

    expect(translateClick(home, origin)).toMatchObject({
      event: { conversation: direct },
      surface: { kind: 'elsewhere', trigger: 'trigger' },
    });
  });

  it('on what Steward has not drawn is none', () => {
    const [button] = click().actions;

    expect(translateClick(click({ actions: [{ ...button, value: 'x' }] }), origin)).toBeUndefined();
  });
});

describe('a dialog', () => {
  const submitted = (more: object = {}) =>
    translateSubmission({ type: 'view_submission', user: { id: 'U1' }, view: view(more) }, origin);

  it('goes on where it was opened, with what was filled in', () => {
    expect(submitted()?.event).toMatchObject({
      conversation: { conversation: 'D9@U1/1700.000100', visibility: 'direct' },
      body: { kind: 'form', formId: 'interview.form', context: { interview: 'i' }, inputs: { tool: 'Otter' } },
    });
  });

  it('sent twice is one deed; filled in anew after an error it is another', () => {
    const corrected = { 'one:tool': { 'one:tool': { type: 'plain_text_input', value: 'Zoom' } } };

    expect(submitted()?.event.deliveryKey).toBe(submitted()?.event.deliveryKey);
    expect(submitted({ state: { values: corrected } })?.event.deliveryKey).not.toBe(submitted()?.event.deliveryKey);
  });

  it('that was closed does what it asked for', () => {
    const closed = translateDismissal({ type: 'view_closed', user: { id: 'U1' }, view: view() }, origin);

    expect(closed?.event.body).toMatchObject({
      kind: 'action',
      actionId: 'interview.resume',
      value: { interview: 'i' },
    });
  });

  it('of another app is none of ours', () => {
    expect(submitted({ private_metadata: '{"carried":"nonsense","context":{}}' })).toBeUndefined();
    expect(submitted({ private_metadata: '' })).toBeUndefined();
  });
});

describe('a shortcut', () => {
  const shortcut = { callback_id: 'declare', user: { id: 'U1' }, trigger_id: 'trigger', action_ts: '1702.1' };

  it('opens in the direct conversation', () => {
    expect(translateShortcut(shortcut, origin)).toMatchObject({
      event: { conversation: direct, body: { kind: 'action', actionId: 'interview.startAsForm' } },
      surface: { kind: 'elsewhere' },
    });
  });

  it('in the menu of a message brings its words, its author and where it stands', () => {
    const received = translateMessageShortcut(
      {
        ...shortcut,
        type: 'message_action',
        callback_id: 'declare_from_message',
        channel: { id: 'C1' },
        message: { text: 'We use Otter &amp; Zoom', ts: '1699.000001', user: 'U2' },
      },
      origin,
      (user) => (user === 'U2' ? 'Tom Okafor' : undefined),
    );

    expect(received?.event.body).toEqual({
      kind: 'action',
      actionId: 'interview.declareFrom',
      value: { message: 'C1/1699.000001' },
      inputs: { text: 'We use Otter & Zoom', author: 'Tom Okafor' },
    });
  });

  it('that the manifest does not name does nothing', () => {
    expect(translateShortcut({ ...shortcut, callback_id: 'constructor' }, origin)).toBeUndefined();
  });
});
