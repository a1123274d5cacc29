import { crc32, inflateSync } from 'node:zlib';

/** Width, height and how many colours the first column has; throws for a PNG that is not whole. */
export function decodePng(bytes: Buffer): { width: number; height: number; colours: number } {
  if (bytes.subarray(0, 8).toString('hex') !== '89504e470d0a1a0a') throw new Error('no PNG');
  const chunks = new Map<string, Buffer>();
  let at = 8;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('a wrong CRC');
    chunks.set(named.subarray(0, 4).toString(), named.subarray(4));
    at += 12 + length;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(0);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const row = width * 3 + 1;
  if (lines.length !== row * height || !chunks.has('IEND')) throw new Error('not whole');
  const colours = new Set<string>();
  const above = [0, 0, 0];
  for (let y = 0; y < height; y += 1) {
    if (lines[y * row] !== 2) throw new Error('not the filter that was meant');
    for (let part = 0; part < 3; part += 1) {
      above[part] = ((above[part] ?? 0) + (lines[y * row + 1 + part] ?? 0)) & 255;
    }
    colours.add(above.join());
  }
  return { width, height, colours: colours.size };
}
