import type { FetchFunction } from '@slack/web-api';
import { expect, it } from 'vitest';
import { renewingFetch } from '../../src/slack/web-api/renewing-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';

const GOOD = { ok: true, channel: 'C1', ts: '1.2' };
const EXPIRED = { ok: false, error: 'token_expired' };
const INVALID = { ok: false, error: 'invalid_auth' };
const DOWN = new Error('down');

/** What Slack answers in turn (null: nothing); the fresh token; how the first of two calls ends. */
it.each<[string, (object | null)[], string | null | Error, string, string]>([
  ['renewed, once for both', [EXPIRED, GOOD], 'new', 'done', 'old, renews old, new, new'],
  ['not renewed now', [EXPIRED], null, 'token_expired', 'old, renews old, old'],
  ['where the store fails', [EXPIRED], DOWN, 'token_expired', 'old, renews old, old'],
  ['once', [EXPIRED, EXPIRED], 'new', 'token_expired', 'old, renews old, new, new'],
  ['not where a call may have arrived', [null], 'new', 'no answer', 'old, old'],
  ['nor then', [EXPIRED, null], 'new', 'no answer', 'old, renews old, new, new'],
  ['not for another refusal', [INVALID], 'new', 'invalid_auth', 'old, old'],
])('an expired token is renewed, and its call made once more: %s', async (...row) => {
  const [, first, fresh, end, calls] = row;
  const answers = [...first, GOOD];
  const seen: string[] = [];
  const fetch: FetchFunction = async (_, init) => {
    seen.push(`${init?.headers?.['Authorization']}`.replace('Bearer ', ''));
    const answer = answers.shift();
    if (!answer) throw new TypeError('no answer');
    return Response.json(answer);
  };
  const renew = async (expired: string) => {
    seen.push(`renews ${expired}`);
    if (fresh instanceof Error) throw fresh;
    return fresh;
  };
  const slackApiUrl = 'https://slack.example/api/';
  const client = createWebClient({ token: 'old', slackApiUrl, fetch: renewingFetch(fetch, renew) });
  const ended: string[] = [];
  for (const text of ['a', 'b'])
    await client.chat.postMessage({ channel: 'C1', text }).then(
      () => ended.push('done'),
      (error: { data?: { error?: string } }) => ended.push(error.data?.error ?? 'no answer'),
    );
  expect([ended, seen.join(', ')]).toEqual([[end, 'done'], calls]);
});
