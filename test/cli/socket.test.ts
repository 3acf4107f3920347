import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aims } from '../../src/cli/aims.ts';
import { createOperator } from '../../src/cli/operator.ts';
import { type Finished, runCommand } from '../../src/cli/run-command.ts';
import { socketPath } from '../../src/cli/socket-protocol.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { type Server, serve } from '../../src/serve.ts';

const PRIYA = '01900000-0000-7000-8000-000000000103';

/** Each command that changes nothing, and the ways to mistype one. */
const COMMANDS: readonly (readonly string[])[] = [
  ['ask', 'Can I use Quillmark?', '--as', PRIYA, '--json'],
  ['ask', '--file', 'questions.jsonl', '--as', PRIYA],
  ['ask', 'what does clause 9.2 ask for?', '--json'],
  ['questionnaire', 'list', '--json'],
  ['questionnaire', 'check', 'questions.jsonl'],
  ['interview', 'run', 'ai-use-registration', '--answers', 'answers.json', '--json'],
  ['register', 'list'],
  ['register', 'list', '--json'],
  ['register', 'show', 'AIS-1', '--json'],
  ['register', 'show', 'AIS-99'],
  ['register', 'import', 'inventory.csv', '--json'],
  ['register', 'import', 'missing.csv'],
  ['register', 'export', '--format', 'csv'],
  ['register', 'export', '--format', 'json'],
  ['register', 'export', '--format', 'json', '--out', 'register.json'],
  ['register', 'export', '--format', 'pdf'],
  ['audit', 'verify', '--json'],
  ['audit', 'verify', '--anchor', 'anchor.json', '--json'],
  ['audit', 'verify', '--anchor', 'questions.jsonl'],
  ['controls', '--json'],
  ['people', 'list', '--json'],
  ['people', 'role', 'Maya Lindqvist', 'add', 'auditor', '--as', 'Priya Raman'],
  ['people', 'erase', 'Maya Lindqvist', '--as', 'Lee Chan'],
  ['organisation', 'show', '--json'],
  ['organisation', 'create', 'Real Ltd'],
  ['organisation', 'link', 'irc', 'T1', '--as', 'Lee Chan'],
  ['nonsense'],
  ['people', 'list', '--nonsense'],
];

let directory: string;
let server: Server | undefined;
const variables = () => ({ DATA_DIR: path.join(directory, 'data'), PORT: '0' });
const start = () => serve(variables(), silentLog);
const run = async (...words: readonly string[]) =>
  asText(await aims(words, { variables: variables(), workingDirectory: directory, log: silentLog }));
const asText = ({ stdout, stderr, exitCode }: Finished) => ({
  stdout: Buffer.from(stdout).toString(),
  stderr,
  exitCode,
});

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'aims-'));
  await writeFile(
    path.join(directory, 'questions.jsonl'),
    '{"question": "Can I use Otter?"}\n{"question": "What is clause 9.2?"}\n',
  );
  await writeFile(path.join(directory, 'answers.json'), '{"tool": "Otter.ai"}');
  await writeFile(path.join(directory, 'inventory.csv'), 'Tool,Purpose\nQuillmark,Sharpening\n');
  server = await start();
});
afterAll(async () => {
  await server?.close();
  await rm(directory, { recursive: true, force: true });
});

describe('aims beside a running server', () => {
  it('prints the same, byte for byte, through the socket and without a server', async () => {
    await run('register', 'import', 'inventory.csv', '--apply', '--as', 'Priya Raman');
    await run('audit', 'anchor', '--out', 'anchor.json');
    const through = [];
    for (const words of COMMANDS) through.push({ words, ...(await run(...words)) });
    await server?.close();
    server = undefined;

    const operator = createOperator({
      workingDirectory: directory,
      config: () => readConfig(variables()),
      log: silentLog,
    });
    const direct = [];
    for (const words of COMMANDS) direct.push({ words, ...asText(await runCommand(words, operator)) });
    await operator.close();

    expect(through.filter(({ exitCode }) => exitCode === 0).length).toBeGreaterThan(15);
    expect(through).toEqual(direct);
  });

  it('opens its socket for the owner alone, over one that a dead process left', async () => {
    const file = path.join(directory, 'data', 'aims.sock');
    await writeFile(file, '');
    const stale = await run('organisation', 'show');

    server = await start();

    expect(stale).toMatchObject({ stderr: '', exitCode: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await run('organisation', 'show')).toEqual(stale);
  });

  it('says who holds the database when there is a lock but no socket', async () => {
    server ??= await start();
    await rm(path.join(directory, 'data', 'aims.sock'));

    const { stdout, stderr, exitCode } = await run('organisation', 'show');

    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toMatch(/^The database is in use by process \d+[^\n]*\n$/);
    await server.close();
    server = undefined;
  });

  it('says in one line that the server stopped before it answered', async () => {
    const file = path.join(directory, 'data', 'aims.sock');
    const dying = createServer((socket) => socket.on('data', () => socket.destroy()));
    await new Promise<void>((resolve) => dying.listen(file, resolve));

    const refused = await run('organisation', 'show');

    await new Promise((resolve) => dying.close(resolve));
    expect(refused).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^The running Steward stopped before[^\n]*\n$/),
      exitCode: 1,
    });
  });

  it('has no socket where the path is too long for one', () => {
    expect(socketPath(`/tmp/${'long/'.repeat(30)}`)).toBeUndefined();
    expect(socketPath('/tmp/short')).toBe('/tmp/short/aims.sock');
  });
});

describe('the program', () => {
  const program = path.join(import.meta.dirname, '../../src/cli/main.ts');
  const execute = (...words: readonly string[]) =>
    promisify(execFile)(process.execPath, [program, ...words], { cwd: directory, env: { DATABASE_URL: 'nonsense' } });

  it('writes one JSON document and nothing else, without a database or a good environment', async () => {
    const { stdout, stderr } = await execute('controls', '--json');

    expect(JSON.parse(stdout)).toHaveLength(38);
    expect(stderr).toBe('');
  });

  it('ends with the exit code, and names every bad variable in one line', async () => {
    await expect(execute('nonsense')).rejects.toMatchObject({ code: 2, stdout: '' });
    await expect(execute('people', 'list')).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^DATABASE_URL must be [^\n]*; ENCRYPTION_KEY is needed[^\n]*\n$/),
    });
  });
});
