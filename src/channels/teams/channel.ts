import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { beforeTheCall, type Channel, type ChannelMessage, type SendResult } from '../../chat/channel.ts';
import type { ConversationAddress } from '../../chat/event.ts';
import type { Clock } from '../../kernel/clock.ts';
import { TooLarge } from '../adaptive-cards/render-card-within.ts';
import { messageActivity } from './cards/message-activity.ts';
import { renderTeamsCard } from './cards/render-teams-card.ts';
import type { ConnectorCall } from './connector.ts';
import {
  formatConversation,
  formatPosted,
  parseConversation,
  parsePosted,
  type TeamsConversation,
} from './conversation-id.ts';
import type { ExpectedReplies } from './expected-replies.ts';
import type { TeamsRooms } from './governance-room.ts';
import { openDirect } from './open-direct.ts';
import { type Called, type CallPaced, waiting } from './paced-calls.ts';
import type { TeamsReferences } from './references.ts';
import { refused } from './refusals.ts';

export interface TeamsChannelOptions {
  readonly tenant: string;
  /** Where a person of the tenant is written to from whom nothing was heard yet. */
  readonly serviceUrl: string;
  readonly botId: string;
  readonly governanceChannel: string | undefined;
  /** Of several accounts the one that was used last: its Entra object id. */
  readonly accountOf: (personId: string) => Promise<string | undefined>;
  readonly references: TeamsReferences;
  readonly rooms: TeamsRooms;
  readonly call: CallPaced;
  readonly expected: ExpectedReplies;
  readonly clock: Clock;
}

const Created = z.object({ id: z.string(), activityId: z.string().nullish() });
const Posted = z.object({ id: z.string().min(1) });

/** Where a message is to go in Microsoft's services. */
interface Where {
  readonly serviceUrl: string;
  /** Teams' own id of the conversation, with its thread. */
  readonly conversation: string;
  /** A channel gets a thread of its own for it. */
  readonly beginsThread: boolean;
}

/**
 * Sends to Teams: within its limits, and reviews only to reviewers. What may have arrived is never sent again, because
 * nobody can look for it: the connector takes no key and shows no history.
 */
