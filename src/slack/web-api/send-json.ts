import type { FetchFunction, WebAPICallResult } from '@slack/web-api';
import { z } from 'zod';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from './node-slack-sdk.ts';

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/** One call with JSON for its arguments. Answers and throws what Slack's client does. */
export type SendJson = (method: string, args: object) => Promise<WebAPICallResult>;

const answerSchema = z
  .looseObject({ ok: z.boolean().catch(false), error: z.string().optional().catch(undefined) })
  .catch({ ok: false, error: '' });

/**
 * Past Slack's client: of blocks and of the answer it makes copies for lines that nobody logs, and
 * it percent-encodes the whole. Only for methods that take JSON.
 * https://docs.slack.dev/apis/web-api/#post-bodies
 */
export function createSendJson(ask: {
  readonly token: string;
  /** The address to which a method's name is added. */
  readonly root: string;
  readonly fetch: FetchFunction;
  /** How long a call may take, in ms. */
  readonly withinMs: number;
}): SendJson {
  const { root, fetch } = ask;
  const headers = {
    Authorization: `Bearer ${ask.token}`,
    'Content-Type': 'application/json; charset=utf-8',
  };
  return async (method, args) => {
    const signal = AbortSignal.timeout(ask.withinMs);
    const request = { method: 'POST', headers, body: JSON.stringify(args), signal };
    const answer = await fetch(`${root}${method}`, request).catch((error: unknown) => {
      throw new WebAPIRequestError(error instanceof Error ? error : new Error(String(error)));
    });
    const said = await answer.text();
    if (answer.status !== 200) throw statusError(answer, said);
    const told = answerSchema.parse(parsed(said));
    if (!told.ok) throw new WebAPIPlatformError({ ...told, ok: false, error: told.error ?? '' });
    return told;
  };
}

function statusError({ status, statusText, headers }: FetchResponse, said: string): Error {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
  if (status === 429 && seconds >= 0) return new WebAPIRateLimitedError(seconds);
  return new WebAPIHTTPError(status, statusText, Object.fromEntries(headers.entries()), said);
}

/** Null for what is no JSON. */
function parsed(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}
