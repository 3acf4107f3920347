import { crc32 } from 'node:zlib';

/** The files of an archive that compresses none, by the list at its end. @throws when a part does not say what it is. */
export function unzipStored(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const bytes = Buffer.from(archive);
  const end = bytes.length - 22;
  demand(bytes.readUInt32LE(end) === 0x06054b50, 'the end');
  const files = new Map<string, Uint8Array>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    demand(bytes.readUInt32LE(at) === 0x02014b50 && bytes.readUInt16LE(at + 10) === 0, 'an entry');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('ascii', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    // Version to length of the extra field: said twice, and the same.
    demand(bytes.subarray(local + 4, local + 30).equals(bytes.subarray(at + 6, at + 32)), `the header of ${name}`);
    demand(bytes.toString('ascii', local + 30, local + 30 + nameLength) === name, `the name of ${name}`);
    const content = bytes.subarray(local + 30 + nameLength).subarray(0, bytes.readUInt32LE(at + 24));
    demand(crc32(content) === bytes.readUInt32LE(at + 16), `the checksum of ${name}`);
    files.set(name, content);
    at += 46 + nameLength;
  }
  demand(at === end, 'the list');
  return files;
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`${what} is broken`);
}
