import type { FetchFunction } from '@slack/web-api';
import { expect, it } from 'vitest';
import { renewingFetch } from '../../src/slack/web-api/renewing-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';

const GOOD = { ok: true, channel: 'C1', ts: '1.2' };
const EXPIRED = { ok: false, error: 'token_expired' };
const INVALID = { ok: false, error: 'invalid_auth' };
const DOWN = new Error('down');
const REASKED = 'old, renews old, new';

/** What Slack answers in turn (null: nothing); the fresh token; how each of two calls ends. */
it.each<[string, (object | null)[], string | null | Error, string[], string]>([
  ['renewed, once for both', [EXPIRED, GOOD, GOOD], 'new', ['done', 'done'], `${REASKED}, new`],
  ['not renewed now', [EXPIRED, GOOD], null, ['token_expired', 'done'], 'old, renews old, old'],
  [
    'where the store fails',
    [EXPIRED, GOOD],
    DOWN,
    ['token_expired', 'done'],
    'old, renews old, old',
  ],
  ['once', [EXPIRED, EXPIRED, GOOD], 'new', ['token_expired', 'done'], `${REASKED}, new`],
  ['not where a call may have arrived', [null, GOOD], 'new', ['no answer', 'done'], 'old, old'],
  [
    'and then a call may have arrived',
    [EXPIRED, null, GOOD],
    'new',
    ['no answer', 'done'],
    `${REASKED}, new`,
  ],
  ['not for another refusal', [INVALID, GOOD], 'new', ['invalid_auth', 'done'], 'old, old'],
])('an expired token is renewed, and its call made once more: %s', async (...row) => {
  const [, answers, fresh, ends, calls] = row;
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
  expect([ended, seen.join(', ')]).toEqual([ends, calls]);
});
