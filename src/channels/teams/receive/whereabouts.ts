import type { ConversationAddress, VerifiedIdentity } from '../../../chat/event.ts';
import { addressOf } from '../channel.ts';
import { parseConversation } from '../conversation-id.ts';
import type { TeamsReference } from '../references.ts';
import type { Activity } from './activity.ts';

/** Who did something and where, as the token vouches for it. */
export interface Whereabouts {
  readonly identity: VerifiedIdentity;
  readonly conversation: ConversationAddress;
  readonly direct: ConversationAddress;
  /** What is to be known for writing there. */
  readonly references: readonly TeamsReference[];
}

const OBJECT_ID = /^[0-9a-f-]{1,64}$/u;

/** `undefined` where Teams does not say who it was, or where: nobody is guessed. */
export function whereaboutsOf(activity: Activity, tenant: string): Whereabouts | undefined {
  const { from, serviceUrl, channelData } = activity;
  const user = from.aadObjectId?.toLowerCase();
  if (user === undefined || !OBJECT_ID.test(user)) return undefined;
  const direct = addressOf(tenant, { kind: 'direct', user });
  const identity = { platform: 'teams', workspace: tenant, user } as const;
  const { id } = activity.conversation;
  const known = { tenant, serviceUrl };
  const person = { ...known, place: direct.conversation, member: from.id };
  if (isPersonal(activity))
    return {
      ...{ identity, conversation: direct, direct },
      references: [{ ...person, conversation: id, roster: undefined }],
    };
  const place = parseConversation(id);
  if (place?.kind !== 'group') return undefined;
  const room = { ...known, place: place.channel, conversation: undefined, member: undefined };
  return {
    ...{ identity, conversation: addressOf(tenant, place), direct },
    references: [
      { ...room, roster: channelData?.team?.id },
      { ...person, conversation: undefined, roster: place.channel },
    ],
  };
}

export function isPersonal({ conversation: { conversationType, isGroup } }: Activity): boolean {
  return conversationType == null ? isGroup !== true : conversationType === 'personal';
}
