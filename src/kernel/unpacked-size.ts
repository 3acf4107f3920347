import { inflateRawSync } from 'node:zlib';

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const DEFLATED = 8;

/**
 * Whether the files of a zip archive are at most `most` bytes together. They are unpacked to see, because what an
 * archive says of their size need not be true, but never beyond the limit.
 * @throws when it is no zip archive whose files stand where it says.
 */
export function unpacksWithin(bytes: Uint8Array, most: number): boolean {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = most;
  for (const packed of packedFiles(archive)) {
    left -= packed.isDeflated ? unpackedSize(packed.bytes, left) : packed.bytes.length;
    if (left < 0) return false;
  }
  return true;
}

function unpackedSize(packed: Buffer, most: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1) }).length;
  } catch (failure) {
    if (failure instanceof RangeError && 'code' in failure && failure.code === 'ERR_BUFFER_TOO_LARGE') return most + 1;
    throw failure;
  }
}

function* packedFiles(archive: Buffer): Generator<{ readonly bytes: Buffer; readonly isDeflated: boolean }> {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + END_BYTES > archive.length || archive.readUInt32LE(end) !== END)
    throw new Error('no zip archive');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (at + archive.readUInt32LE(end + 12) !== end) throw new Error('the list of files is not where it should be');
  for (let file = 0; file < count; file += 1) {
    if (archive.readUInt32LE(at) !== CENTRAL_HEADER) throw new Error('the list of files is broken');
    const local = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(local) !== LOCAL_HEADER) throw new Error('a file is not where it should be');
    const begins = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(begins, begins + archive.readUInt32LE(at + 20));
    yield { bytes, isDeflated: archive.readUInt16LE(at + 10) === DEFLATED };
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  if (at !== end) throw new Error('the list of files is longer than it says');
}
