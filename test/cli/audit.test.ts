import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTerminal, type Terminal } from './terminal.ts';

/** What the set-up of a demonstration notes: its people, and two of each questionnaire, published and adopted. */
const SET_UP = 5;

const Anchor = z.object({ organisation: z.string(), sequence: z.number(), hash: z.string() });

let terminal: Terminal;
beforeEach(async () => {
  terminal = await openTerminal();
});
afterEach(() => terminal.close());

/** What somebody with the database's own password can do. */
async function tamper(...statements: readonly string[]): Promise<void> {
  for (const statement of ['ALTER TABLE audit_entry DISABLE TRIGGER append_only', ...statements])
    await terminal.database.pool.query(statement);
}

async function grantRole(): Promise<void> {
  await terminal.run('people', 'role', 'Tom Okafor', 'add', 'auditor', '--as', 'Lee Chan');
}

/** Removes the newest entry and moves the head back, so that the chain is whole in itself. */
const TRUNCATE = [
  'UPDATE audit_head SET sequence = sequence - 1, hash = (SELECT "previousHash" FROM audit_entry e WHERE e.sequence = audit_head.sequence)',
  'DELETE FROM audit_entry WHERE sequence > (SELECT sequence FROM audit_head)',
];

describe('aims audit', () => {
  it('proves an untouched trail, and says that a demonstration proves nothing', async () => {
    const verified = await terminal.json('audit', 'verify', '--json');

    expect(verified).toMatchObject({
      ok: true,
      entries: SET_UP,
      head: { sequence: SET_UP, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      firstBad: null,
    });
    expect(verified).toHaveProperty('notice', 'Demonstration data, not evidence');
  });

  it('lets others work meanwhile, however long the trail is', async () => {
    await terminal.inDemonstration(async ({ audit }) => {
      for (let entry = 0; entry < 2000; entry += 1)
        audit.record({ process: 'test' }, [{ kind: 'test.noted', subjectId: String(entry) }], new Date());
    });
    let turns = 0;
    terminal.database.pool.on('acquire', () => {
      turns += 1;
    });

    const verified = await terminal.json('audit', 'verify', '--json');

    expect(verified).toMatchObject({ ok: true, entries: SET_UP + 2000 });
    // The connection is given back after every page, which is when whoever waits gets it.
    expect(turns).toBeGreaterThan(2000 / 500);
  });

  it('names the entry that was rewritten', async () => {
    await tamper(`UPDATE audit_entry SET payload = replace(payload, 'published', 'forgotten') WHERE sequence = 2`);

    const { stdout, stderr, exitCode } = await terminal.run('audit', 'verify', '--json');

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      entries: 1,
      firstBad: { sequence: 2, problem: 'its content does not match its hash' },
    });
    expect(stderr).toBe('The audit trail is broken at entry 2: its content does not match its hash.\n');
  });

  it('finds an entry that was put behind the head', async () => {
    await tamper(`INSERT INTO audit_entry ("organisationId", sequence, payload, "previousHash", hash)
      SELECT "organisationId", sequence + 1, payload, hash, hash FROM audit_entry WHERE sequence = ${SET_UP}`);

    expect(await terminal.run('audit', 'verify')).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining(`entry ${SET_UP + 1}`),
      exitCode: 1,
    });
  });

  it('accepts the anchor that it wrote, also when the trail has grown', async () => {
    await terminal.run('audit', 'anchor', '--out', 'anchor.json');
    await grantRole();

    expect(await terminal.json('audit', 'verify', '--anchor', 'anchor.json', '--json')).toMatchObject({
      ok: true,
      entries: SET_UP + 1,
    });
  });

  it('finds a truncated tail by the anchor, which nothing else shows', async () => {
    await grantRole();
    const anchor = Anchor.parse(await terminal.json('audit', 'anchor'));
    await terminal.write('anchor.json', JSON.stringify(await terminal.json('audit', 'anchor')));
    await tamper(...TRUNCATE);

    const alone = await terminal.run('audit', 'verify');
    const beside = await terminal.run('audit', 'verify', '--anchor', 'anchor.json', '--json');

    expect(alone.exitCode).toBe(0);
    expect(beside.exitCode).toBe(1);
    expect(JSON.parse(beside.stdout)).toMatchObject({ ok: false, firstBad: { sequence: anchor.sequence } });
  });

  it('does not believe an anchor that was changed or signed by another key', async () => {
    const anchor = Object(await terminal.json('audit', 'anchor'));
    const other = await openTerminal();
    await terminal.write('changed.json', JSON.stringify({ ...anchor, at: '2020-01-01T00:00:00.000Z' }));
    await terminal.write('other.json', JSON.stringify(await other.json('audit', 'anchor')));
    await other.close();

    const changed = await terminal.run('audit', 'verify', '--anchor', 'changed.json');
    const foreign = await terminal.run('audit', 'verify', '--anchor', 'other.json');

    expect(changed).toMatchObject({
      stderr: expect.stringContaining('the anchor was changed after it was signed'),
      exitCode: 1,
    });
    expect(foreign.exitCode).toBe(1);
  });

  it('refuses a file that is no anchor', async () => {
    await terminal.write('anchor.json', '{}');

    expect(await terminal.run('audit', 'verify', '--anchor', 'anchor.json')).toEqual({
      stdout: '',
      stderr: 'anchor.json is no anchor as “aims audit anchor” writes it.\n',
      exitCode: 1,
    });
  });
});
