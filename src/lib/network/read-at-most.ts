import type { Readable } from 'node:stream';

/**
 * Reads a whole stream. Null if it has more than `maxBytes`: then the stream is destroyed, or only
 * paused if its connection must still carry a response. Rejects if the stream ends early or yields
 * anything but bytes. Uses events, because an iterator takes longer than the rest of a request.
 */
export function readAtMost(
  stream: Readable,
  maxBytes: number,
  onExcess: 'destroy' | 'pause' = 'destroy',
): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const abandon = (): void => {
      chunks.length = 0;
      if (onExcess === 'pause') stream.pause();
      else stream.destroy();
    };
    stream.on('data', (chunk: unknown) => {
      if (!(chunk instanceof Uint8Array)) {
        reject(new TypeError('a body must come as bytes'));
        return abandon();
      }
      size += chunk.byteLength;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      resolve(null);
      abandon();
    });
    stream.once('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && Buffer.isBuffer(only) ? only : Buffer.concat(chunks, size));
    });
    stream.on('error', reject);
    stream.once('close', () => {
      if (!stream.readableEnded) reject(new Error('the body was cut'));
    });
  });
}
