import type { SendResult } from '../../chat/channel.ts';
import { type CallFailure, readFailure } from './call-failure.ts';
import type { PacedCall, Pacing, Wait } from './pacing.ts';

export type Called<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  /** Not made, or not taken: by our own pace, or because Slack said so. */
  | ({ readonly kind: 'wait' } & Wait)
  | Exclude<CallFailure, { readonly kind: 'limited' }>;

/** Makes a call if the limits allow it now, and learns from a 429. Never throws. */
export async function callPaced<Value>(
  pacing: Pacing,
  call: PacedCall,
  make: () => Promise<Value>,
): Promise<Called<Value>> {
  const pace = pacing.take(call);
  if (pace.waitMs > 0) return { kind: 'wait', ...pace };
  const made = pacing.begin(call);
  try {
    return { kind: 'done', value: await make() };
  } catch (failure) {
    const read = readFailure(failure);
    return read.kind === 'limited' ? { kind: 'wait', ...pacing.holdBack(call, read.retryAfterMs) } : read;
  } finally {
    made.end();
  }
}

/** Of a call that may be made twice without harm, such as showing the same picture again. */
export function repeatable(called: Exclude<Called<unknown>, { readonly kind: 'done' }>): SendResult {
  switch (called.kind) {
    case 'wait':
      return waiting(called);
    case 'refused':
      return { kind: 'failed', reason: called.code };
    case 'notReached':
    case 'unclear':
      return { kind: 'tryAgain', reason: called.reason };
  }
}

export function waiting({ waitMs, holds }: Wait): SendResult {
  const retry = { kind: 'retryAfter', retryAfterMs: waitMs } as const;
  return holds === 'call' ? retry : { ...retry, holds };
}
