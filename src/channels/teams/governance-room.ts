import {
  createWatchedRooms,
  type GovernanceRooms,
  namedUsers,
  type RoomVerdict,
  unfit,
} from '../../chat/watched-rooms.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { CallPaced } from './paced-calls.ts';
import type { TeamsReferences } from './references.ts';
import { isOwnMember, MOST_MEMBERS, type Roster, type RosterMember, readRoster, userOf } from './roster.ts';

export interface TeamsRoomsOptions {
  readonly call: CallPaced;
  readonly references: Pick<TeamsReferences, 'find' | 'latest'>;
  /** Which of these users of a tenant may not read reviews: who has no role for it, and whoever is not known. */
  readonly mayNotRead: (tenant: string, users: readonly string[]) => Promise<readonly string[]>;
  readonly clock: Clock;
}

export interface TeamsRooms extends GovernanceRooms {
  /** Microsoft's ids of those who were in it when it was last found fit. */
  readersOf(tenant: string, channel: string): readonly string[];
}

/** Whoever is in the team of a channel can read it, so only a team of reviewers alone shows reviews. */
export function createTeamsRooms({ call, references, mayNotRead, clock }: TeamsRoomsOptions): TeamsRooms {
  const readers = new Map<string, readonly string[]>();

  async function look(tenant: string, channel: string): Promise<RoomVerdict> {
    const roster = await rosterOf(tenant, channel);
    if (roster === undefined)
      return unfit(
        `Nothing was heard from the governance channel ${channel} yet. Add Steward to its team and mention it there once.`,
      );
    if (roster.kind === 'later') return roster;
    if (roster.kind === 'closed')
      return unfit(
        `Teams does not show Steward who is in the governance channel ${channel} (${roster.code}). Add Steward to its team, or correct GOVERNANCE_CHANNEL.`,
      );
    if (roster.kind === 'tooMany')
      return unfit(
        `More than ${MOST_MEMBERS} people are in the governance channel ${channel}. Name the channel of a team of the reviewers' own in GOVERNANCE_CHANNEL.`,
      );
    return judge(tenant, channel, roster.members);
  }

  async function judge(tenant: string, channel: string, members: readonly RosterMember[]): Promise<RoomVerdict> {
    const strangers = members.filter((member) => !isOwnMember(member, tenant) || userOf(member) === undefined);
    if (strangers.length > 0)
      return unfit(
        `${namedUsers(strangers.map(({ id }) => id))} in the governance channel ${channel} are guests or from elsewhere. Remove them from the team.`,
      );
    const users = members.flatMap((member) => userOf(member) ?? []);
    const outsiders = await mayNotRead(tenant, users);
    if (outsiders.length > 0)
      return unfit(
        `${namedUsers(outsiders)} can read the governance channel ${channel} and may not read reviews. Give them a role, or remove them from the team.`,
      );
    readers.set(
      `${tenant}/${channel}`,
      members.map(({ id }) => id),
    );
    return { kind: 'fit' };
  }

  /** The channel's own list where Teams gives one, as for private channels, else the team's. */
  async function rosterOf(tenant: string, channel: string): Promise<Roster | undefined> {
    const known = await references.find(tenant, channel);
    const { serviceUrl } = known ?? (await references.latest(tenant)) ?? {};
    if (serviceUrl === undefined) return undefined;
    const own = await readRoster(call, tenant, { serviceUrl, conversation: channel });
    if (own.kind !== 'closed' || known?.roster === undefined) return own;
    return readRoster(call, tenant, { serviceUrl, conversation: known.roster });
  }

  return {
    ...createWatchedRooms(look, clock),
    readersOf: (tenant, channel) => readers.get(`${tenant}/${channel}`) ?? [],
  };
}
