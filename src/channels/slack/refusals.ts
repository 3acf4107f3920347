import type { SendResult } from '../../chat/channel.ts';

/** An administrator has to act before anything can be sent: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const NEEDS_ADMINISTRATOR: readonly string[] = [
  'access_denied',
  'accesslimited',
  'account_inactive',
  'ekm_access_denied',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'token_expired',
  'token_revoked',
];
/** Somebody has to open the channel again. */
const CLOSED: readonly string[] = [
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
];

/** What becomes of a message that Slack refused with this code: nothing of it is there. */
export function refusedAnywhere(code: string): SendResult {
  if (NEEDS_ADMINISTRATOR.includes(code))
    return { kind: 'held', reason: `Slack refuses to let Steward write (${code}). Install it again.` };
  return { kind: 'failed', reason: code };
}

/** The same of the governance team's channel, where nothing may be lost because somebody closed it. */
export function refusedInRoom(channel: string, code: string): SendResult {
  if (!CLOSED.includes(code)) return refusedAnywhere(code);
  const advice = 'Invite Steward there and let it write, or correct GOVERNANCE_CHANNEL.';
  return { kind: 'held', reason: `Steward may not write in the governance channel ${channel} (${code}). ${advice}` };
}
