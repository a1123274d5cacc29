/** The type of a file by its first bytes. */
export type VideoKind = 'mp4' | 'webm' | 'unknown';

/** How many bytes `videoKind` needs. */
export const KIND_BYTES = 12;

/**
 * Detects the type of a video. The first bytes decide, because names and MIME types can be wrong.
 * https://www.w3.org/TR/mse-byte-stream-format-isobmff/ ·
 * https://www.rfc-editor.org/rfc/rfc8794#section-11.2.1
 */
export function videoKind(head: Uint8Array): VideoKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < KIND_BYTES) return 'unknown';
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return 'mp4';
  return bytes.readUInt32BE(0) === 0x1a45dfa3 ? 'webm' : 'unknown';
}
