import type { Weather } from './weather.ts';

export interface DoerOptions<Deed> {
  readonly weather: Weather<never, unknown>;
  /** Delivers it once; whether the platform takes it for acknowledged. `attempt` counts from 0. */
  readonly deliver: (deed: Deed, attempt: number) => Promise<boolean>;
  /** After how long the platform, or the person, tries again; the last attempt gets through. */
  readonly againAfterMs: readonly number[];
  /** The longest pause between two attempts. */
  readonly idleMs?: number;
  /** Long after it was acknowledged it comes once more as the attempt that was, not as any. */
  readonly lateAsAcknowledged?: boolean;
  readonly send: () => Promise<void>;
  readonly passes: (milliseconds: number) => Promise<void>;
}

/** Does one deed after the other, each until the platform has heard that it arrived. */
export function createDoer<Deed>(options: DoerOptions<Deed>): (deed: Deed) => Promise<void> {
  const { weather, againAfterMs, send, passes, idleMs = 40_000 } = options;
  const last = againAfterMs.length - 1;
  const delivered: { readonly deed: Deed; as: number }[] = [];

  async function once(deed: Deed, attempt: number): Promise<boolean> {
    // The platform gives up after some repetitions, and a person when it is of no use: the last one gets through.
    weather.calm = attempt >= last;
    const acknowledged = await options.deliver(deed, attempt);
    weather.calm = false;
    // The acknowledgement itself may be lost.
    return acknowledged && (attempt >= last || weather.random() < 0.8);
  }

  /** Time passes, messages go out, and what was acknowledged long ago comes once more. */
  async function meanwhile(): Promise<void> {
    if (weather.random() < 0.6) await send();
    if (weather.random() < 0.5) await passes(weather.random() * idleMs);
    const old = weather.random() < 0.3 ? weather.pick(delivered) : undefined;
    if (old) await once(old.deed, options.lateAsAcknowledged ? old.as : Math.floor(weather.random() * last));
  }

  return async (deed) => {
    const noted = { deed, as: 0 };
    delivered.push(noted);
    for (let attempt = 0; ; attempt += 1) {
      const twice = weather.random() < 0.15;
      const [acknowledged] = await Promise.all([once(deed, attempt), ...(twice ? [once(deed, attempt)] : [])]);
      if (acknowledged) noted.as = attempt;
      await meanwhile();
      if (acknowledged) return;
      await passes(againAfterMs[attempt] ?? 0);
    }
  };
}
