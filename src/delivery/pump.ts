import type { Closable } from '../kernel/lifecycle.ts';
import type { Log } from '../kernel/log.ts';

/** Runs a piece of work again and again: at once after a nudge, otherwise every `everyMs`, and never twice at a time. */
export interface Pump extends Closable {
  nudge(): void;
  /** Runs until there is nothing left to do. For tests, and before closing. */
  drain(): Promise<void>;
}

export function createPump(options: {
  readonly work: () => Promise<number>;
  readonly everyMs: number;
  readonly log: Log;
}): Pump {
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  const timer = setInterval(nudge, options.everyMs);

  function nudge(): void {
    again = true;
    if (closed || running) return;
    running = runUntilIdle().finally(() => {
      running = undefined;
      if (again) nudge();
    });
  }

  async function runUntilIdle(): Promise<void> {
    try {
      do {
        again = false;
      } while ((await options.work()) > 0 && !closed);
    } catch (failure) {
      options.log.error('Background work failed and is tried again at the next poll', {}, failure);
      again = false;
    }
  }

  return {
    nudge,
    async drain() {
      nudge();
      while (running) await running;
    },
    async close() {
      clearInterval(timer);
      closed = true;
      again = false;
      await running;
    },
  };
}
