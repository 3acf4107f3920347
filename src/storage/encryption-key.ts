import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Key, newKey } from './encryption.ts';

/** The key is missing although there is data that only it opens. */
export class EncryptionKeyMissing extends Error {}

/** The key is not the one that the stored data was encrypted with. */
export class EncryptionKeyWrong extends Error {}

/** 32 bytes in base64, as `ENCRYPTION_KEY` and the key file hold it. */
export function parseEncryptionKey(base64: string): Key | undefined {
  const key = Buffer.from(base64.trim(), 'base64');
  return key.length === 32 ? key : undefined;
}

/**
 * The key beside the embedded database. It is made on the first start; a database without its key is refused,
 * because a new key would make everything that people said unreadable.
 */
export async function openEncryptionKeyFile(dataDirectory: string, databaseExists: boolean): Promise<Key> {
  const file = path.join(dataDirectory, 'encryption.key');
  const existing = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (existing !== undefined) {
    const key = parseEncryptionKey(existing);
    if (!key)
      throw new EncryptionKeyMissing(`${file} does not hold a 32-byte base64 key. Restore it from your backup.`);
    return key;
  }
  if (databaseExists) {
    throw new EncryptionKeyMissing(
      `${file} is missing, and the database cannot be read without it. Restore it from your backup, or move ${dataDirectory} aside to start anew.`,
    );
  }
  const key = newKey();
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  await writeFile(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  return key;
}