export function createTeamsChannel(options: TeamsChannelOptions): Channel {
  const { tenant, botId, governanceChannel, references, rooms, call, expected, clock } = options;

  async function post(message: ChannelMessage): Promise<SendResult> {
    return within(message, async (place) => {
      if (message.repeated) return { kind: 'ambiguous', reason: 'an attempt before may have posted it' };
      const activity = activityFor(message, place);
      const held = expected.take(message.address.conversation, activity);
      if (held !== undefined)
        return {
          kind: 'sent',
          externalId: formatPosted({ conversation: message.address.conversation, activity: held }),
        };
      const where = await beforeTheCall(whereTo(message, place));
      if ('kind' in where) return where;
      if (clock() > message.sendBefore) return { kind: 'retryAfter', retryAfterMs: 0 };
      const called = await call(tenant, postingCall(where, activity));
      const posted = called.kind === 'done' ? postedIn(where, called.value) : undefined;
      if (posted !== undefined) return { kind: 'sent', externalId: posted };
      return called.kind === 'done'
        ? { kind: 'ambiguous', reason: 'unreadable answer' }
        : notDone(message, place, called);
    });
  }

  async function update(message: ChannelMessage & { readonly externalId: string }): Promise<SendResult> {
    return within(message, async (place) => {
      const posted = parsePosted(message.externalId);
      if (!posted) return { kind: 'failed', reason: 'no message of Teams' };
      const activity = activityFor(message, place);
      if (expected.take(message.address.conversation, { ...activity, id: posted.activity }) !== undefined)
        return { kind: 'sent', externalId: message.externalId };
      const serviceUrl = await beforeTheCall(serviceUrlOf(place));
      const called = await call(tenant, {
        ...{ kind: 'update', serviceUrl, conversation: posted.conversation, id: posted.activity },
        activity: { ...activity, id: posted.activity },
      });
      if (called.kind === 'done') return { kind: 'sent', externalId: message.externalId };
      return notDone(message, place, called);
    });
  }

  /** Only where the address is one of this tenant's, and nobody sees what is not for them. */
  async function within(
    { address }: ChannelMessage,
    send: (place: TeamsConversation) => Promise<SendResult>,
  ): Promise<SendResult> {
    const place = parseConversation(address.conversation);
    if (!place || address.workspace !== tenant) return { kind: 'failed', reason: 'no conversation of Teams' };
    if (isGovernance(place)) {
      const verdict = await beforeTheCall(rooms.verdict(tenant, place.channel));
      if (verdict.kind === 'unfit') return { kind: 'held', reason: verdict.reason };
      if (verdict.kind === 'later') return { kind: 'retryAfter', retryAfterMs: verdict.waitMs, holds: 'conversation' };
    }
    return send(place).catch((failure: unknown): SendResult => {
      if (failure instanceof TooLarge) return { kind: 'failed', reason: failure.message };
      throw failure;
    });
  }

  function isGovernance(place: TeamsConversation): place is Extract<TeamsConversation, { kind: 'group' }> {
    return place.kind === 'group' && place.channel === governanceChannel;
  }

  /** Every picture has a name of its own, so that a click on it is known when it comes again. */
  function activityFor({ card, content, idempotencyKey: row }: ChannelMessage, place: TeamsConversation) {
    const refreshedFor = isGovernance(place) && content.kind === 'view' ? rooms.readersOf(tenant, place.channel) : [];
    const rendered = renderTeamsCard(card, { stamp: { nonce: randomUUID(), row }, refreshedFor });
    return { ...messageActivity(card, rendered, place.kind === 'direct'), from: { id: botId } };
  }

  async function whereTo({ under }: ChannelMessage, place: TeamsConversation): Promise<Where | SendResult> {
    if (place.kind === 'direct') {
      const opened = await openDirect(options, place.user);
      return 'conversation' in opened ? { ...opened, beginsThread: false } : opened;
    }
    const parent = under === undefined ? undefined : parsePosted(under);
    const inThread = parent?.conversation.startsWith(place.channel) ? parent.conversation : undefined;
    const conversation = place.thread === undefined ? (inThread ?? place.channel) : formatConversation(place);
    const beginsThread = !conversation.includes(';messageid=') && /@thread\.(?:tacv2|skype)$/u.test(conversation);
    return { serviceUrl: await serviceUrlOf(place), conversation, beginsThread };
  }

  async function serviceUrlOf(place: TeamsConversation): Promise<string> {
    const key = place.kind === 'direct' ? formatConversation(place) : place.channel;
    const known = (await references.find(tenant, key)) ?? (await references.latest(tenant));
    return known?.serviceUrl ?? options.serviceUrl;
  }

  function postingCall({ serviceUrl, conversation, beginsThread }: Where, activity: object): ConnectorCall {
    if (!beginsThread) return { kind: 'post', serviceUrl, conversation, activity: { ...activity } };
    const channelData = { channel: { id: conversation }, tenant: { id: tenant } };
    const parameters = { isGroup: true, bot: { id: botId }, tenantId: tenant, channelData, activity };
    return { kind: 'create', serviceUrl, parameters };
  }

  function notDone(
    { address }: ChannelMessage,
    place: TeamsConversation,
    called: Exclude<Called, { readonly kind: 'done' }>,
  ): SendResult {
    switch (called.kind) {
      case 'wait':
        return waiting(called);
      case 'notReached':
        return { kind: 'tryAgain', reason: called.reason };
      case 'unclear':
        return { kind: 'ambiguous', reason: called.reason };
      case 'refused': {
        if (!isGovernance(place)) return refused(called, 'conversation');
        rooms.forget(tenant, place.channel);
        return refused(called, { governanceChannel: address.conversation });
      }
    }
  }

  return {
    platform: 'teams',
    async directAddress(_organisationId, personId) {
      const user = await options.accountOf(personId);
      return user === undefined ? undefined : addressOf(tenant, { kind: 'direct', user });
    },
    async governanceAddress() {
      return governanceChannel === undefined
        ? undefined
        : addressOf(tenant, { kind: 'group', channel: governanceChannel });
    },
    userOf({ conversation }) {
      const place = parseConversation(conversation);
      return place?.kind === 'direct' ? place.user : undefined;
    },
    post,
    update,
  };
}

/** As the connector names it: where a thread was begun, the conversation has a name of its own. */
function postedIn({ conversation, beginsThread }: Where, value: unknown): string | undefined {
  if (!beginsThread) {
    const posted = Posted.safeParse(value).data;
    return posted && formatPosted({ conversation, activity: posted.id });
  }
  const created = Created.safeParse(value).data;
  const activity = created?.activityId ?? created?.id.split(';messageid=')[1];
  return created && activity ? formatPosted({ conversation: created.id, activity }) : undefined;
}

export function addressOf(tenant: string, place: TeamsConversation): ConversationAddress {
  return {
    platform: 'teams',
    workspace: tenant,
    conversation: formatConversation(place),
    visibility: place.kind === 'direct' ? 'direct' : 'channel',
  };
}
