import type { InboundEvent } from '../../../chat/event.ts';
import type { Clock } from '../../../kernel/clock.ts';

/** When the deed with this key was handled. */
export type HandledAt = (deliveryKey: string) => Promise<Date | undefined>;

/**
 * Longer than Teams goes on repeating a click, under new names as well, which is about a minute. After that the same
 * click on the same picture is meant: a button of a card that did not change may be used again.
 */
const SAME_CLICK_MS = 120_000;

/** Gives each click the name under which it is done once, and handles those of one name one after the other. */
export function createClickKeys(handledAt: HandledAt, clock: Clock) {
  const underWay = new Map<string, Promise<unknown>>();

  async function named(event: InboundEvent): Promise<InboundEvent> {
    const nowMs = clock().getTime();
    const slot = Math.floor(nowMs / SAME_CLICK_MS);
    const before = `${event.deliveryKey}/${slot - 1}`;
    const at = await handledAt(before);
    const isRepeated = at !== undefined && nowMs - at.getTime() < SAME_CLICK_MS;
    return { ...event, deliveryKey: isRepeated ? before : `${event.deliveryKey}/${slot}` };
  }

  return async <Result>(event: InboundEvent, work: (named: InboundEvent) => Promise<Result>): Promise<Result> => {
    if (event.body.kind === 'message') return work(event);
    const { deliveryKey } = event;
    const run = async () => work(await named(event));
    const mine = (underWay.get(deliveryKey) ?? Promise.resolve()).then(run, run);
    underWay.set(deliveryKey, mine);
    try {
      return await mine;
    } finally {
      if (underWay.get(deliveryKey) === mine) underWay.delete(deliveryKey);
    }
  };
}

export type InTurn = ReturnType<typeof createClickKeys>;
