import type { IncomingMessage } from 'node:http';

/**
 * Reads the whole body of a request and counts the bytes that really arrive. Null, with the rest
 * left unread, where there are more than `most`: close the connection then. Rejects where the body
 * is cut. `readAtMost` takes any stream, and for each request it would cost more than all of ours.
 */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= most) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      resolve(null);
    });
    request.once('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks, size));
    });
    request.once('error', reject);
    request.once('close', () => {
      if (!request.readableEnded) reject(new Error('the body was cut'));
    });
  });
}
