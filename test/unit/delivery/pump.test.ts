import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPump, type PumpOptions } from '../../../src/delivery/pump.ts';
import { silentLog } from '../../../src/kernel/log.ts';

const HOUR_MS = 3_600_000;

/** A pump whose work ends when the test says so, with how much it did. */
function aPump(change: Partial<PumpOptions> = {}) {
  const begun: ((did: number) => void)[] = [];
  const work = () => new Promise<number>((resolve) => void begun.push(resolve));
  const pump = createPump({ work, everyMs: HOUR_MS, log: silentLog, ...change });
  return { pump, begun };
}

describe('the pump', () => {
  afterEach(() => vi.useRealTimers());

  it('works until there is nothing left, and once more for what came meanwhile', async () => {
    const { pump, begun } = aPump();
    pump.nudge();
    pump.nudge();
    expect(begun).toHaveLength(1);

    begun[0]?.(3);
    await expect.poll(() => begun.length).toBe(2);
    pump.nudge();
    begun[1]?.(0);
    await expect.poll(() => begun.length).toBe(3);
    begun[2]?.(0);

    await pump.close();
    expect(begun).toHaveLength(3);
  });

  it('is not held up by one slow piece where it may run several at once', async () => {
    const { pump, begun } = aPump({ atOnce: 2 });
    for (let nudge = 0; nudge < 5; nudge += 1) pump.nudge();
    expect(begun).toHaveLength(2);

    begun[1]?.(0);
    await expect.poll(() => begun.length).toBe(3);
    begun[0]?.(0);
    begun[2]?.(0);

    await pump.close();
  });

  it('wakes for what is due soonest, and leaves what is due much later to its poll', async () => {
    vi.useFakeTimers();
    let times = 0;
    const work = async () => {
      times += 1;
      return 0;
    };
    const { pump } = aPump({ work });
    for (const ms of [1400, 1300, 1900, 60_001]) pump.nudgeIn(ms);

    await vi.advanceTimersByTimeAsync(1299);
    expect(times).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(times).toBe(1);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(times).toBe(1);
    pump.nudgeIn(10);
    await pump.close();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(times).toBe(1);
  });
});
