import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Operator, Refused } from './command.ts';

/** Everything that is read is read into memory, of the server too. */
const MOST_MEGABYTES = 20;

/** @throws {Refused} when it cannot be read, or is too large. */
export async function readBytes({ workingDirectory }: Operator, name: string): Promise<Uint8Array> {
  try {
    const chunks: Buffer[] = [];
    let left = MOST_MEGABYTES * 1024 * 1024;
    for await (const chunk of createReadStream(path.resolve(workingDirectory, name))) {
      chunks.push(chunk);
      left -= chunk.length;
      if (left < 0) throw new Refused(`${name} cannot be read: it has more than ${MOST_MEGABYTES} MB`);
    }
    return Buffer.concat(chunks);
  } catch (failure) {
    if (failure instanceof Refused) throw failure;
    throw new Refused(`${name} cannot be read: ${reasonOf(failure)}`);
  }
}

/** UTF-8, without a byte order mark. @throws {Refused} */
export async function readText(operator: Operator, name: string): Promise<string> {
  const bytes = await readBytes(operator, name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(`${name} is not text in UTF-8.`);
  }
}

/** @throws {Refused} when it is not JSON. */
export async function readJson(operator: Operator, name: string): Promise<unknown> {
  return parseJson(await readText(operator, name), name);
}

/** @param place is named when the text is not JSON. @throws {Refused} */
export function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new Refused(`${place} is not JSON: ${failure instanceof Error ? failure.message : 'it cannot be read'}`);
  }
}

/** Replaces a file of this name. @throws {Refused} when it cannot be written. */
export async function writeOut(
  { workingDirectory }: Operator,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  try {
    await writeFile(path.resolve(workingDirectory, name), content);
  } catch (failure) {
    throw new Refused(`${name} cannot be written: ${reasonOf(failure)}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'this is not permitted',
  ENOTDIR: 'a part of its path is no folder',
};

function reasonOf(failure: unknown): string {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  return REASONS[code] ?? (code || String(failure));
}
