import type { RequestListener } from 'node:http';
import type { FetchFunction } from '@slack/web-api';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { noticeView } from '../../src/slack/home/modals.ts';
import { classifyError } from '../../src/slack/web-api/classify.ts';
import { renewingFetch } from '../../src/slack/web-api/renewing-fetch.ts';
import { createSendView } from '../../src/slack/web-api/send-view.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { startHttpServer } from '../support/listen.ts';

const clientOf = (slackApiUrl: string, token = 'xoxb-secret') =>
  createWebClient({ fetch: createSlackFetch(), token, slackApiUrl });

it('each client takes its own token to the one address alone, and writes nothing of what goes wrong', async () => {
  const levels = ['log', 'debug', 'info', 'warn', 'error'] as const;
  const written = levels.map((level) => vi.spyOn(console, level));
  onTestFinished(() => void vi.restoreAllMocks());
  const { url, hits } = await startHttpServer((_, response) => response.end('<html>secret</html>'));
  const elsewhere = 'https://evil.example/steal';
  for (const [client, method] of [
    [clientOf(`${url}api`), 'auth.test'],
    [clientOf(`${url}api/`, 'two'), 'chat.postMessage'],
    [clientOf(`${url}api`), elsewhere],
  ] as const)
    await client.apiCall(method, { text: 'a script' }).catch(() => {});
  const seen = hits.paths.map((path, at) => `${hits.headers[at]?.authorization} ${path}`);
  expect([...seen, ...written.flatMap((each) => each.mock.calls)]).toEqual([
    ...['Bearer xoxb-secret /api/auth.test', 'Bearer two /api/chat.postMessage'],
    `Bearer xoxb-secret /api/${elsewhere}`,
  ]);
});

const PLATFORM = 'slack_webapi_platform_error';
it.each<[string, RequestListener, object]>([
  ['a refusal', (_, r) => r.end('{"ok":false,"error":"x"}'), { code: PLATFORM }],
  ['a limit', (_, r) => r.writeHead(429, { 'retry-after': '7' }).end(), { retryAfter: 7 }],
  ['a fault', (_, r) => r.writeHead(500).end('secret'), { statusCode: 500, body: 'secret' }],
  ['HTML', (_, r) => r.end('<html>'), { code: PLATFORM }],
  ['a hang-up', (_, r) => r.destroy(), { code: 'slack_webapi_request_error' }],
])('%s in answer to a view is the error of Slack’s client', async (_, listener, error) => {
  const { url, hits } = await startHttpServer(listener);
  const send = createSendView(clientOf(url));
  const sent = send({ trigger_id: '1.2' }, noticeView('A title', 'a text'));
  const told = await sent.catch((thrown: unknown) => thrown);
  const known = await clientOf(url)
    .auth.test()
    .catch((thrown: unknown) => thrown);
  expect(told).toMatchObject(error);
  expect(classifyError(told, 0)).toEqual(classifyError(known, 0));
  expect(hits.paths).toEqual(['/views.open', '/auth.test']);
});

const TIMEOUT = { name: 'TimeoutError' };
const TOO_LARGE = { message: expect.stringContaining('too large') };
const silent = () => {};
const half: RequestListener = (_, response) => response.write('half');
const huge: RequestListener = (_, response) => response.end(Buffer.alloc(5 * 1024 * 1024));
it.each<[string, RequestListener, { limitMs?: number; timeoutMs?: number }, object]>([
  ['has more than 4 MiB', huge, {}, TOO_LARGE],
  ['never comes, where the call has a time-out', silent, { timeoutMs: 50 }, TIMEOUT],
  ['never comes, where it has none', silent, { limitMs: 50 }, TIMEOUT],
  ['never comes to its end', half, { limitMs: 50 }, TIMEOUT],
])('an answer that %s ends the call', async (_, listener, { limitMs, timeoutMs }, error) => {
  const { url } = await startHttpServer(listener);
  const signal = timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) };
  const call = createSlackFetch(DIRECT, limitMs)(url, { method: 'POST', body: '', ...signal });
  await expect(call).rejects.toMatchObject(error);
});

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
