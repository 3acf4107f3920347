import { beforeTheCall, type Channel, type ChannelMessage, type SendResult } from '../../chat/channel.ts';
import type { ConversationAddress } from '../../chat/event.ts';
import type { GovernanceRooms } from '../../chat/watched-rooms.ts';
import type { Clock } from '../../kernel/clock.ts';
import { renderCard } from './block-kit/render-card.ts';
import { formatConversation, parseConversation, parsePosted, type SlackConversation } from './conversation-id.ts';
import { createDirectChannels } from './direct-channels.ts';
import { postedMetadata } from './find-posted.ts';
import { publishHome } from './home.ts';
import { callPaced, repeatable } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';
import { postMessage } from './post-message.ts';
import { refusedAnywhere, refusedInRoom } from './refusals.ts';
import type { SlackWorkspace, SlackWorkspaces } from './workspaces.ts';

/** A person's account in a workspace. */
export interface SlackAccount {
  readonly workspace: string;
  readonly user: string;
}

export interface SlackChannelOptions {
  /** Of several accounts the one that was used last. */
  readonly accountOf: (organisationId: string, personId: string) => Promise<SlackAccount | undefined>;
  /** The governance team's channel, as it is configured. */
  readonly governanceChannelOf: (organisationId: string) => Promise<GovernancePlace | undefined>;
  readonly workspaces: SlackWorkspaces;
  readonly rooms: GovernanceRooms;
  readonly pacing: Pacing;
  readonly clock: Clock;
}

export interface GovernancePlace {
  readonly workspace: string;
  readonly channel: string;
}

/** Sends to Slack: within its limits, never twice, and reviews only to reviewers. */
export function createSlackChannel(options: SlackChannelOptions): Channel {
  const { accountOf, governanceChannelOf, workspaces, rooms, pacing } = options;
  const directChannels = createDirectChannels(pacing);

  async function post(message: ChannelMessage): Promise<SendResult> {
    return within(message, async (place, found) => {
      const { workspace } = message.address;
      if (place.kind === 'home') return publishHome(found, pacing, { workspace, user: place.user }, message.card);
      const opened =
        place.kind === 'channel'
          ? ({ kind: 'done', value: place.channel } as const)
          : await directChannels.of(found, workspace, place.user);
      if (opened.kind !== 'done') return repeatable(opened);
      const channel = opened.value;
      const parent = message.under === undefined ? undefined : parsePosted(message.under);
      const thread = place.kind === 'channel' && place.thread !== undefined ? place.thread : parent?.ts;
      const posting = { channel, thread, message, rendered: renderCard(message.card) };
      const result = await postMessage(found, options, posting);
      return result.kind === 'refused' ? refused(message, channel, result.code) : result;
    });
  }

  async function update(message: ChannelMessage & { readonly externalId: string }): Promise<SendResult> {
    return within(message, async (place, found) => {
      const { workspace } = message.address;
      if (place.kind === 'home') return publishHome(found, pacing, { workspace, user: place.user }, message.card);
      const posted = parsePosted(message.externalId);
      if (!posted) return { kind: 'failed', reason: 'no message of Slack' };
      const called = await callPaced(pacing, { method: 'chat.update', workspace, channel: posted.channel }, () =>
        found.clients.bulk.chat.update({
          ...posted,
          ...renderCard(message.card),
          metadata: postedMetadata(message.idempotencyKey),
        }),
      );
      if (called.kind === 'done') return { kind: 'sent', externalId: message.externalId };
      if (called.kind === 'refused') return refused(message, posted.channel, called.code);
      return called.kind === 'unclear' ? { kind: 'ambiguous', reason: called.reason } : repeatable(called);
    });
  }

  /** Only where the address is one of Slack's, Steward is installed, and nobody sees what is not for them. */
  async function within(
    { organisationId, address }: ChannelMessage,
    send: (place: SlackConversation, found: SlackWorkspace) => Promise<SendResult>,
  ): Promise<SendResult> {
    const place = parseConversation(address.conversation);
    if (!place) return { kind: 'failed', reason: 'no conversation of Slack' };
    const found = await beforeTheCall(workspaces.find(address.workspace));
    if (!found) return { kind: 'held', reason: `Steward is not installed in ${address.workspace}. Install it again.` };
    if (
      place.kind === 'channel' &&
      (await beforeTheCall(isGovernance(organisationId, address.workspace, place.channel)))
    ) {
      const verdict = await beforeTheCall(rooms.verdict(address.workspace, place.channel));
      if (verdict.kind === 'unfit') return { kind: 'held', reason: verdict.reason };
      if (verdict.kind === 'later') return { kind: 'retryAfter', retryAfterMs: verdict.waitMs, holds: 'conversation' };
    }
    return send(place, found);
  }

  async function refused(message: ChannelMessage, channel: string, code: string): Promise<SendResult> {
    const { organisationId, address } = message;
    if (await isGovernance(organisationId, address.workspace, channel)) {
      rooms.forget(address.workspace, channel);
      return refusedInRoom(channel, code);
    }
    return refusedAnywhere(code);
  }

  async function isGovernance(organisationId: string, workspace: string, channel: string): Promise<boolean> {
    const team = await governanceChannelOf(organisationId);
    return team?.workspace === workspace && team.channel === channel;
  }

  return {
    platform: 'slack',
    async directAddress(organisationId, personId) {
      const account = await accountOf(organisationId, personId);
      if (!account || !(await workspaces.find(account.workspace))) return undefined;
      return addressOf(account.workspace, { kind: 'direct', user: account.user }, 'direct');
    },
    async governanceAddress(organisationId) {
      const team = await governanceChannelOf(organisationId);
      return team && addressOf(team.workspace, { kind: 'channel', channel: team.channel }, 'channel');
    },
    userOf({ conversation }) {
      const place = parseConversation(conversation);
      return place && 'user' in place ? place.user : undefined;
    },
    post,
    update,
  };
}

function addressOf(
  workspace: string,
  place: SlackConversation,
  visibility: ConversationAddress['visibility'],
): ConversationAddress {
  return { platform: 'slack', workspace, conversation: formatConversation(place), visibility };
}
