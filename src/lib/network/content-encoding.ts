import { brotliDecompressSync, unzipSync, zstdDecompressSync } from 'node:zlib';

type Decode = (body: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer;
/** `unzip` takes gzip and deflate. https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1 */
const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: unzipSync,
  'x-gzip': unzipSync,
  deflate: unzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/**
 * A body as it was before its sender or somebody between encoded it; as it is where the encoding is
 * not known. Null where it is larger than `most` then.
 * @throws {Error} where it is not what the header says, or not all of it.
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
