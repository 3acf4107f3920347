import type { Call } from './calls.ts';

/** A call, as far as limits are concerned. */
export interface LimitedCall extends Pick<Call, 'method' | 'atMs' | 'token' | 'args'> {
  readonly fate: { readonly kind: string; readonly retryAfterSeconds?: number };
}

/**
 * Calls in a minute, for each method, workspace and app: https://docs.slack.dev/apis/web-api/rate-limits
 * and the tier that the page of each method names.
 */
const PER_MINUTE: Readonly<Record<string, number>> = {
  // Tier 1 with its bursts: the library connects again when a busy machine has not heard a ping.
  'apps.connections.open': 3,
  'auth.revoke': 50,
  'auth.test': 600,
  'bots.info': 50,
  'chat.getPermalink': 300,
  // Beside one in a second for each channel: “several hundred messages per minute”.
  'chat.postMessage': 300,
  'chat.postEphemeral': 100,
  'chat.update': 50,
  'chat.startStream': 20,
  'chat.stopStream': 20,
  'chat.appendStream': 100,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.members': 100,
  'conversations.open': 50,
  'conversations.replies': 50,
  'files.info': 100,
  'oauth.v2.access': 600,
  'team.info': 50,
  'users.info': 100,
  'users.list': 20,
  'users.lookupByEmail': 50,
  'users.profile.get': 100,
  'assistant.threads.setStatus': 600,
  'assistant.threads.setSuggestedPrompts': 50,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
};

const MINUTE_MS = 60_000;
const POSTS_APART_MS = 1000;

/** How much nearer than sent two calls may arrive at a real server, on a machine that is busy with other tests. */
const NEARER_MS = 250;

/** A sentence for each call that Slack would have held back, and for each that came before the time that a 429 named. */
export function callsAboveLimits(calls: readonly LimitedCall[], nearerMs = NEARER_MS): readonly string[] {
  return calls.flatMap((call, place) => {
    const before = calls.slice(0, place).filter((other) => sameBucket(call, other));
    return [tooMany(call, before), tooSoonInChannel(call, before, nearerMs), tooEarly(call, before, nearerMs)].flatMap(
      (fault) => fault ?? [],
    );
  });
}

function sameBucket(call: LimitedCall, other: LimitedCall): boolean {
  return call.method === other.method && call.token === other.token;
}

function tooMany({ method, atMs }: LimitedCall, before: readonly LimitedCall[]): string | undefined {
  const limit = PER_MINUTE[method];
  if (limit === undefined) return `${method} is not in the table of limits`;
  const recent = before.filter((other) => atMs - other.atMs < MINUTE_MS).length + 1;
  return recent > limit ? `${recent} calls of ${method} in a minute, of ${limit}` : undefined;
}

function tooSoonInChannel({ method, atMs, args }: LimitedCall, before: readonly LimitedCall[], nearerMs: number) {
  if (method !== 'chat.postMessage') return undefined;
  const last = before.findLast((other) => other.args.channel === args.channel);
  const apartMs = last ? atMs - last.atMs : POSTS_APART_MS;
  return apartMs < POSTS_APART_MS - nearerMs ? `two posts to ${args.channel} within ${apartMs} ms` : undefined;
}

function tooEarly(
  { method, atMs, args }: LimitedCall,
  before: readonly LimitedCall[],
  nearerMs: number,
): string | undefined {
  // What is not about a channel may go side by side: at one moment of a test's clock it left before the answer came.
  const isBeside = (otherAtMs: number) => args.channel === undefined && otherAtMs === atMs;
  const waiting = before.find(
    ({ fate, ...other }) =>
      fate.kind === 'limited' &&
      !isBeside(other.atMs) &&
      other.args.channel === args.channel &&
      atMs < other.atMs + (fate.retryAfterSeconds ?? 0) * 1000 - nearerMs,
  );
  return waiting && `${method} again ${atMs - waiting.atMs} ms after a 429 that asked for more`;
}
