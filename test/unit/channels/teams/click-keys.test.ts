import { describe, expect, it } from 'vitest';
import { createClickKeys } from '../../../../src/channels/teams/receive/click-keys.ts';
import type { InboundBody, InboundEvent } from '../../../../src/chat/event.ts';

const conversation = { platform: 'teams', workspace: 't', conversation: '@u', visibility: 'direct' } as const;
const click: InboundBody = { kind: 'action', actionId: 'a.b', value: {}, inputs: {} };
const anEvent = (deliveryKey: string, body: InboundBody = click): InboundEvent => ({
  ...{ deliveryKey, conversation, body },
  identity: { platform: 'teams', workspace: 't', user: 'u' },
});

/** Handles clicks as the inbox does: what has a name that is known is not done again. */
function aHandler() {
  const handled = new Map<string, Date>();
  let nowMs = Date.parse('2027-01-11T09:00:00Z');
  const clock = () => new Date(nowMs);
  const inTurn = createClickKeys(async (key) => handled.get(key), clock);
  return {
    advance(ms: number) {
      nowMs += ms;
    },
    /** Whether it was done, and not known already. */
    handle: (event: InboundEvent) =>
      inTurn(event, async ({ deliveryKey }) => {
        await Promise.resolve();
        if (handled.has(deliveryKey)) return false;
        handled.set(deliveryKey, clock());
        return true;
      }),
  };
}

describe('the name of a click', () => {
  it.each([0, 1000, 15_000, 45_000, 90_000, 119_999])('stays for a repetition after %i ms', async (ms) => {
    for (const startMs of [0, 1, 60_000, 119_000, 119_999]) {
      const { handle, advance } = aHandler();
      advance(startMs);

      expect(await handle(anEvent('k'))).toBe(true);
      advance(ms);
      expect(await handle(anEvent('k')), `begun at ${startMs}`).toBe(false);
    }
  });

  it.each([120_000, 180_000, 240_001, 86_400_000])(
    'is another one after %i ms, when the button is meant again',
    async (ms) => {
      for (const startMs of [0, 60_000, 119_999]) {
        const { handle, advance } = aHandler();
        advance(startMs);
        await handle(anEvent('k'));
        advance(ms);

        expect(await handle(anEvent('k'))).toBe(true);
      }
    },
  );

  it('is one where two arrive at the same moment, at the edge of two windows too', async () => {
    const { handle, advance } = aHandler();
    advance(119_999);

    const first = handle(anEvent('k'));
    advance(1);
    const second = handle(anEvent('k'));

    expect([await first, await second]).toEqual([true, false]);
  });

  it('is its own for another button, and holds up nobody who follows a failure', async () => {
    const { handle } = aHandler();
    const inTurn = createClickKeys(
      async () => undefined,
      () => new Date(0),
    );

    expect([await handle(anEvent('k')), await handle(anEvent('other'))]).toEqual([true, true]);
    await expect(inTurn(anEvent('k'), async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await inTurn(anEvent('k'), async ({ deliveryKey }) => deliveryKey)).toBe('k/0');
  });

  it('is left alone for words, whose own id never changes', async () => {
    const { handle, advance } = aHandler();
    const words: InboundBody = { kind: 'message', messageId: 'm', text: 'hello' };
    await handle(anEvent('k', words));
    advance(86_400_000);

    expect(await handle(anEvent('k', words))).toBe(false);
  });
});
