import type { z } from 'zod';
import { readRetryAfter } from '../../lib/network/retry-after.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { envelopeSchema, retryAfterIn } from './envelope.ts';
import {
  type AnswerCode,
  JoggAnswerError,
  type JoggErrorDetails,
  JoggUnreadableError,
  unansweredDetails,
} from './errors.ts';

/** An HTTP response with its whole body. */
export interface HttpAnswer {
  readonly request: string;
  readonly httpStatus: number;
  readonly retryAfter: string | string[] | undefined;
  /** Null if the body is larger than 1 MiB. */
  readonly body: Uint8Array | null;
}

/** A successful answer: the envelope's `data` and its request id. */
export interface Answer<T> {
  readonly data: T;
  readonly rid: string | null;
}

/**
 * Parses Jogg's envelope and its `data` with `schema`. The envelope's `code` has priority over the
 * HTTP status. If there is no envelope, `withoutEnvelope` parses the body.
 * @throws {JoggError} for any other answer.
 */
export function parseAnswer<T>(
  answer: HttpAnswer,
  options: { readonly schema: z.ZodType<T>; readonly withoutEnvelope?: z.ZodType<T> },
  now: number,
): Answer<T> {
  const { httpStatus, body } = answer;
  const json = body === null ? undefined : parseJson(body);
  const [header] = [answer.retryAfter].flat();
  const retryAfterMs = readRetryAfter(header, now) ?? readRetryAfter(retryAfterIn(json), now);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) {
    const parsed = isSuccess(httpStatus) ? options.withoutEnvelope?.safeParse(json) : undefined;
    if (parsed?.success) return { data: parsed.data, rid: null };
    throw noEnvelopeError(answer, json !== undefined, retryAfterMs);
  }

  const { code, msg, rid, data } = envelope.data;
  const details: JoggErrorDetails = {
    request: answer.request,
    joggCode: code,
    msg,
    rid,
    httpStatus,
    retryAfterMs,
    arrived: 'yes',
  };
  if (code === 0) {
    const parsed = options.schema.safeParse(data);
    const hasData = data !== null && data !== undefined;
    if (parsed.success && (hasData || isSuccess(httpStatus))) return { data: parsed.data, rid };
    if (isSuccess(httpStatus))
      throw new JoggUnreadableError('the answer has the wrong shape', details, {
        cause: parsed.error,
      });
  }
  const errorCode = ERROR_BY_CODE.get(code) ?? byStatus(httpStatus) ?? 'jogg';
  throw new JoggAnswerError(
    errorCode,
    errorCode === 'rate' ? { ...details, arrived: 'no' } : details,
  );
}

/**
 * Every code that Jogg documents, and 18001, which it also sends.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/ErrorHandling
 */
const ERROR_BY_CODE: ReadonlyMap<number, AnswerCode> = new Map([
  [429, 'rate'],
  [10104, 'not_found'],
  [10105, 'key'],
  [18001, 'parameter'],
  [18020, 'credit'],
  [18025, 'permission'],
  [40000, 'parameter'],
  [50000, 'jogg'],
]);

const ERROR_BY_STATUS: ReadonlyMap<number, AnswerCode> = new Map([
  [400, 'parameter'],
  [401, 'key'],
  [402, 'credit'],
  [403, 'permission'],
  [404, 'not_found'],
  [422, 'parameter'],
  [429, 'rate'],
]);

function byStatus(httpStatus: number): AnswerCode | undefined {
  return ERROR_BY_STATUS.get(httpStatus);
}

/** Without an envelope, a proxy may have answered, so only 429 and 5xx are taken as Jogg's. */
function noEnvelopeError(
  { request, httpStatus, body }: HttpAnswer,
  isJson: boolean,
  retryAfterMs: number | null,
): JoggAnswerError | JoggUnreadableError {
  const arrived = httpStatus === 429 ? 'no' : 'unknown';
  const details = { ...unansweredDetails(request, arrived), httpStatus, retryAfterMs };
  if (httpStatus === 429) return new JoggAnswerError('rate', details);
  if (httpStatus >= 500) return new JoggAnswerError('jogg', details);
  const summary = isJson ? 'the answer is not in an envelope' : 'the answer is not JSON';
  if (body === null) return new JoggUnreadableError('the answer is larger than 1 MiB', details, {});
  // No cause, because the message of a JSON parser quotes the body.
  return new JoggUnreadableError(summary, details, {});
}

function isSuccess(httpStatus: number): boolean {
  return httpStatus >= 200 && httpStatus < 300;
}
