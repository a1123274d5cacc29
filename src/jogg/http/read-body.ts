/** Jogg's largest lists are some hundred KiB. */
export const MOST_BYTES = 1024 * 1024;

/**
 * Reads a body whole; `null`, and the rest is left unread, where it is over 1 MiB. Throws where it
 * is cut.
 */
export async function readBody(body: AsyncIterable<unknown>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body must come as bytes');
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
