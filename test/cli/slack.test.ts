import { expect, it } from 'vitest';
import type { Operator } from '../../src/cli/command.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { newId } from '../../src/kernel/ids.ts';

const never = async () => {
  throw new Error('Nothing is opened for a manifest');
};
const operator: Operator = {
  workingDirectory: '.',
  clock: () => new Date(0),
  newId,
  iso42001: never,
  knowledge: never,
  language: never,
  storage: never,
};

async function aims(...words: readonly string[]) {
  const { stdout, stderr, exitCode } = await runCommand(words, operator);
  return { stdout: Buffer.from(stdout).toString(), stderr, exitCode };
}

it('prints the manifest with the address and the features filled in', async () => {
  const { stdout } = await aims(
    'slack',
    'manifest',
    '--url',
    'https://steward.acme.com/',
    '--features',
    'files, email-linking',
  );

  expect(JSON.parse(stdout)).toMatchObject({
    oauth_config: {
      redirect_urls: ['https://steward.acme.com/slack/oauth_redirect'],
      scopes: { bot: expect.arrayContaining(['files:read', 'users:read.email']) },
    },
    settings: { socket_mode_enabled: false },
  });
});

it('prints the link that begins the app with the manifest', async () => {
  const { stdout } = await aims('slack', 'manifest', '--socket', '--link');

  const link = new URL(stdout.trim());
  expect(link.origin).toBe('https://api.slack.com');
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toMatchObject({
    settings: { socket_mode_enabled: true },
  });
});

it.each([
  [[], 'Say how Slack reaches Steward'],
  [['--url', 'https://a.example', '--socket'], 'Say how Slack reaches Steward'],
  [['--url', 'http://a.example'], 'must begin with https://'],
  [['--url', 'nonsense'], 'must begin with https://'],
  [['--socket', '--features', 'telepathy'], 'There is no feature “telepathy”; there are: thread-follow-ups'],
])('refuses %j', async (words, sentence) => {
  expect(await aims('slack', 'manifest', ...words)).toEqual({
    stdout: '',
    stderr: expect.stringContaining(sentence),
    exitCode: 2,
  });
});
