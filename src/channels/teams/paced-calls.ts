import { z } from 'zod';
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
    const paced = { kind: pacedAs(call), tenant, conversation: countedIn(call) } as const;
    const pace = pacing.take(paced);
    if (pace.waitMs > 0) return { kind: 'wait', ...pace };
    const called = await connector.call(call);
    return called.kind === 'limited' ? { kind: 'wait', ...pacing.holdBack(paced, called.retryAfterMs) } : called;
  };
}

function pacedAs({ kind }: ConnectorCall): 'write' | 'members' {
  return kind === 'member' || kind === 'members' ? 'members' : 'write';
}

const IntoChannel = z.object({ channelData: z.object({ channel: z.object({ id: z.string() }) }) });

/**
 * What Microsoft calls a thread is a chat or a whole channel, with all of its threads:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#per-bot-per-thread-limit
 */
function countedIn(call: ConnectorCall): string {
  if (call.kind === 'create') return IntoChannel.safeParse(call.parameters).data?.channelData.channel.id ?? 'new';
  return call.conversation.split(';messageid=')[0] ?? call.conversation;
}

export function waiting({ waitMs, holds }: Wait): SendResult {
  return { kind: 'retryAfter', retryAfterMs: waitMs, holds };
}
