import type { Clock } from '../../kernel/clock.ts';

/**
 * Calls in a minute, for each method and workspace: https://docs.slack.dev/apis/web-api/rate-limits
 * and the tier that the page of each method names. Tier 2 is 20, tier 3 is 50, tier 4 is 100.
 */
export const CALLS_PER_MINUTE = {
  'auth.test': 100,
  'chat.postEphemeral': 100,
  // “Several hundred messages per minute”, beside one in a second for each channel.
  'chat.postMessage': 300,
  'chat.update': 50,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.members': 100,
  'conversations.open': 50,
  'conversations.replies': 50,
  'users.info': 100,
  'users.profile.get': 100,
  'views.open': 100,
  'views.publish': 100,
} as const;

export type PacedMethod = keyof typeof CALLS_PER_MINUTE;

/** A second more than Slack's minute, because calls arrive nearer together than they left. */
const MINUTE_MS = 61_000;
/** One message in a second for each channel, for the same reason a little more. */
const POSTS_APART_MS = 1050;
/** A home is redrawn on every change of what it shows; what changes meanwhile is in the next picture. */
const HOMES_APART_MS = 10_000;
/** Idle channels are forgotten above that many. */
const KEPT = 10_000;

export interface PacedCall {
  readonly method: PacedMethod;
  readonly workspace: string;
  /** Of `chat.postMessage` and `chat.update`. */
  readonly channel?: string;
  /** Of `views.publish`. */
  readonly user?: string;
}

/** Keeps this process below Slack's limits. Several processes together may be above them, and are told so by a 429. */
export interface Pacing {
  /** Milliseconds to wait, for this call alone or whatever is in the way of others too; 0: it is counted and may be made. */
  take(call: PacedCall): Wait;
  /** The call is made. Until it ends no other like it goes to that channel: it may arrive late, or be asked to wait. */
  begin(call: PacedCall): { end(): void };
  /** Slack asked to wait. */
  holdBack(call: PacedCall, retryAfterMs: number): Wait;
}

export interface Wait {
  readonly waitMs: number;
  /** What has to wait with it. */
  readonly holds: 'call' | 'conversation' | 'workspace';
}

interface Rule {
  readonly key: string;
  readonly calls: number;
  readonly withinMs: number;
  readonly holds: Wait['holds'];
}

/** When the last calls under a rule were made, and until when Slack asked to wait. */
interface Track {
  readonly made: number[];
  heldUntil: number;
}

export function createPacing(clock: Clock): Pacing {
  const tracks = new Map<string, Track>();
  const underWay = new Set<string>();

  function trackOf({ key }: Rule): Track {
    const track = tracks.get(key) ?? { made: [], heldUntil: 0 };
    tracks.delete(key);
    tracks.set(key, track);
    return track;
  }

  /** Of several calls at once each may be told another time: the longest holds. */
  function hold(rule: Rule, untilMs: number): void {
    const track = trackOf(rule);
    track.heldUntil = Math.max(track.heldUntil, untilMs);
  }

  function waitFor(rule: Rule, nowMs: number): number {
    const { made, heldUntil } = trackOf(rule);
    const inTheWay = made.at(-rule.calls);
    return Math.max(0, heldUntil - nowMs, inTheWay === undefined ? 0 : inTheWay + rule.withinMs - nowMs);
  }

  function count(rule: Rule, nowMs: number): void {
    const { made } = trackOf(rule);
    made.push(nowMs);
    if (made.length > rule.calls) made.splice(0, made.length - rule.calls);
  }

  function forgetIdle(nowMs: number): void {
    for (const [key, { made, heldUntil }] of tracks) {
      if (tracks.size <= KEPT) return;
      if (heldUntil < nowMs && (made.at(-1) ?? 0) + MINUTE_MS < nowMs) tracks.delete(key);
    }
  }

  return {
    take(call) {
      const nowMs = clock().getTime();
      const rules = rulesFor(call);
      if (underWay.has(callsOf(call))) return { waitMs: POSTS_APART_MS, holds: rules[0]?.holds ?? 'call' };
      let longest: Wait = { waitMs: 0, holds: 'call' };
      for (const rule of rules) {
        const waitMs = waitFor(rule, nowMs);
        if (waitMs > longest.waitMs) longest = { waitMs, holds: rule.holds };
      }
      if (longest.waitMs > 0) return longest;
      for (const rule of rules) count(rule, nowMs);
      forgetIdle(nowMs);
      return longest;
    },
    begin(call) {
      const posting = rulesFor(call).find(({ holds }) => holds === 'conversation');
      if (call.channel !== undefined) underWay.add(callsOf(call));
      return {
        end() {
          underWay.delete(callsOf(call));
          if (posting) count(posting, clock().getTime());
        },
      };
    },
    holdBack(call, retryAfterMs) {
      const nowMs = clock().getTime();
      const rules = rulesFor(call);
      const [nearest = methodRule(call), ...wider] = rules;
      hold(nearest, nowMs + retryAfterMs);
      // A second channel that is asked to wait at the same time means that the whole workspace is.
      const others = [...tracks].filter(
        ([key, { heldUntil }]) => key.startsWith(channelsOf(call)) && key !== nearest.key && heldUntil > nowMs,
      );
      if (others.length === 0 || wider.length === 0) return { waitMs: retryAfterMs, holds: nearest.holds };
      for (const rule of wider) hold(rule, nowMs + retryAfterMs);
      return { waitMs: retryAfterMs, holds: 'workspace' };
    },
  };
}

/** Those that hold back least first. */
function rulesFor(call: PacedCall): readonly Rule[] {
  const { method, workspace, channel, user } = call;
  if (method === 'chat.postMessage' && channel !== undefined) {
    const key = `${channelsOf(call)}${channel}`;
    return [{ key, calls: 1, withinMs: POSTS_APART_MS, holds: 'conversation' }, methodRule(call)];
  }
  if (method === 'views.publish' && user !== undefined) {
    const key = `${workspace}/home/${user}`;
    return [methodRule(call), { key, calls: 1, withinMs: HOMES_APART_MS, holds: 'call' }];
  }
  return [methodRule(call)];
}

function methodRule({ method, workspace }: PacedCall): Rule {
  const holds = method === 'chat.postMessage' ? 'workspace' : 'call';
  return { key: `${workspace}/method/${method}`, calls: CALLS_PER_MINUTE[method], withinMs: MINUTE_MS, holds };
}

function callsOf({ workspace, method, channel }: PacedCall): string {
  return `${workspace}/${method}/${channel}`;
}

function channelsOf({ workspace }: PacedCall): string {
  return `${workspace}/channel/`;
}
