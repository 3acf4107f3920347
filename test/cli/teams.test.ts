import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';
import { newId } from '../../src/kernel/ids.ts';
import { unzipStored } from '../support/unzip-stored.ts';

const APP_ID = '0F0E0D0C-0b0a-4908-8706-050403020100';
const NEEDED = ['--app-id', APP_ID, '--url', 'https://steward.acme.com'];
const never = async () => {
  throw new Error('Nothing is opened for a package');
};

let workingDirectory: string;
beforeEach(async () => {
  workingDirectory = await mkdtemp(path.join(tmpdir(), 'steward-package-'));
});
afterEach(() => rm(workingDirectory, { recursive: true, force: true }));

async function aims(...words: readonly string[]) {
  const opened = { iso42001: never, knowledge: never, language: never, storage: never };
  const operator = { workingDirectory, clock: () => new Date(0), newId, ...opened };
  const { stdout, stderr, exitCode } = await runCommand(['teams', 'package', ...words], operator);
  return { stdout: Buffer.from(stdout).toString(), stderr, exitCode };
}

async function manifestIn(file: string): Promise<unknown> {
  const files = unzipStored(await readFile(path.join(workingDirectory, file)));
  return JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'));
}

it('writes the package with bot, address and version filled in', async () => {
  const { stdout } = await aims(
    ...NEEDED,
    '--version',
    '2.0.10',
    '--about',
    'https://acme.com/ai',
    '--out',
    'acme.zip',
  );

  expect(stdout).toBe('acme.zip\n');
  expect(await manifestIn('acme.zip')).toMatchObject({
    id: APP_ID.toLowerCase(),
    version: '2.0.10',
    developer: { termsOfUseUrl: 'https://acme.com/ai' },
    bots: [{ botId: APP_ID.toLowerCase() }],
    validDomains: ['steward.acme.com'],
  });
});

it('begins with the version 1.0.0, and names Steward’s own address where there is no page about it', async () => {
  await aims(...NEEDED);

  expect(await manifestIn('steward-teams.zip')).toMatchObject({
    version: '1.0.0',
    developer: { websiteUrl: 'https://steward.acme.com/' },
  });
});

it.each([
  [['--url', 'https://a.example'], 'Name the bot with --app-id'],
  [['--url', 'https://a.example', '--app-id', '1234'], 'Name the bot with --app-id'],
  [['--app-id', APP_ID], 'Give --url an address that begins with https://.'],
  [['--app-id', APP_ID, '--url', 'http://a.example'], 'Give --url an address that begins with https://.'],
  [['--app-id', APP_ID, '--url', 'nonsense'], 'Give --url an address that begins with https://.'],
  [['--app-id', APP_ID, '--url', 'https://me:secret@a.example'], 'must not hold a name or a password'],
  [[...NEEDED, '--about', 'http://a.example'], 'Give --about an address that begins with https://.'],
  [[...NEEDED, '--version', '1'], 'The version must be three numbers, such as 1.2.0.'],
  [[...NEEDED, '--version', '1.02.0'], 'The version must be three numbers, such as 1.2.0.'],
  [[...NEEDED, '--version', '1.0.0-beta'], 'The version must be three numbers, such as 1.2.0.'],
])('refuses %j in one sentence, and writes nothing', async (words, sentence) => {
  const { stdout, stderr, exitCode } = await aims(...words);

  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr?.split('\n').filter((line) => line !== '')).toEqual([expect.stringContaining(sentence)]);
  expect(existsSync(path.join(workingDirectory, 'steward-teams.zip'))).toBe(false);
});
