import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ConsoleOptions } from '../../../src/channels/console/ports.ts';
import type { Form } from '../../../src/chat/card.ts';
import type { ImmediateReply } from '../../../src/chat/reply.ts';
import { MAX_MESSAGE_CHARACTERS } from '../../../src/chat/text.ts';
import { type ConsoleUnderTest, startConsole } from './console-server.ts';

const NAUGHTY_FILE = path.join(process.env.TEST_DATA_DIR ?? path.resolve('../shared/data'), 'naughty-strings.json');
const NO_DATA = existsSync(NAUGHTY_FILE) ? '' : ' (skipped: TEST_DATA_DIR is not there)';

const ADDRESS = {
  platform: 'console',
  workspace: 'workspace',
  conversation: 'dm:staff',
  visibility: 'direct',
} as const;
const FORM: Form = {
  id: 'review.reject',
  title: 'Reject',
  inputs: [{ kind: 'text', id: 'reason', label: 'Reason', required: true }],
  submitLabel: 'Reject',
  context: { id: 'REV-1' },
};

const Shown = z.object({ messages: z.array(z.looseObject({ id: z.string(), text: z.string().optional() })) });

const opened: ConsoleUnderTest[] = [];
let keys = 0;

afterEach(async () => {
  for (const console of opened.splice(0)) await console.close();
});

async function aConsole(changes: Partial<ConsoleOptions> = {}): Promise<ConsoleUnderTest> {
  const console = await startConsole(changes);
  opened.push(console);
  return console;
}

function newKey(): string {
  keys += 1;
  return `0193a1b2-0000-7000-8000-${String(keys).padStart(12, '0')}`;
}

function message(text: string, changes: object = {}) {
  return { as: 'staff', conversation: 'dm:staff', text, key: newKey(), ...changes };
}

async function textsIn(console: ConsoleUnderTest): Promise<(string | undefined)[]> {
  const answer = await console.call('/console/api/conversations/dm%3Astaff?as=staff');
  return Shown.parse(answer.json()).messages.map(({ text }) => text);
}

