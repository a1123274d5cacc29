import { brotliDecompressSync, unzipSync, zstdDecompressSync } from 'node:zlib';

type Decode = (body: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer;
/** `unzip` decodes gzip and deflate. https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1 */
const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: unzipSync,
  'x-gzip': unzipSync,
  deflate: unzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/**
 * Decodes a body by its `Content-Encoding`. A body with an unknown encoding stays as it is. Null if
 * the decoded body is larger than `maxBytes`.
 * @throws {Error} if the body does not match the header or is incomplete.
 */
export function decodeBody(
  body: Buffer,
  header: string | string[] | undefined,
  maxBytes: number,
): Buffer | null {
  const encodings = [header ?? []].flat().join().toLowerCase().split(',');
  try {
    return encodings.reduceRight(
      (bytes, each) => DECODERS[each.trim()]?.(bytes, { maxOutputLength: maxBytes }) ?? bytes,
      body,
    );
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
