import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue from 0 to 255, opacity from 0 to 1. */
export type Colour = readonly [number, number, number, number];

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const BITS = 8;
const RED_GREEN_BLUE_ALPHA = 6;

/** A square picture; `colourAt` is asked for every pixel: https://www.w3.org/TR/png-3/ */
export function squarePng(size: number, colourAt: (x: number, y: number) => Colour): Uint8Array {
  const rows: Buffer[] = [];
  for (let y = 0; y < size; y += 1) {
    const row = Buffer.alloc(1 + 4 * size);
    for (let x = 0; x < size; x += 1) {
      const [red, green, blue, opacity] = colourAt(x, y);
      row.set([red, green, blue, opacity * 255].map(Math.round), 1 + 4 * x);
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([BITS, RED_GREEN_BLUE_ALPHA], 8);
  const pixels = deflateSync(Buffer.concat(rows), { level: 9 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([around.subarray(0, 4), typed, around.subarray(4)]);
}
