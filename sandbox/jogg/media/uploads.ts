import { z } from 'zod';
import { read } from '../api/fields.ts';
import { parameterError } from '../api/jogg-error.ts';
import type { Random } from '../random.ts';
import { type Call, htmlPage, type Reply } from '../server/call.ts';

/** A file that is or will be in Jogg's storage. */
interface Upload {
  readonly signature: string;
  /** The only media type that the signed address accepts. */
  readonly type: string;
  readonly limit: number;
  content: { type: string; bytes: Buffer } | undefined;
}

/** Signed uploads: request an address, PUT the bytes there, use the other address. */
export type Uploads = ReturnType<typeof createUploads>;

const MEGABYTE = 1024 * 1024;
/** https://docs.jogg.ai/api-reference/v2/API%20Documentation/UploadMedia */
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/\.(jpe?g|png|webp|gif)$/i, 10 * MEGABYTE],
  [/\.(mp4|webm|mov)$/i, 100 * MEGABYTE],
  [/\.(mp3|wav|m4a)$/i, 20 * MEGABYTE],
];
/** v1 requests name no type. https://docs.jogg.ai/api-reference/v1/API%20Documentation/UploadMedia */
const BYTES = 'application/octet-stream';
/** The size limit of any upload. */
export const LARGEST_UPLOAD = 100 * MEGABYTE;

const text = z.string().min(1);
const requestSchema = z.object({ filename: text, file_size: z.int().optional() });
const typeSchema = z.object({ content_type: text });

export function createUploads(deps: { random: Random }) {
  const uploads = new Map<string, Upload>();
  return {
    /** Returns both addresses, as paths. @throws JoggError */
    begin(version: 1 | 2, body: unknown): { putPath: string; assetPath: string } {
      const { filename, file_size: size } = read(requestSchema, body);
      const type = version === 2 ? read(typeSchema, body).content_type : BYTES;
      const limit = LIMITS.find(([name]) => name.test(filename))?.[1];
      if (limit === undefined) throw parameterError('filename has an unsupported extension');
      if (size !== undefined && (size < 1 || size > limit))
        throw parameterError('file_size is out of range');
      const signature = deps.random.hex(40);
      const assetPath = `/media/uploads/${deps.random.hex(32)}/${encodeURIComponent(filename)}`;
      uploads.set(assetPath, { signature, type, limit, content: undefined });
      return { putPath: `${assetPath}?signature=${signature}`, assetPath };
    },
    /** Answers PUT and GET under `/media/uploads/`, without an API key. */
    serve(call: Call): Reply | undefined {
      const upload = uploads.get(call.path);
      if (call.method === 'PUT') {
        if (upload === undefined || call.query['signature'] !== upload.signature)
          return htmlPage(403, 'SignatureDoesNotMatch');
        const type = call.headers['content-type'] ?? BYTES;
        if (upload.type !== type) return htmlPage(403, 'SignatureDoesNotMatch');
        if (call.raw.length > upload.limit) return htmlPage(413, 'Request Entity Too Large');
        upload.content = { type, bytes: call.raw };
        return { status: 200, headers: {}, body: '' };
      }
      if (upload?.content === undefined) return undefined;
      const { type, bytes } = upload.content;
      return { status: 200, headers: { 'content-type': type }, body: bytes };
    },
  };
}
