import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
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
  const existing = await readKeyFile(file);
  if (existing) return existing;
  if (databaseExists) {
    throw new EncryptionKeyMissing(
      `${file} is missing, and the database cannot be read without it. Restore it from your backup, or move ${dataDirectory} aside to start anew.`,
    );
  }
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const key = newKey();
  if (await createKeyFile(file, key)) return key;
  const other = await readKeyFile(file);
  if (!other) throw new EncryptionKeyMissing(`${file} was removed while it was made; start again.`);
  return other;
}

async function readKeyFile(file: string): Promise<Key | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const key = parseEncryptionKey(text);
  if (!key) throw new EncryptionKeyMissing(`${file} does not hold a 32-byte base64 key. Restore it from your backup.`);
  return key;
}

/**
 * The file appears complete and on the disk, or not at all: a crash must not leave half a key, nor data whose key is
 * lost. False when another process has made one first.
 */
async function createKeyFile(file: string, key: Key): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeSynced(draft, `${key.toString('base64')}\n`);
    await link(draft, file);
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'EEXIST') return false;
    throw failure;
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(path.dirname(file));
  return true;
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
