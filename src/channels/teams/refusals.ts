import type { SendResult } from '../../chat/channel.ts';
import type { CallFailure } from './connector.ts';

type Refusal = Pick<Extract<CallFailure, { kind: 'refused' }>, 'status' | 'code'>;

/** What became of a message that Microsoft refused: nothing of it is there. */
export function refused(
  { status, code }: Refusal,
  place: 'conversation' | 'person' | { readonly governanceChannel: string },
): SendResult {
  if (status === 401)
    return {
      kind: 'held',
      reason: `Microsoft does not accept Steward’s password (${code}). Make a new client secret and set MICROSOFT_APP_PASSWORD.`,
    };
  if (typeof place === 'object' && [403, 404].includes(status))
    return {
      kind: 'held',
      reason: `Steward may not write in the governance channel ${place.governanceChannel} (${code}). Add it to the team, or correct GOVERNANCE_CHANNEL.`,
    };
  // Nobody else can install it for them but an administrator, and nothing is lost until then.
  if (status === 403)
    return {
      kind: 'held',
      reason: `Steward is not installed for somebody whom it has to write to, or was blocked (${code}). Install it for everybody with a setup policy in the Teams admin center.`,
    };
  return { kind: 'failed', reason: code };
}
