import type { Clock } from '../kernel/clock.ts';
import { type LanguageModel, type ModelFailure, type ModelReply, NOTHING_SPENT } from './language-model.ts';

export interface BreakerOptions {
  readonly clock: Clock;
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it stays open before one call may try again. */
  readonly openMs: number;
}

/** Leaves an endpoint alone that keeps failing: while open, a call fails at once and costs nothing. */
export function withBreaker(model: LanguageModel, { clock, failures, openMs }: BreakerOptions): LanguageModel {
  let failed = 0;
  let openUntil = 0;
  let isTrying = false;

  async function guarded<Value>(call: () => Promise<ModelReply<Value>>): Promise<ModelReply<Value>> {
    const now = clock().getTime();
    if (now < openUntil || (failed >= failures && isTrying)) {
      const reason = 'it failed several times in a row and is left alone for a moment';
      return { ok: false, failure: { kind: 'unavailable', reason }, spent: NOTHING_SPENT };
    }
    isTrying = failed >= failures;
    const reply = await call();
    isTrying = false;
    if (reply.ok || !isTrouble(reply.failure)) {
      failed = 0;
      openUntil = 0;
      return reply;
    }
    failed += 1;
    if (reply.failure.kind === 'rateLimited')
      openUntil = clock().getTime() + Math.min(reply.failure.retryAfterMs, openMs);
    else if (failed >= failures) openUntil = clock().getTime() + openMs;
    return reply;
  }

  return {
    name: model.name,
    structured: (request) => guarded(() => model.structured(request)),
    write: (request) => guarded(() => model.write(request)),
  };
}

/** A refusal and an unreadable answer are answers: the endpoint is there. */
function isTrouble({ kind }: ModelFailure): boolean {
  return kind === 'unavailable' || kind === 'timedOut' || kind === 'rateLimited';
}
