import type { ModalView } from '@slack/types';
import type { FetchFunction } from '@slack/web-api';
import { z } from 'zod';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from './node-slack-sdk.ts';
import { WITHIN_MS, webApiRoot } from './web-client.ts';

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/**
 * Opens a view with a trigger, or updates one; answers the view that Slack shows, with empty texts
 * for what it does not tell. Throws what Slack's client throws.
 */
export type SendView = (
  to: { readonly trigger_id: string } | { readonly view_id: string; readonly hash?: string },
  view: ModalView,
) => Promise<{ readonly id: string; readonly hash: string }>;

const text = z.string().catch('');
const answerSchema = z
  .object({ ok: z.boolean().catch(false), error: text })
  .catch({ ok: false, error: '' });
const shownSchema = z
  .object({ view: z.object({ id: text, hash: text }) })
  .catch({ view: { id: '', hash: '' } });

/**
 * Views as JSON, past Slack's client: of a form it makes copies and a line that nobody logs, and it
 * percent-encodes 7 KB. Many may press at once, and a trigger lives for 3 s.
 * https://docs.slack.dev/apis/web-api/#post-bodies
 */
export function createSendView(ask: {
  readonly token: string;
  readonly slackApiUrl: string;
  readonly fetch: FetchFunction;
}): SendView {
  const { fetch } = ask;
  const root = webApiRoot(ask.slackApiUrl);
  const headers = {
    Authorization: `Bearer ${ask.token}`,
    'Content-Type': 'application/json; charset=utf-8',
  };
  return async (to, view) => {
    const method = 'trigger_id' in to ? 'views.open' : 'views.update';
    const body = JSON.stringify({ ...to, view });
    const signal = AbortSignal.timeout(WITHIN_MS);
    const request = { method: 'POST', headers, body, signal };
    const answer = await fetch(`${root}${method}`, request).catch((error: unknown) => {
      throw new WebAPIRequestError(error instanceof Error ? error : new Error(String(error)));
    });
    const said = await answer.text();
    if (answer.status !== 200) throw statusError(answer, said);
    const told = parsed(said);
    const { ok, error } = answerSchema.parse(told);
    if (!ok) throw new WebAPIPlatformError({ ok, error });
    return shownSchema.parse(told).view;
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
