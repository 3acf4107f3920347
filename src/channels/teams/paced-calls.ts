import type { SendResult } from '../../chat/channel.ts';
import type { CallFailure, Connector, ConnectorCall } from './connector.ts';
import type { Pacing, Wait } from './pacing.ts';

export type Called =
  | { readonly kind: 'done'; readonly value: unknown }
  /** Not made, or not taken: by our own pace, or because Microsoft said so. */
  | ({ readonly kind: 'wait' } & Wait)
  | Exclude<CallFailure, { readonly kind: 'limited' }>;

/** Makes a call if the limits allow it now, and learns from a 429. Never throws. */
export type CallPaced = (tenant: string, call: ConnectorCall) => Promise<Called>;

export function createPacedCalls(connector: Connector, pacing: Pacing): CallPaced {
  return async (tenant, call) => {
    const conversation = 'conversation' in call ? call.conversation : 'new';
    const paced = { kind: pacedAs(call), tenant, conversation } as const;
    const pace = pacing.take(paced);
    if (pace.waitMs > 0) return { kind: 'wait', ...pace };
    const called = await connector.call(call);
    return called.kind === 'limited' ? { kind: 'wait', ...pacing.holdBack(paced, called.retryAfterMs) } : called;
  };
}

function pacedAs({ kind }: ConnectorCall): 'write' | 'members' {
  return kind === 'member' || kind === 'members' ? 'members' : 'write';
}

export function waiting({ waitMs, holds }: Wait): SendResult {
  return { kind: 'retryAfter', retryAfterMs: waitMs, holds };
}
