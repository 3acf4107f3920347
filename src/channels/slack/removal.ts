import { z } from 'zod';

// https://docs.slack.dev/reference/events/app_uninstalled, https://docs.slack.dev/reference/events/tokens_revoked
const Removal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('app_uninstalled') }),
  z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).optional() }) }),
]);

/** Whether Slack tells with this event that the bot's token no longer works. Tokens of people are not ours. */
export function removesInstallation(event: unknown): boolean {
  const removal = Removal.safeParse(event);
  if (!removal.success) return false;
  return removal.data.type === 'app_uninstalled' || (removal.data.tokens.bot ?? []).length > 0;
}
