import type { FetchFunction } from '@slack/web-api';
import { expect, it } from 'vitest';
import { renewingFetch } from '../../src/slack/web-api/renewing-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';

const GOOD = { ok: true, channel: 'C1', ts: '1.2' };
const EXPIRED = { ok: false, error: 'token_expired' };

/** A client whose token is `old`; `answers`: Slack's, one after the other, or no answer. */
function clientOf(answers: readonly (object | null)[], fresh: string | null | Error = 'new') {
  const seen: string[] = [];
  const left = [...answers];
  const fetch: FetchFunction = async (_, init) => {
    seen.push(
      `${init?.headers?.['Authorization']} ${new URLSearchParams(`${init?.body}`).get('text')}`,
    );
    const answer = left.shift();
    if (!answer) throw new TypeError('no answer');
    return Response.json(answer);
  };
  const renew = async (expired: string) => {
    seen.push(`renews ${expired}`);
    if (fresh instanceof Error) throw fresh;
    return fresh;
  };
  const client = createWebClient({
    token: 'old',
    slackApiUrl: 'https://slack.example/api/',
    fetch: renewingFetch(fetch, renew),
  });
  const post = (text: string) =>
    client.chat.postMessage({ channel: 'C1', text }).then(
      () => 'done',
      (error: { data?: { error?: string } }) => error.data?.error ?? 'no answer',
    );
  return { post, seen };
}

it.each<[string, Parameters<typeof clientOf>, string, readonly string[]]>([
  [
    'renewed, and made once more',
    [[EXPIRED, GOOD]],
    'done',
    ['Bearer old a', 'renews old', 'Bearer new a'],
  ],
  [
    'not renewed now: the answer stands',
    [[EXPIRED], null],
    'token_expired',
    ['Bearer old a', 'renews old'],
  ],
  [
    'not renewed by a store that fails: the same',
    [[EXPIRED], new Error('down')],
    'token_expired',
    ['Bearer old a', 'renews old'],
  ],
  [
    'renewed, and expired again: made no third time',
    [[EXPIRED, EXPIRED]],
    'token_expired',
    ['Bearer old a', 'renews old', 'Bearer new a'],
  ],
  [
    'a call without an answer may have arrived: not made again',
    [[null]],
    'no answer',
    ['Bearer old a'],
  ],
  [
    'renewed, and then no answer: the same',
    [[EXPIRED, null]],
    'no answer',
    ['Bearer old a', 'renews old', 'Bearer new a'],
  ],
  [
    'another refusal is not about the token',
    [[{ ok: false, error: 'invalid_auth' }]],
    'invalid_auth',
    ['Bearer old a'],
  ],
])('a token that has expired is %s', async (_, [answers, fresh], says, expected) => {
  const { post, seen } = clientOf(answers, fresh);
  expect([await post('a'), seen]).toEqual([says, expected]);
});

it('later calls of the same client go out with the new token at once', async () => {
  const { post, seen } = clientOf([EXPIRED, GOOD, GOOD]);
  await post('a');
  expect([await post('b'), seen.at(-1)]).toEqual(['done', 'Bearer new b']);
});
