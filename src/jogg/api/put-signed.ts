import type { Dispatcher } from 'undici';
import { MAX_AUDIO_BYTES } from '../../domain/audio.ts';
import { neverSent } from '../../lib/network/network-error.ts';
import { request } from '../../lib/network/undici.ts';
import { JoggAnswerError, JoggNoAnswerError, JoggUnreadableError } from '../http/errors.ts';
import { unansweredDetails } from '../http/exchange.ts';
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
  /** Like `audio/mpeg`. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Gives a file to Jogg; answers the address that requests name it by.
 * @throws {JoggError}
 */
export type Upload = (media: Media) => Promise<string>;

/** What an upload is made of; `putMs` is how long its second half may take. */
export type UploadDeps = Pick<AdapterDeps, 'transport' | 'link'> & {
  readonly dispatcher: Dispatcher;
  readonly putMs: number;
};

/** The signed address is a secret, so errors do not name it. */
const PUT_DETAILS = unansweredDetails({ method: 'PUT', path: '(signed upload)' }, 'unknown', null);

/** Turned down by the storage itself: the same file at the same address fares no better later. */
export class StorageRejectedError extends JoggAnswerError {}

/** @throws {JoggAnswerError} where Jogg would not take the file: before anything is asked. */
export function checkMedia(path: string, { contentType, bytes }: Media): void {
  const maxBytes = MAX_BYTES_BY_TYPE[contentType.split('/')[0] ?? ''];
  if (maxBytes === undefined || bytes.byteLength === 0 || bytes.byteLength > maxBytes)
    throw rejectLocally(
      `POST ${path}`,
      'the file is empty, too large or of a kind Jogg does not take',
    );
}

/**
 * Puts the file at the address that Jogg signed, without the key, within `putMs`. `null` for an
 * address is one that is not safe. Answers where Jogg finds it then.
 * @throws {StorageRejectedError} where the storage turns it down; another `JoggError` otherwise.
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
    // What was thrown is kept as the cause.
    .catch((cause: unknown) => Promise.reject(noAnswerError(cause)));
  await answer.body.dump();
  const { statusCode: httpStatus } = answer;
  if (httpStatus < 200 || httpStatus >= 300) throw rejectionOf(httpStatus);
  return asset;
}

/** Too slow, too early and too often recover by themselves, and so may a 5xx; the rest does not. */
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
