import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseInUse, lockDirectory } from '../../../src/storage/directory-lock.ts';
import { type Child, startChild } from '../../support/child.ts';

const HOLD_LOCK = new URL('programs/hold-lock.ts', import.meta.url);

describe('the lock of the data directory', () => {
  let directory: string;
  let file: string;
  let children: Child[];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'steward-lock-'));
    file = path.join(directory, 'data.lock');
    children = [];
  });
  afterEach(async () => {
    await Promise.all(children.map((child) => child.kill()));
    await rm(directory, { recursive: true });
  });

  function start(): Child {
    const child = startChild(HOLD_LOCK, [file]);
    children.push(child);
    return child;
  }

  async function holderThatWasKilled(): Promise<Child> {
    const child = start();
    expect(await child.nextLine()).toBe('held');
    await child.kill();
    return child;
  }

  it('refuses a second process and names the first', async () => {
    const first = start();
    expect(await first.nextLine()).toBe('held');

    const second = lockDirectory(file);

    await expect(second).rejects.toThrow(DatabaseInUse);
    await expect(second).rejects.toThrow(`The database is in use by process ${first.pid};`);
  });

  it('refuses the same process a second time', async () => {
    await lockDirectory(file);

    await expect(lockDirectory(file)).rejects.toThrow(`process ${process.pid}`);
  });

  it('is free again after its release, with nothing left behind', async () => {
    const lock = await lockDirectory(file);
    await lock.release();

    expect(await readdir(directory)).toEqual([]);
  });

  it('is taken over from a process that was killed', async () => {
    await holderThatWasKilled();

    await lockDirectory(file);

    expect(await readFile(file, 'utf8')).toContain(`"pid":${process.pid}`);
    expect(await readdir(directory)).toEqual(['data.lock']);
  });

  it('is taken over when a later process has the number of the one that held it', async () => {
    await write({ pid: process.pid, started: '1' });

    await expect(lockDirectory(file)).resolves.toBeDefined();
  });

  it('is taken over when the machine was started again', async () => {
    await write({ pid: process.pid, boot: 'an earlier start' });

    await expect(lockDirectory(file)).resolves.toBeDefined();
  });

  it('is never taken from another host', async () => {
    await write({ pid: 4_000_000, host: 'elsewhere' });

    await expect(lockDirectory(file)).rejects.toThrow(`on elsewhere; when that one is gone, remove ${file}`);
  });

  it('is never taken when its content says nothing', async () => {
    await writeFile(file, '');

    await expect(lockDirectory(file)).rejects.toThrow(DatabaseInUse);
  });

  it('is taken over even when a process died in the middle of a takeover', async () => {
    await write({ pid: 4_000_000 });
    await write({ pid: 4_000_000 }, `${file}.takeover`);

    await lockDirectory(file);

    expect(await readdir(directory)).toEqual(['data.lock']);
  });

  it.each([1, 2, 3])('has exactly one winner among six processes that find it stale (round %i)', async () => {
    await holderThatWasKilled();

    const rivals = Array.from({ length: 6 }, start);
    const said = await Promise.all(rivals.map((rival) => rival.nextLine()));

    const winners = rivals.filter((_, at) => said[at] === 'held');
    expect(winners).toHaveLength(1);
    const refusals = said.filter((line) => line?.startsWith(`DatabaseInUse: The database is in use by process`));
    expect(refusals).toHaveLength(5);
    expect(await readFile(file, 'utf8')).toContain(`"pid":${winners[0]?.pid},`);
  });

  async function write(holder: Readonly<Record<string, unknown>>, to = file): Promise<void> {
    await writeFile(to, JSON.stringify({ nonce: 'earlier', host: os.hostname(), ...holder }));
  }
});