describe('posting as a person', () => {
  it('hands a message to Steward with the person as its verified identity, and shows it', async () => {
    const console = await aConsole();
    const body = message('I would like to use Otter.ai');

    const answer = await console.call('/console/api/messages', { body });

    const id = `console:staff:${body.key}`;
    expect(answer.status).toBe(200);
    expect(console.received).toEqual([
      {
        deliveryKey: id,
        identity: { platform: 'console', workspace: 'workspace', user: 'staff' },
        conversation: ADDRESS,
        body: { kind: 'message', messageId: id, text: 'I would like to use Otter.ai' },
      },
    ]);
    expect(await textsIn(console)).toEqual(['I would like to use Otter.ai']);
  });

  it('shows a message once and keeps its key however often it is sent', async () => {
    const console = await aConsole();
    const body = message('hello');

    for (let times = 0; times < 3; times += 1) await console.call('/console/api/messages', { body });

    expect(await textsIn(console)).toEqual(['hello']);
    expect(new Set(console.received.map(({ deliveryKey }) => deliveryKey))).toEqual(
      new Set([`console:staff:${body.key}`]),
    );
  });

  it('does not take the same key of two people for the same deed', async () => {
    const console = await aConsole();
    const body = message('hello');

    await console.call('/console/api/messages', { body });
    await console.call('/console/api/messages', { body: { ...body, as: 'reviewer', conversation: 'dm:reviewer' } });

    expect(console.received.map(({ deliveryKey }) => deliveryKey)).toEqual([
      `console:staff:${body.key}`,
      `console:reviewer:${body.key}`,
    ]);
  });

  it('hands over an action with its value and inputs', async () => {
    const console = await aConsole();
    const body = {
      ...{ as: 'reviewer', conversation: 'governance', key: newKey(), action: 'review.approve' },
      ...{ value: { id: 'REV-1', version: 2 }, inputs: { reason: 'fine', questions: ['a', 'b'] } },
    };

    await console.call('/console/api/actions', { body });

    expect(console.received[0]?.conversation).toMatchObject({ conversation: 'governance', visibility: 'channel' });
    expect(console.received[0]?.body).toEqual({
      kind: 'action',
      actionId: 'review.approve',
      value: { id: 'REV-1', version: 2 },
      inputs: { reason: 'fine', questions: ['a', 'b'] },
    });
  });

  it('hands over a form with its context and inputs', async () => {
    const console = await aConsole();
    const deed = { as: 'staff', conversation: 'dm:staff', key: newKey() };

    await console.call('/console/api/forms', {
      body: { ...deed, form: 'review.reject', context: { id: 'REV-1' }, inputs: { reason: 'no' } },
    });

    expect(console.received[0]?.body).toEqual({
      kind: 'form',
      formId: 'review.reject',
      context: { id: 'REV-1' },
      inputs: { reason: 'no' },
    });
  });

  it.each<[ImmediateReply, object]>([
    [
      { kind: 'openForm', form: FORM },
      { kind: 'openForm', form: FORM, adaptiveCard: { type: 'AdaptiveCard' } },
    ],
    [{ kind: 'replaceCard', card: { headline: 'Done', blocks: [] } }, { adaptiveCard: { type: 'AdaptiveCard' } }],
    [
      { kind: 'formErrors', errors: { reason: 'Too short' } },
      { kind: 'formErrors', errors: { reason: 'Too short' } },
    ],
    [
      { kind: 'notice', text: 'Noted' },
      { kind: 'notice', text: 'Noted' },
    ],
  ])('answers with the reply $kind', async (reply, expected) => {
    const console = await aConsole({ receive: async () => ({ kind: 'done', reply }) });

    const answer = await console.call('/console/api/messages', { body: message('hello') });

    expect(answer.json()).toMatchObject({ reply: expected });
  });

  it.each([
    ['refused', 422, { kind: 'refused', message: 'Slow down.' }],
    ['to be sent again', 503, { kind: 'failed', message: 'Slow down.', retry: true }],
    ['failed for good', 500, { kind: 'failed', message: 'Slow down.', retry: false }],
  ] as const)('says with its status that a deed was %s', async (_name, status, received) => {
    const console = await aConsole({ receive: async () => received });

    const answer = await console.call('/console/api/messages', { body: message('hello') });

    expect([answer.status, answer.json()]).toEqual([status, { message: 'Slow down.' }]);
  });

  it('asks for a deed again when Steward failed, without telling why', async () => {
    const console = await aConsole({ receive: () => Promise.reject(new Error('secret detail')) });

    const answer = await console.call('/console/api/messages', { body: message('hello') });

    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain('secret');
  });
});

