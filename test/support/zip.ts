import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of compressed files; `claimed` is what it says their size is, where that is not the truth. */
export function zipOf(files: Readonly<Record<string, Buffer>>, claimed?: number): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [file, content] of Object.entries(files)) {
    const name = Buffer.from(file);
    const packed = deflateRawSync(content, { level: 9 });
    const sizes = [crc32(content), packed.length, claimed ?? content.length];
    const local = Buffer.concat([header(0x04034b50, 30, [[8, 8]], sizes, 14, name.length, 26), name, packed]);
    const central = header(0x02014b50, 46, [[10, 8]], sizes, 16, name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local);
    entries.push(Buffer.concat([central, name]));
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

function header(
  signature: number,
  length: number,
  fields: readonly (readonly [number, number])[],
  sizes: readonly number[],
  sizesAt: number,
  nameLength: number,
  nameLengthAt: number,
): Buffer {
  const made = Buffer.alloc(length);
  made.writeUInt32LE(signature, 0);
  for (const [at, value] of fields) made.writeUInt16LE(value, at);
  for (const [place, size] of sizes.entries()) made.writeUInt32LE(size, sizesAt + 4 * place);
  made.writeUInt16LE(nameLength, nameLengthAt);
  return made;
}
