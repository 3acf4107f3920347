import type { Closable } from '../kernel/lifecycle.ts';
import type { Log } from '../kernel/log.ts';

/** Runs a piece of work again and again: at once after a nudge, otherwise every `everyMs`. */
export interface Pump extends Closable {
  nudge(): void;
  /** A nudge after so many milliseconds; what is due later than in a minute is left to the next run. */
  nudgeIn(ms: number): void;
  /** Runs until there is nothing left to do. For tests, and before closing. */
  drain(): Promise<void>;
}

const LATEST_NUDGE_MS = 60_000;

export interface PumpOptions {
  /** Answers how much it did: after 0 it rests. */
  readonly work: () => Promise<number>;
  readonly everyMs: number;
  /** How often it may run at the same time, so that one slow piece does not hold up what comes after it. One by default. */
  readonly atOnce?: number;
  /** The least time between two beginnings after nudges, so that a crowd of deeds is looked after together. None by default. */
  readonly apartMs?: () => number;
  readonly log: Log;
}

export function createPump({ work, everyMs, atOnce = 1, apartMs = () => 0, log }: PumpOptions): Pump {
  const running = new Set<Promise<void>>();
  let again = false;
  let closed = false;
  let soon: { readonly atMs: number; readonly timer: NodeJS.Timeout } | undefined;
  let begunAtMs = Number.NEGATIVE_INFINITY;
  const timer = setInterval(nudge, everyMs);

  function nudge(): void {
    const waitMs = begunAtMs + apartMs() - performance.now();
    if (waitMs > 0) nudgeIn(waitMs);
    else begin();
  }

  function begin(): void {
    if (closed || running.size >= atOnce) {
      again = true;
      return;
    }
    begunAtMs = performance.now();
    const run: Promise<void> = runUntilIdle().finally(() => {
      running.delete(run);
      if (again && !closed) nudge();
    });
    running.add(run);
  }

  async function runUntilIdle(): Promise<void> {
    try {
      do {
        again = false;
      } while ((await work()) > 0 && !closed);
    } catch (failure) {
      log.error('Background work failed and is tried again at the next poll', {}, failure);
      again = false;
    }
  }

  function nudgeIn(ms: number): void {
    const atMs = performance.now() + ms;
    if (closed || ms > LATEST_NUDGE_MS || (soon && soon.atMs <= atMs)) return;
    clearTimeout(soon?.timer);
    const wake = () => {
      soon = undefined;
      nudge();
    };
    soon = { atMs, timer: setTimeout(wake, ms) };
  }

  return {
    nudge,
    nudgeIn,
    async drain() {
      begin();
      while (running.size > 0) await Promise.all(running);
    },
    async close() {
      clearInterval(timer);
      clearTimeout(soon?.timer);
      closed = true;
      again = false;
      await Promise.all(running);
    },
  };
}