describe('what a person may not do', () => {
  it.each([
    ['staff', 'dm:reviewer'],
    ['reviewer', 'dm:staff'],
    ['staff', 'governance'],
    ['auditor', 'governance'],
    ['staff', 'elsewhere'],
  ])('keeps %s out of %s, reading and writing', async (as, conversation) => {
    const console = await aConsole();
    const deed = { as, conversation, key: newKey() };

    const answers = await Promise.all([
      console.call(`/console/api/conversations/${encodeURIComponent(conversation)}?as=${as}`),
      console.call('/console/api/messages', { body: { ...deed, text: 'hello' } }),
      console.call('/console/api/actions', { body: { ...deed, action: 'review.approve' } }),
      console.call('/console/api/forms', { body: { ...deed, form: 'review.reject' } }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(console.received).toEqual([]);
  });

  it('lets nobody be a person who is not known', async () => {
    const console = await aConsole();

    const answers = await Promise.all([
      console.call('/console/api/desk?as=nobody'),
      console.call('/console/api/messages', { body: message('hello', { as: 'nobody' }) }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(console.received).toEqual([]);
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{"as":'],
    ['no object', '[]'],
    ['no key', message('hello', { key: undefined })],
    ['a key that is no UUID', message('hello', { key: 'again' })],
    ['two people', message('hello', { as: ['staff', 'reviewer'] })],
    ['a text that is none', message('hello', { text: { $ne: '' } })],
    ['nothing but space', message(' \n\t')],
    ['nothing but NUL', message('\0\0')],
  ])('refuses %s with a sentence', async (_name, body) => {
    const console = await aConsole();

    const answer = await console.call('/console/api/messages', { body });

    expect(answer.status).toBe(400);
    expect(z.object({ message: z.string().min(20) }).safeParse(answer.json()).success).toBe(true);
    expect(console.received).toEqual([]);
  });

  it.each([MAX_MESSAGE_CHARACTERS + 1, 100_000, 1_000_000])(
    'refuses %i characters and names the limit',
    async (length) => {
      const console = await aConsole();

      const answers = await Promise.all([
        console.call('/console/api/messages', { body: message('x'.repeat(length)) }),
        console.call('/console/api/forms', {
          body: {
            as: 'staff',
            conversation: 'dm:staff',
            key: newKey(),
            form: 'a.b',
            inputs: { one: 'x'.repeat(length) },
          },
        }),
      ]);

      for (const answer of answers) {
        expect(answer.status).toBe(413);
        expect(answer.text).toContain('at most 20,000 characters');
      }
      expect(console.received).toEqual([]);
    },
  );

  it('accepts a text of exactly the limit, in letters of any size', async () => {
    const console = await aConsole();

    const answer = await console.call('/console/api/messages', { body: message('漢'.repeat(MAX_MESSAGE_CHARACTERS)) });

    expect(answer.status).toBe(200);
  });

  it('removes NUL and replaces half a surrogate pair, in every text', async () => {
    const console = await aConsole();
    const deed = { as: 'staff', conversation: 'dm:staff' };
    const text = 'a\0b\ud800c';

    await console.call('/console/api/messages', { body: { ...deed, text, key: newKey() } });
    await console.call('/console/api/forms', {
      body: { ...deed, form: 'a.b', context: { id: text }, inputs: { one: text, many: [text] }, key: newKey() },
    });

    expect(console.received.map(({ body }) => body)).toMatchObject([
      { text: 'ab\ufffdc' },
      { context: { id: 'ab\ufffdc' }, inputs: { one: 'ab\ufffdc', many: ['ab\ufffdc'] } },
    ]);
    expect(await textsIn(console)).toEqual(['ab\ufffdc']);
  });

  it.skipIf(NO_DATA !== '')(`stores and shows every naughty string as it is${NO_DATA}`, async () => {
    const naughty = z.array(z.string()).parse(JSON.parse(readFileSync(NAUGHTY_FILE, 'utf8')));
    const written = naughty.filter((text) => text.trim() !== '').slice(0, 200);
    const console = await aConsole();

    for (const text of written) {
      expect((await console.call('/console/api/messages', { body: message(text) })).status).toBe(200);
    }

    expect(await textsIn(console)).toEqual(written);
  });
});

describe('reading', () => {
  it('offers the governance team’s conversation to its members only', async () => {
    const console = await aConsole();

    const answers = await Promise.all(
      ['staff', 'auditor', 'reviewer'].map((as) => console.call(`/console/api/conversations?as=${as}`)),
    );

    expect(answers.map((answer) => answer.json())).toMatchObject([
      [{ id: 'dm:staff', kind: 'direct' }],
      [{ id: 'dm:auditor', kind: 'direct' }],
      [{ id: 'dm:reviewer' }, { id: 'governance', kind: 'channel' }],
    ]);
    expect(answers[0]?.json()).toHaveLength(1);
  });

  it('renders a posted view from the state at the time of reading', async () => {
    let state = 'submitted';
    const console = await aConsole({ render: async () => ({ headline: state, blocks: [] }) });
    const view = { name: 'review.card', subjectId: 'REV-1' };
    await post(console, view);

    state = 'approved';
    const answer = await console.call('/console/api/conversations/dm%3Astaff?as=staff');

    expect(answer.json()).toMatchObject({
      messages: [{ author: { kind: 'steward' }, card: { headline: 'approved' }, adaptiveCard: { version: '1.5' } }],
    });
  });

  it('shows the rest of a conversation when a card is gone or cannot be rendered', async () => {
    const render: ConsoleOptions['render'] = async ({ subjectId }) => {
      if (subjectId === 'broken') throw new Error('broken');
      return undefined;
    };
    const console = await aConsole({ render });
    await post(console, { name: 'review.card', subjectId: 'broken' }, 'one');
    await post(console, { name: 'review.card', subjectId: 'gone' }, 'two');

    const answer = await console.call('/console/api/conversations/dm%3Astaff?as=staff');

    expect(answer.json()).toMatchObject({
      messages: [
        { card: { headline: 'This card cannot be shown just now.' } },
        { card: { headline: 'This is no longer available.' } },
      ],
    });
  });

  it('answers with the desk, and with a passage where there is one', async () => {
    const passage = { id: 'iso42001:6.1.4', title: 'Impact', source: 'ISO', asOf: '2026-10-01', markdown: '# Impact' };
    const console = await aConsole({ passage: async (id) => (id === passage.id ? passage : undefined) });

    const answers = await Promise.all([
      console.call('/console/api/desk?as=staff'),
      console.call('/console/api/passages/iso42001%3A6.1.4'),
      console.call('/console/api/passages/iso42001%3AA.11.2'),
    ]);

    expect(answers[0]?.json()).toMatchObject({ card: { headline: 'Desk of staff' }, adaptiveCard: {} });
    expect(answers[1]?.json()).toEqual(passage);
    expect(answers[2]?.status).toBe(404);
  });
});

describe('the console as a channel', () => {
  it('posts a message once for one outbox row', async () => {
    const console = await aConsole();

    const results = [
      await post(console, { name: 'a.b', subjectId: '1' }),
      await post(console, { name: 'a.b', subjectId: '1' }),
    ];

    expect(results).toEqual([
      { kind: 'sent', externalId: 'row' },
      { kind: 'sent', externalId: 'row' },
    ]);
    expect(await textsIn(console)).toHaveLength(1);
  });

  it('has addresses for its own organisation only', async () => {
    const { channel } = await aConsole();

    expect(await channel.directAddress('organisation', 'staff')).toEqual(ADDRESS);
    expect(await channel.governanceAddress('organisation')).toMatchObject({ conversation: 'governance' });
    expect(await channel.directAddress('another', 'staff')).toBeUndefined();
    expect(await channel.governanceAddress('another')).toBeUndefined();
  });
});

describe('events', () => {
  it('tells a person’s page of their own conversations and the desk, and of nobody else’s', async () => {
    const console = await aConsole();
    const events = await listen(console, 'staff');

    console.channel.notifyChanged('governance');
    console.channel.notifyChanged('dm:reviewer');
    console.channel.notifyChanged();
    await post(console, { name: 'a.b', subjectId: '1' });

    expect(await events.next()).toEqual({ conversation: 'dm:staff' });
    expect(await events.next()).toEqual({ conversation: 'desk' });
    expect(await events.next()).toEqual({ conversation: 'dm:staff' });
  });

  it('tells the governance team’s members of their conversation', async () => {
    const console = await aConsole();
    const events = await listen(console, 'reviewer');

    console.channel.notifyChanged('governance');

    expect(await events.next()).toEqual({ conversation: 'governance' });
  });

  it('announces what a deed has changed', async () => {
    const console = await aConsole();
    const events = await listen(console, 'reviewer');

    await console.call('/console/api/messages', { body: message('hello') });

    expect([await events.next(), await events.next(), await events.next()]).toEqual([
      { conversation: 'dm:reviewer' },
      { conversation: 'governance' },
      { conversation: 'desk' },
    ]);
  });
});

function post(console: ConsoleUnderTest, view: { name: string; subjectId: string }, idempotencyKey = 'row') {
  return console.channel.post({
    organisationId: 'organisation',
    address: ADDRESS,
    idempotencyKey,
    queuedAt: new Date(),
    repeated: false,
    sendBefore: new Date(Date.now() + 10_000),
    under: undefined,
    content: { kind: 'view', view },
    card: { headline: 'as it was', blocks: [] },
  });
}

/** Connects and waits for the greeting, so that nothing announced afterwards can be missed. */
async function listen(console: ConsoleUnderTest, as: string) {
  const response = await fetch(`${console.origin}/console/api/events?as=${as}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffered = '';
  async function block(): Promise<string> {
    for (;;) {
      const end = buffered.indexOf('\n\n');
      if (end >= 0) {
        const text = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        return text;
      }
      const part = await reader?.read();
      if (part === undefined || part.done) throw new Error('The stream ended');
      buffered += part.value;
    }
  }
  await block();
  return { next: async (): Promise<unknown> => JSON.parse((await block()).replace(/^data: /, '')) };
}
