import type { Readable } from 'node:stream';

/**
 * Reads a whole stream and counts the bytes that really arrive. Null where there are more than
 * `most`: the stream is destroyed, or paused where its connection has yet to carry an answer.
 * Rejects where it is cut or yields anything but bytes. By its events: an iterator would take
 * longer than all else that reads a request.
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
