/**
 * Reads a stream of bytes whole, counting what really arrives. Null where it is larger than `most`
 * bytes: nothing is kept of it, and a stream of Node's is destroyed. Rejects where it is cut or
 * comes as anything but bytes.
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
