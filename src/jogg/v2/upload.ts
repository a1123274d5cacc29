import { type Dispatcher, request } from 'undici';
import type { AdapterDeps } from '../adapter.ts';
import { neverConnected } from '../connect.ts';
import { JoggAnswerError, JoggNoAnswerError, JoggUnreadableError } from '../errors.ts';
import { unanswered } from '../exchange.ts';
import { unsendable } from '../unsendable.ts';
import { uploadSchema } from './schemas.ts';

const PATH = '/v2/upload/asset';
const MIB = 1024 * 1024;
/** https://docs.jogg.ai/api-reference/v2/API%20Documentation/UploadMedia */
const MOST_BYTES: Readonly<Record<string, number>> = {
  image: 10 * MIB,
  audio: 20 * MIB,
  video: 100 * MIB,
};

export interface Media {
  readonly filename: string;
  /** Like `audio/mpeg`. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Gives a file to Jogg; answers the address that requests name it by. */
export type Upload = (media: Media) => Promise<string>;

/**
 * Uploads as JoggAI's own clients do: asks for a signed address, then puts the file there, without
 * the key. Throws a `JoggError`. `putMs` is how long the second half may take.
 */
export function createUpload(
  deps: Pick<AdapterDeps, 'transport' | 'link'> & {
    readonly dispatcher: Dispatcher;
    readonly putMs: number;
  },
): Upload {
  const { transport, link, dispatcher, putMs } = deps;
  return async ({ filename, contentType, bytes }) => {
    const most = MOST_BYTES[contentType.split('/')[0] ?? ''];
    if (most === undefined || bytes.byteLength === 0 || bytes.byteLength > most)
      throw unsendable(
        `POST ${PATH}`,
        'the file is empty, too large or of a kind Jogg does not take',
      );
    const body = { filename, content_type: contentType, file_size: bytes.byteLength };
    const { data } = await transport.post(PATH, body, { schema: uploadSchema });
    const [signed, asset] = [link(data.sign_url), link(data.asset_url)];
    if (signed === null || asset === null)
      throw new JoggUnreadableError('the address is not a safe one', PUT_FACTS, {});

    const headers = { 'content-type': contentType };
    const signal = AbortSignal.timeout(putMs);
    const answer = await request(signed, {
      method: 'PUT',
      headers,
      body: bytes,
      dispatcher,
      signal,
    })
      // What was thrown is kept as the cause.
      .catch((cause: unknown) => Promise.reject(lost(cause)));
    await answer.body.dump();
    if (answer.statusCode < 200 || answer.statusCode >= 300)
      throw new JoggAnswerError('jogg', { ...PUT_FACTS, httpStatus: answer.statusCode });
    return asset;
  };
}

/** The signed address is a secret, so errors do not name it. */
const PUT_FACTS = unanswered({ method: 'PUT', path: '(signed upload)' }, 'unknown', null);

function lost(cause: unknown): JoggNoAnswerError {
  const arrived = neverConnected(cause) ? 'no' : 'unknown';
  return new JoggNoAnswerError('no answer', { ...PUT_FACTS, arrived }, { cause });
}
