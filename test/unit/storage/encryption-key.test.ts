import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEncryptionKeyFile } from '../../../src/storage/encryption-key.ts';

describe('the key file', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'steward-key-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('is made once when several start at the same moment', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => openEncryptionKeyFile(directory, false)));

    const kept = Buffer.from(await readFile(path.join(directory, 'encryption.key'), 'utf8'), 'base64');
    for (const key of keys) expect(key.equals(kept)).toBe(true);
    expect(await readdir(directory)).toEqual(['encryption.key']);
    expect((await stat(path.join(directory, 'encryption.key'))).mode & 0o777).toBe(0o600);
  });

  it('that is missing beside a database is refused', async () => {
    await expect(openEncryptionKeyFile(directory, true)).rejects.toThrow(/is missing/);
    expect(await readdir(directory)).toEqual([]);
  });

  it('that holds no key is refused and left as it is', async () => {
    const file = path.join(directory, 'encryption.key');
    await writeFile(file, 'nonsense');

    await expect(openEncryptionKeyFile(directory, false)).rejects.toThrow(/does not hold/);
    expect(await readFile(file, 'utf8')).toBe('nonsense');
  });
});
