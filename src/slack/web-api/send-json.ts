import type { FetchFunction, WebAPICallResult } from '@slack/web-api';
import { z } from 'zod';
import { parseJson } from '../../lib/parse-json.ts';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from './node-slack-sdk.ts';

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/**
 * Makes one call with JSON arguments. Returns and throws what Slack's client returns and throws.
 */
export type SendJson = (method: string, args: object) => Promise<WebAPICallResult>;

const answerSchema = z
  .looseObject({ ok: z.boolean().catch(false), error: z.string().optional().catch(undefined) })
  .catch({ ok: false, error: '' });

/**
 * Bypasses Slack's client, which percent-encodes all arguments and copies blocks and answers for
 * log lines that nobody reads. Only for methods that accept JSON.
 * https://docs.slack.dev/apis/web-api/#post-bodies
 */
export function createSendJson(options: {
  readonly token: string;
  /** The Web API's URL, with a slash at its end. */
  readonly baseUrl: string;
  readonly fetch: FetchFunction;
  /** The timeout of a call, in ms. */
  readonly timeoutMs: number;
}): SendJson {
  const { baseUrl, fetch } = options;
  const headers = {
    Authorization: `Bearer ${options.token}`,
    'Content-Type': 'application/json; charset=utf-8',
  };
  return async (method, args) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const request = { method: 'POST', headers, body: JSON.stringify(args), signal };
    const response = await fetch(`${baseUrl}${method}`, request).catch((error: unknown) => {
      throw new WebAPIRequestError(error instanceof Error ? error : new Error(String(error)));
    });
    const body = await response.text();
    if (response.status !== 200) throw statusError(response, body);
    const answer = answerSchema.parse(parseJson(body));
    if (!answer.ok)
      throw new WebAPIPlatformError({ ...answer, ok: false, error: answer.error ?? '' });
    return answer;
  };
}

function statusError({ status, statusText, headers }: FetchResponse, body: string): Error {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
  if (status === 429 && seconds >= 0) return new WebAPIRateLimitedError(seconds);
  return new WebAPIHTTPError(status, statusText, Object.fromEntries(headers.entries()), body);
}
