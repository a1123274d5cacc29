import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body as raw bytes, counting what really arrives. `null`: it is larger than
 * `limit` bytes; nothing more is kept of it, and the caller should answer 413 and close.
 * Rejects when the client goes away.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limit) return null;
    chunks.push(bytes);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
