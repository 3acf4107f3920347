import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Capability, Context } from '../../../src/chat/capability.ts';
import type { InboundBody, InboundEvent } from '../../../src/chat/event.ts';
import { createRateLimit } from '../../../src/chat/rate-limit.ts';
import { createRouter, type Router } from '../../../src/chat/router.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { isTransient } from '../../../src/storage/failures.ts';
import type { Stores } from '../../../src/storage/stores/stores.ts';
import { aConversation } from '../../support/records.ts';
import { openEverything } from '../../support/sealed-words.ts';
import { NOW, openTestStorage, type TestOrganisation, type TestStorage } from '../../support/storage.ts';

let test: TestStorage;
let organisation: TestOrganisation;
let maya: string;
let seen: Context<Stores>[];
let bodies: unknown[];
let nudges: number;
let failing: unknown;

beforeAll(async () => {
  test = await openTestStorage('embedded');
});
afterAll(() => test.close());
beforeEach(async () => {
  organisation = await test.organisation();
  maya = await organisation.person('Maya', ['auditor']);
  seen = [];
  bodies = [];
  nudges = 0;
  failing = undefined;
});

/** Does what may go wrong after something was already written. */
const probe: Capability<Stores> = {
  name: 'probe',
  message: async (context, message) => {
    if (message.text.startsWith('pass')) return { kind: 'passed' };
    seen.push(context);
    bodies.push(message);
    context.answer({ headline: message.text, blocks: [] });
    context.audit({ kind: 'probe.heard', subjectId: 'x' });
    await context.stores.people.markNoticeShown(context.actor.personId, NOW);
    if (failing !== undefined) throw failing;
    return { kind: 'handled' };
  },
  actions: {
    act: async (context, body) => {
      seen.push(context);
      bodies.push(body);
      if (failing !== undefined) throw failing;
      return { kind: 'notice', text: `reply ${seen.length}` };
    },
  },
  forms: {
    send: async (context, body) => {
      seen.push(context);
      bodies.push(body);
      return undefined;
    },
  },
};

function router(deeds = 1000): Router {
  return createRouter<Stores>({
    capabilities: [probe],
    transact: test.storage.transact,
    isTransient,
    rateLimit: createRateLimit(deeds, 60),
    clock: () => NOW,
    newId,
    log: silentLog,
    nudge: () => {
      nudges += 1;
    },
  });
}

function event(body: InboundBody, deliveryKey: string = newId(), user = maya): InboundEvent {
  return {
    deliveryKey,
    identity: { platform: 'console', workspace: 'console', user },
    conversation: aConversation(user),
    body,
  };
}

const message = (text: string): InboundBody => ({ kind: 'message', messageId: 'm', text });
const click = (
  value: Record<string, string | number> = {},
  inputs: Record<string, string | string[]> = {},
): InboundBody => ({ kind: 'action', actionId: 'probe.act', value, inputs });
const rows = async (table: string) =>
  (await test.pool.query(`SELECT * FROM ${table} WHERE "organisationId" = $1`, [organisation.id])).rows;

