/** What a file really is, by its first bytes. */
export type VideoKind = 'mp4' | 'webm' | 'unknown';

/** How many bytes are needed. */
export const KIND_BYTES = 12;

/**
 * Names and types can be wrong; players read the first bytes.
 * https://www.w3.org/TR/mse-byte-stream-format-isobmff/ ·
 * https://www.rfc-editor.org/rfc/rfc8794#section-11.2.1
 */
export function videoKind(head: Uint8Array): VideoKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < KIND_BYTES) return 'unknown';
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return 'mp4';
  return bytes.readUInt32BE(0) === 0x1a45dfa3 ? 'webm' : 'unknown';
}
