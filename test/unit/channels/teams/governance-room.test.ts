import { describe, expect, it, onTestFinished } from 'vitest';
import { createBotConnector } from '../../../../src/channels/teams/bot/bot-connector.ts';
import { PUBLIC_CLOUD } from '../../../../src/channels/teams/configuration.ts';
import { createTeamsRooms } from '../../../../src/channels/teams/governance-room.ts';
import { createPacedCalls } from '../../../../src/channels/teams/paced-calls.ts';
import { createPacing } from '../../../../src/channels/teams/pacing.ts';
import type { TeamsReference } from '../../../../src/channels/teams/references.ts';
import { entraId, GOVERNANCE, TEAM, TENANT } from '../../../support/teams/activities.ts';
import { openFakeConnector, type TeamsPerson } from '../../../support/teams/fake-connector.ts';

const REVIEWERS = [1, 2, 3].map((number) => ({ user: entraId(number), name: `Reviewer ${number}` }));

async function aRoom(people: readonly TeamsPerson[] = REVIEWERS, isKnown = true) {
  const fake = await openFakeConnector({ tenant: TENANT, people });
  onTestFinished(() => fake.close());
  let now = new Date('2027-01-11T09:00:00Z');
  const clock = () => now;
  const connector = createBotConnector({ app: undefined, cloud: PUBLIC_CLOUD });
  const known: TeamsReference = {
    ...{ tenant: TENANT, place: GOVERNANCE, serviceUrl: fake.serviceUrl, roster: TEAM },
    ...{ conversation: undefined, member: undefined },
  };
  const rooms = createTeamsRooms({
    call: createPacedCalls(connector, createPacing(clock)),
    references: { find: async () => (isKnown ? known : undefined), latest: async () => undefined },
    mayNotRead: async (_tenant, users) => users.filter((user) => !REVIEWERS.some((one) => one.user === user)),
    clock,
  });
  return {
    ...{ fake, rooms },
    verdict: () => rooms.verdict(TENANT, GOVERNANCE),
    advance(ms: number) {
      now = new Date(now.getTime() + ms);
    },
  };
}

describe('the room of the governance team in Teams', () => {
  it('may show review cards when everybody in its team may read reviews, on whatever page they stand', async () => {
    const room = await aRoom();

    expect(await room.verdict()).toEqual({ kind: 'fit' });
    expect(room.rooms.readersOf(TENANT, GOVERNANCE)).toEqual(REVIEWERS.map(({ user }) => `29:${user}`));
  });

  it.each([
    ['somebody without a role', { user: entraId(9), name: 'Tom' }, /^0{8}-.*9 can read .*may not read reviews/u],
    ['a guest', { user: entraId(9), name: 'Guest', role: 'guest' }, /guests or from elsewhere/u],
    ['a guest who is a reviewer elsewhere', { user: entraId(3), name: 'G', role: 'guest' }, /guests/u],
    ['somebody from a meeting', { user: entraId(9), name: 'A', role: 'anonymous' }, /guests/u],
    ['somebody of another tenant', { user: entraId(9), name: 'Other', tenant: entraId(8) }, /from elsewhere/u],
    ['an external account', { user: entraId(9), name: 'X', email: 'x_other.com#EXT#@contoso.com' }, /from elsewhere/u],
  ])('is unfit with %s in it', async (_name, outsider, sentence) => {
    const room = await aRoom([...REVIEWERS.slice(0, 2), outsider]);

    expect(await room.verdict()).toEqual({ kind: 'unfit', reason: expect.stringMatching(sentence) });
    expect(room.rooms.readersOf(TENANT, GOVERNANCE)).toEqual([]);
  });

  it('asks the team where the channel has no list of its own', async () => {
    const room = await aRoom();
    room.fake.decide(({ path }) => (path.includes('governance') ? { kind: 'status', status: 404 } : { kind: 'fine' }));

    expect(await room.verdict()).toEqual({ kind: 'fit' });
  });

  it.each([
    [
      { kind: 'status', status: 403 } as const,
      { kind: 'unfit', reason: expect.stringMatching(/Add Steward to its team/u) },
    ],
    [{ kind: 'status', status: 429, retryAfter: '9' } as const, { kind: 'later', waitMs: 9000 }],
    [{ kind: 'cut', taken: false } as const, { kind: 'later' }],
    [{ kind: 'garbled', taken: true } as const, { kind: 'later' }],
  ])('shows nothing while %j', async (fate, verdict) => {
    const room = await aRoom();
    room.fake.decide(() => fate);

    expect(await room.verdict()).toMatchObject(verdict);
  });

  it('says what to do before anything was heard from it', async () => {
    const room = await aRoom(REVIEWERS, false);

    expect(await room.verdict()).toEqual({ kind: 'unfit', reason: expect.stringMatching(/mention it there once/u) });
  });

  it('is looked at again when somebody came or left, and after a while', async () => {
    const room = await aRoom();
    await room.verdict();
    const looked = room.fake.requests.length;

    await room.verdict();
    expect(room.fake.requests).toHaveLength(looked);
    room.rooms.forget(TENANT, GOVERNANCE);
    await room.verdict();
    expect(room.fake.requests).toHaveLength(2 * looked);
    room.advance(600_001);
    await room.verdict();
    expect(room.fake.requests).toHaveLength(3 * looked);
  });

  it('is unfit above four hundred people', async () => {
    const many = Array.from({ length: 402 }, (_, number) => ({ user: entraId(number + 1), name: 'Somebody' }));
    const room = await aRoom(many);

    expect(await room.verdict()).toEqual({ kind: 'unfit', reason: expect.stringMatching(/^More than 400 people/u) });
  });
});