describe('the router', () => {
  it('handles a deed once and answers every further delivery of it as it did then', async () => {
    const one = router();
    const deed = event(click());

    const first = await one.receive(organisation.id, deed);
    const again = await one.receive(organisation.id, deed);
    // As after a restart.
    const later = await router().receive(organisation.id, deed);

    expect(first).toEqual({ kind: 'done', reply: { kind: 'notice', text: 'reply 1' } });
    expect([again, later]).toEqual([first, first]);
    expect(seen).toHaveLength(1);
  });

  it('handles a deed once that is delivered ten times at the same moment', async () => {
    const one = router();
    const deed = event(message('hello'));

    const receipts = await Promise.all(Array.from({ length: 10 }, () => one.receive(organisation.id, deed)));

    expect(new Set(receipts.map(({ kind }) => kind))).toEqual(new Set(['done']));
    expect(await rows('outbox_message')).toHaveLength(1);
    expect(await rows('audit_entry')).toHaveLength(1);
  });

  it('tells nobody else the reply to somebody’s deed', async () => {
    const tom = await organisation.person('Tom');
    await router().receive(organisation.id, event(click(), 'the-same-key'));

    const receipt = await router().receive(organisation.id, event(click(), 'the-same-key', tom));

    expect(receipt).toEqual({ kind: 'done' });
    expect(seen).toHaveLength(1);
  });

  it('takes who acts, and with which roles, from the verified account at this moment', async () => {
    await organisation.transact(({ people }) => people.grant(maya, 'legal', NOW));

    await router().receive(organisation.id, event(click({ personId: 'somebody-else' })));

    expect(seen[0]?.actor).toMatchObject({
      organisationId: organisation.id,
      personId: maya,
      displayName: 'Maya',
      roles: ['legal', 'auditor'],
    });
  });

  it('refuses a stranger, and keeps nothing of what they sent', async () => {
    const receipt = await router().receive(organisation.id, event(message('let me in'), 'key', 'nobody'));

    expect(receipt).toMatchObject({ kind: 'refused', message: expect.stringContaining('do not know you') });
    expect(seen).toEqual([]);
    expect([await rows('delivery'), await rows('failed_event'), await rows('outbox_message')]).toEqual([[], [], []]);
  });

  it('holds back one person who does too much at once, and nobody else', async () => {
    const tom = await organisation.person('Tom');
    const one = router(2);
    const receipts = [];
    for (let deed = 0; deed < 3; deed += 1) receipts.push(await one.receive(organisation.id, event(message('again'))));

    expect(receipts.map(({ kind }) => kind)).toEqual(['done', 'done', 'refused']);
    expect(receipts[2]).toMatchObject({ message: expect.stringMatching(/try again in \d+ seconds/) });
    expect(await one.receive(organisation.id, event(message('hello'), newId(), tom))).toEqual({ kind: 'done' });
  });

  it('asks for another delivery when the database was away, and has kept nothing', async () => {
    failing = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    const deed = event(message('hello'));

    const receipt = await router().receive(organisation.id, deed);

    expect(receipt).toMatchObject({ kind: 'failed', retry: true });
    expect([
      await rows('delivery'),
      await rows('outbox_message'),
      await rows('audit_entry'),
      await rows('failed_event'),
    ]).toEqual([[], [], [], []]);
    failing = undefined;
    expect(await router().receive(organisation.id, deed)).toEqual({ kind: 'done' });
    expect(await rows('outbox_message')).toHaveLength(1);
  });

  it('keeps a deed that cannot be handled, sealed, and names it to the person', async () => {
    failing = new TypeError('a bug');

    const receipt = await router().receive(organisation.id, event(message('my secret words')));

    const [kept] = await rows('failed_event');
    expect(receipt).toEqual({ kind: 'failed', retry: false, message: expect.stringContaining(String(kept?.id)) });
    expect(kept).toMatchObject({ reason: 'TypeError', personId: maya });
    expect(Buffer.from(kept?.sealedBody).toString('latin1')).not.toContain('my secret words');
    const opened = (await openEverything(test.pool, test.storage.masterKey)).filter(({ place }) =>
      place.includes(String(kept?.id)),
    );
    expect(opened.map(({ text }) => JSON.parse(text))).toEqual([message('my secret words')]);
    expect([await rows('outbox_message'), await rows('audit_entry')]).toEqual([[], []]);
  });

  it('keeps a deed that cannot be handled once, and answers its further deliveries with the same reference', async () => {
    failing = new TypeError('a bug');
    const deed = event(message('hello'));
    const first = await router().receive(organisation.id, deed);

    const again = await router().receive(organisation.id, deed);

    expect(await rows('failed_event')).toHaveLength(1);
    expect(again).toEqual({
      kind: 'done',
      reply: { kind: 'notice', text: first.kind === 'failed' ? first.message : '' },
    });
  });

  it.each(['probe.unknown', 'nobody.act', 'nonsense', 'probe.constructor', 'constructor.act', ''])(
    'answers the unknown action “%s” with a notice',
    async (actionId) => {
      const receipt = await router().receive(
        organisation.id,
        event({ kind: 'action', actionId, value: {}, inputs: {} }),
      );

      expect(receipt).toEqual({
        kind: 'done',
        reply: { kind: 'notice', text: expect.stringContaining('older version') },
      });
    },
  );

  it('answers an unknown form with a notice', async () => {
    const receipt = await router().receive(
      organisation.id,
      event({ kind: 'form', formId: 'probe.unknown', context: {}, inputs: {} }),
    );

    expect(receipt).toMatchObject({ kind: 'done', reply: { kind: 'notice' } });
  });

  it('takes NUL and half surrogate pairs out of every text before anyone sees it', async () => {
    const bad = 'a\u0000b\ud800c\udfff';
    const good = 'ab\ufffdc\ufffd';
    const one = router();

    await one.receive(organisation.id, event(message(bad), `message${bad}`));
    await one.receive(
      organisation.id,
      event(click({ id: bad, [bad]: 7 }, { text: bad, list: [bad, 'x'], [bad]: 'y' }), `action${bad}`),
    );
    await one.receive(
      organisation.id,
      event(
        { kind: 'form', formId: 'probe.send', context: { id: bad }, inputs: { text: bad, list: [bad] } },
        `form${bad}`,
      ),
    );

    expect(bodies).toEqual([
      message(good),
      click({ id: good, [good]: 7 }, { text: good, list: [good, 'x'], [good]: 'y' }),
      { kind: 'form', formId: 'probe.send', context: { id: good }, inputs: { text: good, list: [good] } },
    ]);
    expect(seen.map(({ event: { body } }) => JSON.stringify(body)).join('')).not.toMatch(/\\u0000|\\ud800|\\udfff/);
    expect(await rows('failed_event')).toEqual([]);
  });

  it.each([
    ['a message', message('x'.repeat(1_000_000))],
    ['an input', click({}, { text: 'x'.repeat(20_001) })],
    ['a choice', click({}, { list: ['ok', 'x'.repeat(20_001)] })],
    ['a value', click({ id: 'x'.repeat(20_001) })],
    ['the name of an input', click({}, { ['x'.repeat(20_001)]: 'y' })],
    ['a form altogether', click({}, { a: Array.from({ length: 6 }, () => 'x'.repeat(19_000)) })],
  ])('refuses %s that is too long, with the limit', async (_what, body) => {
    const receipt = await router().receive(organisation.id, event(body));

    expect(receipt).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/characters.*I read up to (20|100),000/),
    });
    expect([seen.length, await rows('delivery')]).toEqual([0, []]);
  });

  it('writes state, audit entry and messages together or not at all', async () => {
    await router().receive(organisation.id, event(message('hello')));
    failing = new TypeError('a bug');
    await router().receive(organisation.id, event(message('again')));

    expect(await rows('outbox_message')).toHaveLength(1);
    expect(await rows('audit_entry')).toHaveLength(1);
  });

  it('wakes the sender after the commit', async () => {
    await router().receive(organisation.id, event(message('hello')));

    expect(nudges).toBe(1);
  });
});
