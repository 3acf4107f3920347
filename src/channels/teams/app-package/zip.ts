import { crc32 } from 'node:zlib';

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION_NEEDED = 20;
/** The first of January 1980, so that the same files are the same archive. */
const DAY = 0x0021;

/** An archive of these files, uncompressed, in their order. Names are ASCII. */
export function storedZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [file, content] of Object.entries(files)) {
    const name = Buffer.from(file, 'ascii');
    const about = describe(content, name.length);
    const local = Buffer.concat([uint32(LOCAL_HEADER), about, name, content]);
    const madeBy = uint16(VERSION_NEEDED);
    // No comment, first disk, no attributes.
    const rest = Buffer.concat([Buffer.alloc(10), uint32(offset)]);
    entries.push(Buffer.concat([uint32(CENTRAL_HEADER), madeBy, about, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const count = uint16(entries.length);
  const end = [uint32(END), uint32(0), count, count, uint32(directory.length), uint32(offset), uint16(0)];
  return Buffer.concat([...locals, directory, ...end]);
}

/** What both headers of a file say: version, flags, method, time, day, checksum, sizes, lengths of name and extra. */
function describe(content: Uint8Array, nameLength: number): Buffer {
  const shorts = [VERSION_NEEDED, 0, 0, 0, DAY].map(uint16);
  const longs = [crc32(content), content.length, content.length].map(uint32);
  return Buffer.concat([...shorts, ...longs, uint16(nameLength), uint16(0)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
