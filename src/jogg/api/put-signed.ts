import type { Dispatcher } from 'undici';
import { MAX_AUDIO_BYTES } from '../../domain/audio.ts';
import { neverSent } from '../../lib/network/network-error.ts';
import { request } from '../../lib/network/undici.ts';
import {
  JoggAnswerError,
  JoggNoAnswerError,
  JoggUnreadableError,
  unansweredDetails,
} from '../http/errors.ts';
import { rejectLocally } from '../http/reject-locally.ts';
import type { AdapterDeps } from './adapter-contract.ts';

const MIB = 1024 * 1024;
/** https://docs.jogg.ai/api-reference/v2/API%20Documentation/UploadMedia */
const MAX_BYTES_BY_TYPE: Readonly<Record<string, number>> = {
  image: 10 * MIB,
  audio: MAX_AUDIO_BYTES,
  video: 100 * MIB,
};

export interface Media {
  readonly filename: string;
  /** A MIME type such as `audio/mpeg`. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Uploads a file to Jogg. Resolves with the URL to use in requests.
 * @throws {JoggError}
 */
export type Upload = (media: Media) => Promise<string>;

/** The dependencies of an upload. `putMs` is the timeout of the PUT. */
export type UploadDeps = Pick<AdapterDeps, 'transport' | 'link'> & {
  readonly dispatcher: Dispatcher;
  readonly putMs: number;
};

/** The signed URL is a secret, so errors do not contain it. */
const PUT_DETAILS = unansweredDetails('PUT (signed upload)', 'unknown');

/** The storage rejected the file. The same file at the same URL would be rejected again. */
export class StorageRejectedError extends JoggAnswerError {}

/** @throws {JoggAnswerError} if Jogg would not accept the file. Sends no request. */
export function checkMedia(path: string, { contentType, bytes }: Media): void {
  const maxBytes = MAX_BYTES_BY_TYPE[contentType.split('/')[0] ?? ''];
  if (maxBytes === undefined || bytes.byteLength === 0 || bytes.byteLength > maxBytes)
    throw rejectLocally(
      `POST ${path}`,
      'the file is empty, too large or of a kind Jogg does not take',
    );
}

/**
 * Uploads the file to the signed URL, without the API key, within `putMs`. A URL is null if it is
 * unsafe. Resolves with the URL at which Jogg finds the file.
 * @throws {StorageRejectedError} if the storage rejects the file.
 * @throws {JoggError} for any other failure.
 */
export async function putSigned(
  urls: { readonly signed: string | null; readonly asset: string | null },
  media: Media,
  options: { readonly dispatcher: Dispatcher; readonly putMs: number },
): Promise<string> {
  const { signed, asset } = urls;
  if (signed === null || asset === null)
    throw new JoggUnreadableError('the address is not a safe one', PUT_DETAILS, {});
  const answer = await request(signed, {
    method: 'PUT',
    headers: { 'content-type': media.contentType },
    body: media.bytes,
    dispatcher: options.dispatcher,
    signal: AbortSignal.timeout(options.putMs),
  })
    // The original error is the cause.
    .catch((cause: unknown) => Promise.reject(noAnswerError(cause)));
  await answer.body.dump();
  const { statusCode: httpStatus } = answer;
  if (httpStatus < 200 || httpStatus >= 300) throw rejectionOf(httpStatus);
  return asset;
}

/** 408, 425, 429 and 5xx are temporary. Every other status is final. */
function rejectionOf(httpStatus: number): JoggAnswerError {
  const details = { ...PUT_DETAILS, httpStatus };
  if (httpStatus === 429) return new JoggAnswerError('rate', details);
  if (httpStatus >= 500 || httpStatus === 408 || httpStatus === 425)
    return new JoggAnswerError('jogg', details);
  return new StorageRejectedError('parameter', details);
}

function noAnswerError(cause: unknown): JoggNoAnswerError {
  const arrived = neverSent(cause) ? 'no' : 'unknown';
  return new JoggNoAnswerError('no answer', { ...PUT_DETAILS, arrived }, { cause });
}
