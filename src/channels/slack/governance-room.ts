import {
  createWatchedRooms,
  type GovernanceRooms,
  namedUsers as named,
  type RoomVerdict,
  unfit,
} from '../../chat/watched-rooms.ts';
import type { Clock } from '../../kernel/clock.ts';
import { findGuests } from './guests.ts';
import type { Pacing } from './pacing.ts';
import { readRoom } from './read-room.ts';
import type { SlackWorkspaces } from './workspaces.ts';

export interface GovernanceRoomsOptions {
  readonly workspaces: SlackWorkspaces;
  readonly pacing: Pacing;
  /** Which of these users of a workspace may not read reviews: who has no role for it, and whoever is not known. */
  readonly mayNotRead: (workspace: string, users: readonly string[]) => Promise<readonly string[]>;
  readonly clock: Clock;
}

/** Only a private channel of the reviewers shows reviews. */
export function createGovernanceRooms(options: GovernanceRoomsOptions): GovernanceRooms {
  const { workspaces, pacing, mayNotRead, clock } = options;
  const guests = findGuests(pacing, clock);

  async function look(workspace: string, channel: string): Promise<RoomVerdict> {
    const found = await workspaces.find(workspace);
    if (!found) return unfit('Steward is not installed in this workspace. Install it again.');
    const room = await readRoom(found.clients, pacing, workspace, channel);
    if (room.kind === 'later') return room;
    if (room.kind === 'closed') return unfit(whyClosed(channel, room.code));
    if (room.fault !== undefined) return unfit(room.fault);
    if (!room.members.includes(found.botUserId))
      return unfit(`Steward is not a member of the governance channel ${channel}. Invite it there.`);

    const people = room.members.filter((member) => member !== found.botUserId);
    const outsiders = await mayNotRead(workspace, people);
    if (outsiders.length > 0)
      return unfit(
        `${named(outsiders)} can read the governance channel ${channel} and may not read reviews. Give them a role, or remove them from the channel.`,
      );
    const among = await guests(found.clients, workspace, people);
    if (among.kind === 'later') return among;
    if (among.guests.length > 0)
      return unfit(
        `${named(among.guests)} in the governance channel ${channel} are guests or from elsewhere. Remove them from the channel.`,
      );
    return { kind: 'fit' };
  }

  return createWatchedRooms(look, clock);
}

function whyClosed(channel: string, code: string): string {
  if (code === 'missing_scope')
    return `Steward may not look at the governance channel ${channel}. Install it again with the scope groups:read.`;
  return `Slack does not show Steward the governance channel ${channel} (${code}). Invite it there, or correct GOVERNANCE_CHANNEL.`;
}
