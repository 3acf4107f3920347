import type { Clock } from '../../kernel/clock.ts';
import { findGuests } from './guests.ts';
import type { Pacing } from './pacing.ts';
import { readRoom } from './read-room.ts';
import type { SlackWorkspaces } from './workspaces.ts';

/** Whether a channel may show review cards at this moment. */
export type RoomVerdict =
  | { readonly kind: 'fit' }
  /** A sentence for administrators that names what to change. */
  | { readonly kind: 'unfit'; readonly reason: string }
  /** It could not be looked at yet. */
  | { readonly kind: 'later'; readonly waitMs: number };

/** Reviews are for reviewers: only a private channel of theirs, without guests and strangers, shows them. */
export interface GovernanceRooms {
  verdict(workspace: string, channel: string): Promise<RoomVerdict>;
  /** Somebody joined or left, or a post was refused: the next verdict looks again. */
  forget(workspace: string, channel: string): void;
}

export interface GovernanceRoomsOptions {
  readonly workspaces: SlackWorkspaces;
  readonly pacing: Pacing;
  /** Which of these users of a workspace may not read reviews: who has no role for it, and whoever is not known. */
  readonly mayNotRead: (workspace: string, users: readonly string[]) => Promise<readonly string[]>;
  readonly clock: Clock;
}

interface Looked {
  readonly verdict: Promise<RoomVerdict>;
  until: number;
}

const FIT_FOR_MS = 600_000;
/** Less than the time after which what is held back is tried again, so that a mended channel is seen then. */
const UNFIT_FOR_MS = 240_000;
const LOOK_AGAIN_MS = 5000;
const NAMED = 10;

export function createGovernanceRooms(options: GovernanceRoomsOptions): GovernanceRooms {
  const { workspaces, pacing, mayNotRead, clock } = options;
  const guests = findGuests(pacing, clock);
  const known = new Map<string, Looked>();

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

  function beginLooking(workspace: string, channel: string): Looked {
    const key = keyOf(workspace, channel);
    const looked: Looked = { verdict: look(workspace, channel), until: Number.POSITIVE_INFINITY };
    known.set(key, looked);
    const forget = () => {
      if (known.get(key) === looked) known.delete(key);
    };
    looked.verdict.then(({ kind }) => {
      if (kind === 'later') forget();
      else looked.until = clock().getTime() + (kind === 'fit' ? FIT_FOR_MS : UNFIT_FOR_MS);
    }, forget);
    return looked;
  }

  return {
    async verdict(workspace, channel) {
      const key = keyOf(workspace, channel);
      const before = known.get(key);
      const looked = before && before.until > clock().getTime() ? before : beginLooking(workspace, channel);
      const verdict = await looked.verdict;
      // Whoever joined while it was looked at is not in what was seen.
      return verdict.kind === 'later' || known.get(key) === looked ? verdict : { kind: 'later', waitMs: LOOK_AGAIN_MS };
    },
    forget(workspace, channel) {
      known.delete(keyOf(workspace, channel));
    },
  };
}

function keyOf(workspace: string, channel: string): string {
  return `${workspace}/${channel}`;
}

function unfit(reason: string): RoomVerdict {
  return { kind: 'unfit', reason };
}

function whyClosed(channel: string, code: string): string {
  if (code === 'missing_scope')
    return `Steward may not look at the governance channel ${channel}. Install it again with the scope groups:read.`;
  return `Slack does not show Steward the governance channel ${channel} (${code}). Invite it there, or correct GOVERNANCE_CHANNEL.`;
}

function named(users: readonly string[]): string {
  const more = users.length - NAMED;
  return `${users.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
