import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import ownManifest from '../package.json' with { type: 'json' };
import namedPackages from './named-packages.json' with { type: 'json' };

const RESOLVING_MS = 240_000;
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED/u;

const Lockfile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), resolved: z.string().optional() })),
});
type Lockfile = z.infer<typeof Lockfile>;

describe('the lockfile', () => {
  it('names no address to download from, so that every registry can serve it', async () => {
    const { packages } = await readLockfile(path.join(import.meta.dirname, '..'));

    const addressed = Object.entries(packages).flatMap(([place, { resolved }]) => (resolved ? [place] : []));
    expect(addressed, 'Run npm install with the .npmrc of this checkout: it leaves the addresses out').toEqual([]);
  });

  it.each([
    ['@biomejs/biome', '2.5.15', 'newer ones lack platform packages'],
    ['knip', '6.20.0', 'newer ones lack platform packages'],
    ['botbuilder', '4.23.3', 'src/channels/teams reaches below its documented interface'],
    ['@electric-sql/pglite', '0.5.16', 'src/storage reaches below its documented interface'],
  ])('pins %s to exactly %s, because %s', async (name, version) => {
    const manifest: Readonly<Record<string, string>> = { ...ownManifest.dependencies, ...ownManifest.devDependencies };
    const { packages } = await readLockfile(path.join(import.meta.dirname, '..'));

    expect(manifest[name]).toBe(version);
    expect(packages[`node_modules/${name}`]?.version).toBe(version);
  });
});

describe('the packages named for the channels and the language model', () => {
  it('install together with ours', { timeout: RESOLVING_MS }, async ({ skip }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'steward-packages-'));
    try {
      const dependencies = { ...ownManifest.dependencies, ...namedPackages.dependencies };
      const manifest = { ...ownManifest, dependencies, overrides: namedPackages.overrides };
      await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
      await copyFile(path.join(import.meta.dirname, '..', 'package-lock.json'), path.join(folder, 'package-lock.json'));

      const failure = await resolvePackages(folder);

      if (failure && UNREACHABLE.test(failure)) {
        process.stdout.write('The package registry cannot be reached: whether the named packages fit is not tested.\n');
        skip();
      }
      expect(failure, 'Change the versions or overrides in test/named-packages.json until npm accepts them').toBe(
        undefined,
      );
      const { packages } = await readLockfile(folder);
      const missing = Object.keys(dependencies).filter((name) => !packages[`node_modules/${name}`]?.version);
      expect(missing).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Lets npm choose a version of everything without installing it; answers what npm says when it cannot. */
async function resolvePackages(folder: string): Promise<string | undefined> {
  const options = [
    '--package-lock-only',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
    '--prefix',
    folder,
  ];
  const own = process.env.npm_execpath;
  const [program, words] = own?.endsWith('npm-cli.js') ? [process.execPath, [own]] : ['npm', []];
  return promisify(execFile)(program, [...words, 'install', ...options], { cwd: folder }).then(
    () => undefined,
    (failure: unknown) => String(failure),
  );
}

async function readLockfile(folder: string): Promise<Lockfile> {
  return Lockfile.parse(JSON.parse(await readFile(path.join(folder, 'package-lock.json'), 'utf8')));
}
