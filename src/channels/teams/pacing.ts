import type { Clock } from '../../kernel/clock.ts';

/**
 * Calls within so many seconds, for each conversation and kind of call, and for the app in a tenant:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit. Of two published numbers the lower one.
 */
const WINDOWS = {
  write: [
    { calls: 7, seconds: 1 },
    { calls: 8, seconds: 2 },
    { calls: 60, seconds: 30 },
    { calls: 1800, seconds: 3600 },
  ],
  members: [
    { calls: 14, seconds: 1 },
    { calls: 16, seconds: 2 },
    { calls: 120, seconds: 30 },
    { calls: 3600, seconds: 3600 },
  ],
  tenant: [{ calls: 30, seconds: 1 }],
} as const;

/** A little more than Microsoft's windows, because calls arrive nearer together than they left. */
const MORE_MS = 50;
/** Idle conversations are forgotten above that many. */
const KEPT = 10_000;

export interface PacedCall {
  readonly kind: 'write' | 'members';
  readonly tenant: string;
  readonly conversation: string;
}

export interface Wait {
  /** 0: it is counted and may be made. */
  readonly waitMs: number;
  readonly holds: 'conversation' | 'workspace';
}

/** Keeps this process below Teams' limits. Several processes together may be above them, and are told so by a 429. */
export interface Pacing {
  take(call: PacedCall): Wait;
  /** Microsoft asked to wait. */
  holdBack(call: PacedCall, retryAfterMs: number): Wait;
}

interface Track {
  /** When the last calls were made, the newest last. */
  readonly made: number[];
  heldUntil: number;
}

type Windows = readonly { readonly calls: number; readonly seconds: number }[];

export function createPacing(clock: Clock): Pacing {
  const tracks = new Map<string, Track>();

  function trackOf(key: string): Track {
    const track = tracks.get(key) ?? { made: [], heldUntil: 0 };
    tracks.delete(key);
    tracks.set(key, track);
    const [oldest] = tracks.keys();
    if (tracks.size > KEPT && oldest !== undefined) tracks.delete(oldest);
    return track;
  }

  /** Of several calls at once each may be told another time: the longest holds. */
  function hold(key: string, untilMs: number): void {
    const track = trackOf(key);
    track.heldUntil = Math.max(track.heldUntil, untilMs);
  }

  function waitFor(key: string, windows: Windows, nowMs: number): number {
    const { made, heldUntil } = trackOf(key);
    const waits = windows.map(({ calls, seconds }) => {
      const inTheWay = made.at(-calls);
      return inTheWay === undefined ? 0 : inTheWay + seconds * 1000 + MORE_MS - nowMs;
    });
    return Math.max(0, heldUntil - nowMs, ...waits);
  }

  function count(key: string, windows: Windows, nowMs: number): void {
    const { made } = trackOf(key);
    made.push(nowMs);
    const most = Math.max(...windows.map(({ calls }) => calls));
    if (made.length > most) made.splice(0, made.length - most);
  }

  return {
    take({ kind, tenant, conversation }) {
      const nowMs = clock().getTime();
      const [narrow, wide] = [`${tenant}/${kind}/${conversation}`, tenant];
      const conversationMs = waitFor(narrow, WINDOWS[kind], nowMs);
      const tenantMs = waitFor(wide, WINDOWS.tenant, nowMs);
      if (conversationMs > 0 || tenantMs > 0)
        return tenantMs > conversationMs
          ? { waitMs: tenantMs, holds: 'workspace' }
          : { waitMs: conversationMs, holds: 'conversation' };
      count(narrow, WINDOWS[kind], nowMs);
      count(wide, WINDOWS.tenant, nowMs);
      return { waitMs: 0, holds: 'conversation' };
    },
    holdBack({ kind, tenant, conversation }, retryAfterMs) {
      const nowMs = clock().getTime();
      const own = `${tenant}/${kind}/${conversation}`;
      hold(own, nowMs + retryAfterMs);
      // A second conversation that is asked to wait at the same time means that the whole tenant is.
      const others = [...tracks].some(
        ([key, { heldUntil }]) => key.startsWith(`${tenant}/`) && key !== own && heldUntil > nowMs,
      );
      if (!others) return { waitMs: retryAfterMs, holds: 'conversation' };
      hold(tenant, nowMs + retryAfterMs);
      return { waitMs: retryAfterMs, holds: 'workspace' };
    },
  };
}
