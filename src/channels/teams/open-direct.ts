import { z } from 'zod';
import type { SendResult } from '../../chat/channel.ts';
import { type CallPaced, waiting } from './paced-calls.ts';
import type { TeamsReferences } from './references.ts';
import { refused } from './refusals.ts';

export interface OpenDirectOptions {
  readonly tenant: string;
  readonly serviceUrl: string;
  readonly botId: string;
  readonly references: TeamsReferences;
  readonly call: CallPaced;
}

const Created = z.object({ id: z.string().min(1).regex(/^\S+$/u) });

/**
 * A person's own conversation with Steward, which is made where there is none yet. Asking twice makes one, so it may be
 * asked again: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export async function openDirect(
  { tenant, serviceUrl: anywhere, botId, references, call }: OpenDirectOptions,
  user: string,
): Promise<{ readonly serviceUrl: string; readonly conversation: string } | SendResult> {
  const place = `@${user}`;
  const known = await references.find(tenant, place);
  const serviceUrl = known?.serviceUrl ?? (await references.latest(tenant))?.serviceUrl ?? anywhere;
  if (known?.conversation !== undefined) return { serviceUrl, conversation: known.conversation };
  const parameters = {
    ...{ isGroup: false, bot: { id: botId }, tenantId: tenant, channelData: { tenant: { id: tenant } } },
    members: [{ id: known?.member ?? user }],
  };
  const called = await call(tenant, { kind: 'create', serviceUrl, parameters });
  switch (called.kind) {
    case 'done': {
      const created = Created.safeParse(called.value).data;
      if (!created) return { kind: 'tryAgain', reason: 'unreadable answer' };
      const { member, roster } = known ?? { member: undefined, roster: undefined };
      await references.remember({ tenant, place, serviceUrl, conversation: created.id, member, roster });
      return { serviceUrl, conversation: created.id };
    }
    case 'wait':
      return waiting(called);
    case 'refused':
      return refused(called, 'person');
    case 'notReached':
    case 'unclear':
      return { kind: 'tryAgain', reason: called.reason };
  }
}
