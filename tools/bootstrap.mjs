// Makes the checkout ready (packages, generated database client) and runs a program with a Node that knows TypeScript:
//   node tools/bootstrap.mjs PROGRAM [ARGUMENTS]
// For Node >= 20, without dependencies. Its own words go to standard error: standard output belongs to the program.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findNode } from './node24.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const inRepository = (...parts) => path.join(repository, ...parts);
const lockfile = inRepository('package-lock.json');
const installedStamp = inRepository('node_modules', '.steward-installed');
const generatedStamp = inRepository('src', 'storage', 'generated', '.schema-hash');
/** What Node has compiled once; without it a command takes half a second longer to begin. */
const compileCache = inRepository('node_modules', '.cache', 'node');
const exclusive = inRepository('.bootstrap.lock');
const LOOK_AGAIN_MS = 200;

/** Runs the program and ends this process with its exit code. */
export async function bootstrap(program, words) {
  try {
    await prepare();
    await run(requireNode(), [inRepository(program), ...words]);
  } catch (failure) {
    if (!(failure instanceof NotReady)) throw failure;
    process.stderr.write(`${failure.message}\n`);
    process.exit(1);
  }
}

class NotReady extends Error {}

async function prepare() {
  if (isInstalled() && isGenerated()) return;
  const release = await lock();
  try {
    if (!isInstalled()) install();
    if (!isGenerated()) generate();
  } finally {
    release();
  }
}

function isInstalled() {
  return readIfThere(installedStamp) === hashOf(lockfile);
}

function install() {
  if (!holdsLockedPackages()) {
    const command = existsSync(lockfile) ? 'ci' : 'install';
    process.stderr.write('Installing packages …\n');
    const options = ['--include=dev', '--ignore-scripts=false', '--no-audit', '--no-fund'];
    if (!succeeds(...npm(), command, ...options)) throw new NotReady('The packages could not be installed; see above.');
  }
  linkOwnCommand();
  writeFileSync(installedStamp, hashOf(lockfile));
}

/** True after an `npm install` by hand: npm notes in node_modules what it put there, as its last act. */
function holdsLockedPackages() {
  const noted = readIfThere(inRepository('node_modules', '.package-lock.json'));
  if (noted === undefined || !existsSync(lockfile)) return false;
  const there = JSON.parse(noted).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages);
  return wanted.every(
    ([place, entry]) => place === '' || entry.optional || there[place]?.version === entry.version || entry.link,
  );
}

/** `npx aims` looks in node_modules/.bin, where npm links the commands of every package but our own. */
function linkOwnCommand() {
  if (process.platform === 'win32') return;
  const link = inRepository('node_modules', '.bin', 'aims');
  rmSync(link, { force: true });
  symlinkSync('../../tools/aims.mjs', link);
}

function npm() {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return [process.execPath, own];
  return process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
}

function isGenerated() {
  return readIfThere(generatedStamp) === clientHash();
}

function clientHash() {
  return `${hashOf(inRepository('prisma', 'schema.prisma'))} ${hashOf(lockfile)}`;
}

function generate() {
  process.stderr.write('Generating the database client …\n');
  const prisma = inRepository('node_modules', 'prisma', 'build', 'index.js');
  const hash = clientHash();
  if (!succeeds(requireNode(), prisma, 'generate')) {
    throw new NotReady('The database client could not be generated; see above.');
  }
  writeFileSync(generatedStamp, hash);
}

function requireNode() {
  const node = findNode();
  if (node !== undefined) return node;
  throw new NotReady(
    `Steward needs Node 24 or newer (this is ${process.versions.node}) and the npm package "node" brought none: install Node 24.`,
  );
}

function succeeds(program, ...words) {
  const environment = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const toStandardError = ['ignore', 2, 2];
  const { status } = spawnSync(program, words, { cwd: repository, stdio: toStandardError, env: environment });
  return status === 0;
}

/** Two commands in one fresh checkout: the second waits and then finds everything done. */
async function lock() {
  for (;;) {
    try {
      writeFileSync(exclusive, String(process.pid), { flag: 'wx' });
      return () => rmSync(exclusive, { force: true });
    } catch (failure) {
      if (failure.code !== 'EEXIST') throw failure;
    }
    const holder = Number(readIfThere(exclusive));
    await pause(LOOK_AGAIN_MS);
    if (Number(readIfThere(exclusive)) === holder && !isAlive(holder)) rmSync(exclusive, { force: true });
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure.code === 'EPERM';
  }
}

function run(node, words) {
  const child = spawn(node, words, { stdio: 'inherit', env: { NODE_COMPILE_CACHE: compileCache, ...process.env } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal interrupts the whole group itself; twice would mean "at once" to the program.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  if (process.env.npm_lifecycle_event) endWithShell(child);
  return new Promise((resolve) => {
    child.on('error', () => {
      process.stderr.write(`Node 24 at ${node} does not start on this machine: install Node 24.\n`);
      process.exit(1);
    });
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? 128 + os.constants.signals[signal];
      resolve();
    });
  });
}

/** npm sends a signal to its shell, which ends without passing it on: to lose the parent is to be told to stop. */
function endWithShell(child) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, LOOK_AGAIN_MS);
  child.on('exit', () => clearInterval(watch));
}

function hashOf(file) {
  const content = readIfThere(file);
  return content === undefined ? 'none' : createHash('sha256').update(content).digest('hex');
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (failure) {
    if (failure.code === 'ENOENT') return undefined;
    throw failure;
  }
}

const [, startedAs, program, ...words] = process.argv;
if (realpathSync(startedAs) === fileURLToPath(import.meta.url)) await bootstrap(program, words);
