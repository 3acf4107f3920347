import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journeyKinds, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { answersDeclaration, CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey, type Name } from '../support/journey.ts';

const NAMES: readonly Name[] = ['maya', 'tom', 'priya', 'jonas', 'elena', 'samir', 'ana', 'lee'];

describe.each(journeyKinds)('posted desks (%s)', (kind) => {
  let journey: Journey;
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    journey = await beginJourney(kind, database);
    for (const name of NAMES) await journey[name].says('my desk');
  });
  afterEach(() => journey.end());

  const revisions = async () => {
    const { rows } = await database.pool.query<{ subject: string; revision: number }>(
      `SELECT "subjectId" AS subject, sum("wantedRevision")::int AS revision FROM outbox_message WHERE view->>'name' = 'desk.home' GROUP BY 1`,
    );
    return new Map(rows.map(({ subject, revision }) => [subject, revision]));
  };
  /** Whose desk is drawn anew by what is done. */
  const redrawn = async (does: () => Promise<unknown>): Promise<readonly Name[]> => {
    const before = await revisions();
    await does();
    const after = await revisions();
    return NAMES.filter((name) => after.get(journey[name].id) !== before.get(journey[name].id));
  };
  const TEAM: readonly Name[] = ['priya', 'jonas', 'elena', 'samir'];

  it('are drawn anew for those whom it concerns, from a draft to the approval', async () => {
    const { maya, tom, priya } = journey;

    expect(await redrawn(() => answersDeclaration(maya, { ...CLIENT_CALLS, owner: tom.name }))).toEqual(['maya']);
    expect(await redrawn(() => maya.clicks('Submit'))).toEqual(['maya', 'tom', ...TEAM]);
    expect(await priya.card(/^Your desk[\s\S]*To review[\s\S]*REV-1: Otter\.ai/)).toBeDefined();
    expect(await redrawn(() => priya.inTeam.clicks('Claim'))).toEqual(['maya', 'tom', ...TEAM]);
    const form = await priya.inTeam.opensForm('Approve');
    expect(await redrawn(() => form.fills({}))).toEqual(['maya', 'tom', ...TEAM]);
    await tom.card(/^Your desk[\s\S]*You may use\nAIU-1: Otter\.ai/);
  });

  it('are drawn anew when an approval ends by the calendar', async () => {
    const { maya, priya, passes } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Approve')).fills({});

    expect(await redrawn(() => passes({ days: 400 }))).toEqual(expect.arrayContaining(['maya']));

    expect(JSON.stringify(await maya.card(/^Your desk/))).not.toMatch(/You may use/);
  });

  it('are drawn anew on both sides when a use changes hands or somebody joins it', async () => {
    const { maya, tom, lee, priya } = journey;
    await declares(maya, { ...CLIENT_CALLS, users: 'company', countries: ['se', 'gb', 'nl'] });
    await (await priya.inTeam.opensForm('Approve')).fills({});

    const form = await maya.opensForm('Hand to another owner');
    expect(await redrawn(() => form.fills({ owner: tom.id }))).toEqual(['maya', 'tom']);
    const { value } = await tom.button('No longer used');
    expect(await redrawn(() => tom.does({ to: 'actions', action: 'register.retire', value }))).toEqual(['tom']);
    expect(await redrawn(() => lee.says('what tools are approved?'))).toEqual([]);
  });

  it('are drawn anew for concerns and questions, and not by reading', async () => {
    const { maya, priya, lee } = journey;
    const report = { to: 'forms', form: 'concern.report', inputs: { kind: 'concern', what: 'Something.' } } as const;

    expect(await redrawn(() => maya.does(report))).toEqual(['maya', ...TEAM]);
    expect(await redrawn(() => priya.clicks('Take on'))).toEqual(['maya', ...TEAM]);
    expect(await redrawn(() => maya.says('What is the weather in Paris?'))).toEqual([]);
    expect(await redrawn(() => maya.clicks('Ask the governance team'))).toEqual(['maya', ...TEAM]);
    expect(await redrawn(() => lee.says('CON-1'))).toEqual([]);
    await priya.card(/^Your desk[\s\S]*Concerns and incidents\nCON-1[\s\S]*Questions to answer\nQ-1/);
  });
});
