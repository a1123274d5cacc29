import { crc32, deflateSync } from 'node:zlib';
import type { Canvas } from './canvas.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const UP = 2;

/** The canvas as an RGB PNG (8 bit, no transparency). https://www.w3.org/TR/png-3/ */
export function encodePng({ width, height, pixels }: Canvas): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = width * 3;
  const lines = Buffer.alloc((row + 1) * height);
  // Each row says how it differs from the one above: nearly nothing, in smooth pictures.
  for (let y = 0; y < height; y += 1) {
    let out = y * (row + 1);
    lines[out++] = UP;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      for (let part = 0; part < 3; part += 1) {
        const above = y === 0 ? 0 : (pixels[at - width * 4 + part] ?? 0);
        lines[out++] = (pixels[at + part] ?? 0) - above;
      }
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
