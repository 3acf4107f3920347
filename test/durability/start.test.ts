import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSteward } from '../support/steward-process.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** What an operator sees of a start that must not succeed. */
async function failsWith(environment: Readonly<Record<string, string>>, main?: string): Promise<string> {
  const steward = startSteward(environment, main);
  const { code } = await steward.ended;
  expect({ code, stdout: steward.stdout() }).toEqual({ code: 1, stdout: '' });
  expect(steward.stderr().endsWith('\n')).toBe(true);
  return steward.stderr().trimEnd();
}

const oneLine = (text: string) => expect(text.split('\n')).toHaveLength(1);

describe('a start that cannot succeed', () => {
  let home: string;
  let made: string;
  /** A copy of a data directory with the demonstration in it. */
  const copy = async (name: string) => {
    const directory = path.join(home, name);
    await cp(made, directory, { recursive: true });
    return directory;
  };

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'steward-start-'));
    made = path.join(home, 'made');
    const steward = startSteward({ DATA_DIR: made });
    expect(await steward.origin, steward.stderr()).toBeDefined();
    expect(await steward.stop()).toBe(0);
  });
  afterAll(() => rm(home, { recursive: true }));

  it('names every variable that is wrong, at once', async () => {
    const said = await failsWith({
      HOST: '0.0.0.0',
      PORT: 'eighty',
      CHANNELS: 'console',
      DATABASE_URL: 'mysql://root@localhost/steward',
      MIGRATION_DATABASE_URL: 'nonsense',
      ENCRYPTION_KEY: 'c2hvcnQ=',
      NODE_ENV: 'production',
    });

    const lines = said.split('\n');
    expect(lines.map((line) => line.split(' ')[0]).toSorted()).toEqual([
      'CHANNELS',
      'DATABASE_URL',
      'ENCRYPTION_KEY',
      'HOST',
      'MIGRATION_DATABASE_URL',
      'PORT',
    ]);
    expect(lines.every((line) => / (must|is needed) /.test(line))).toBe(true);
    expect(said).not.toContain('c2hvcnQ=');
  });

  it('says who holds the data directory', async () => {
    const directory = await copy('held');
    const holder = startSteward({ DATA_DIR: directory });
    await holder.origin;

    const said = await failsWith({ DATA_DIR: directory });

    oneLine(said);
    expect(said).toMatch(/^The database is in use by process \d+; stop it first \(lock: .*database\.lock\)\.$/);
    expect(await holder.stop()).toBe(0);
  });

  it('does not start without the key of what is there', async () => {
    const directory = await copy('no-key');
    await rm(path.join(directory, 'encryption.key'));

    const said = await failsWith({ DATA_DIR: directory });

    oneLine(said);
    expect(said).toMatch(/encryption\.key is missing.*Restore it from your backup/);
    expect(await readdir(directory)).not.toContain('encryption.key');
  });

  it('does not start with a key file that holds no key', async () => {
    const directory = await copy('half-key');
    await writeFile(path.join(directory, 'encryption.key'), 'half');

    const said = await failsWith({ DATA_DIR: directory });

    oneLine(said);
    expect(said).toMatch(/does not hold a 32-byte base64 key/);
  });

  it.each(['file', 'variable'])('does not start with the %s of another key', async (where) => {
    const directory = await copy(`wrong-${where}`);
    const other = randomBytes(32).toString('base64');
    if (where === 'file') await writeFile(path.join(directory, 'encryption.key'), other);

    const said = await failsWith(
      where === 'file' ? { DATA_DIR: directory } : { DATA_DIR: directory, ENCRYPTION_KEY: other },
    );

    oneLine(said);
    expect(said).toMatch(/^The encryption key does not open what is stored here\..*ENCRYPTION_KEY/);
    // With the right one it still does.
    await cp(path.join(made, 'encryption.key'), path.join(directory, 'encryption.key'));
    const right = startSteward({ DATA_DIR: directory });
    expect(await right.origin, right.stderr()).toBeDefined();
    await right.stop();
  });

  it.each([
    [
      'a damaged control file',
      (database: string) => writeFile(path.join(database, 'global', 'pg_control'), randomBytes(8192)),
    ],
    ['a missing version file', (database: string) => rm(path.join(database, 'PG_VERSION'))],
    ['missing tables', (database: string) => rm(path.join(database, 'base'), { recursive: true })],
    ['a truncated write-ahead log', (database: string) => rm(path.join(database, 'pg_wal'), { recursive: true })],
  ])('says what to do about %s, and leaves everything where it is', async (what, damage) => {
    const directory = await copy(`damaged ${what}`);
    await damage(path.join(directory, 'database'));

    const said = await failsWith({ DATA_DIR: directory });

    oneLine(said);
    expect(said).toMatch(/cannot be read: restore it from a backup, or move that folder aside/);
    expect(await readdir(directory)).toContain('database');
    expect(await readdir(directory)).not.toContain('database.lock');
  });

  it('says which questionnaire was changed without a new version', async () => {
    const directory = await copy('changed');
    const elsewhere = path.join(home, 'build');
    for (const part of ['src', 'knowledge', 'prompts', 'prisma', 'package.json'])
      await cp(path.join(checkout, part), path.join(elsewhere, part), { recursive: true });
    await symlink(path.join(checkout, 'node_modules'), path.join(elsewhere, 'node_modules'));
    const file = path.join(elsewhere, 'knowledge', 'questionnaires', 'ai-use-registration.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^title: .*$/m, 'title: Something else'));

    const said = await failsWith({ DATA_DIR: directory }, path.join(elsewhere, 'src', 'main.ts'));

    oneLine(said);
    expect(said).toMatch(/ai-use-registration was changed, but is still version 1/);
  });

  it('says which database server it cannot reach, without the password', async () => {
    const said = await failsWith({
      DATABASE_URL: 'postgresql://steward:secret@127.0.0.1:1/steward',
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    });

    oneLine(said);
    expect(said).toMatch(/^The database steward at 127\.0\.0\.1:1 cannot be opened: .*ECONNREFUSED/);
    expect(said).not.toContain('secret');
  });

  it('says that the port is taken', async () => {
    const holder = startSteward({ DATA_DIR: await copy('port-one') });
    const port = new URL((await holder.origin) ?? '').port;

    const said = await failsWith({ DATA_DIR: await copy('port-two'), PORT: port });

    oneLine(said);
    expect(said).toBe(`Port ${port} on 127.0.0.1 is in use. Stop the other program or set PORT.`);
    await holder.stop();
  });
});
