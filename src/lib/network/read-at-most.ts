/**
 * Reads a whole stream and counts the bytes that really arrive. Null, and the stream is destroyed,
 * where there are more than `most`. Rejects where the stream is cut or yields anything but bytes.
 */
export async function readAtMost(
  stream: AsyncIterable<unknown>,
  most: number,
): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body must come as bytes');
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
