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

it('each client sends its own token only to Slack’s URL and logs no errors', async () => {
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
  const requests = hits.paths.map((path, at) => `${hits.headers[at]?.authorization} ${path}`);
  expect([...requests, ...written.flatMap((each) => each.mock.calls)]).toEqual([
    ...['Bearer xoxb-secret /api/auth.test', 'Bearer two /api/chat.postMessage'],
    `Bearer xoxb-secret /api/${elsewhere}`,
  ]);
});

const errorOf = (call: Promise<unknown>) => call.catch((thrown: unknown) => thrown);
const PLATFORM = 'slack_webapi_platform_error';
it.each<[string, RequestListener, object]>([
  ['an error', (_, r) => r.end('{"ok":false,"error":"x"}'), { code: PLATFORM }],
  ['a rate limit', (_, r) => r.writeHead(429, { 'retry-after': '7' }).end(), { retryAfter: 7 }],
  ['a server error', (_, r) => r.writeHead(500).end('secret'), { statusCode: 500, body: 'secret' }],
  ['HTML', (_, r) => r.end('<html>'), { code: PLATFORM }],
  ['a hang-up', (_, r) => r.destroy(), { code: 'slack_webapi_request_error' }],
])('after %s, a view fails with the error of Slack’s client', async (_, listener, error) => {
  const { url, hits } = await startHttpServer(listener);
  const send = createSendView(clientOf(url));
  const viewError = await errorOf(send({ trigger_id: '1.2' }, noticeView('A title', 'a text')));
  const clientError = await errorOf(clientOf(url).auth.test());
  expect(viewError).toMatchObject(error);
  expect(classifyError(viewError, 0)).toEqual(classifyError(clientError, 0));
  expect(hits.paths).toEqual(['/views.open', '/auth.test']);
});

const TIMEOUT = { name: 'TimeoutError' };
const TOO_LARGE = { message: expect.stringContaining('too large') };
const silent = () => {};
const half: RequestListener = (_, response) => response.write('half');
const huge: RequestListener = (_, response) => response.end(Buffer.alloc(5 * 1024 * 1024));
it.each<[string, RequestListener, { limitMs?: number; timeoutMs?: number }, object]>([
  ['has more than 4 MiB', huge, {}, TOO_LARGE],
  ['does not arrive within the call’s timeout', silent, { timeoutMs: 50 }, TIMEOUT],
  ['does not arrive within the default timeout', silent, { limitMs: 50 }, TIMEOUT],
  ['is never complete', half, { limitMs: 50 }, TIMEOUT],
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

const RENEWED = 'old, renews old, new, new';
const NOT_RENEWED = 'old, renews old, old';
/** Slack's answers (null: none), the fresh token, how the first call ends, the tokens sent. */
it.each<[string, (object | null)[], string | null | Error, string, string]>([
  ['is renewed once for two calls; the first is repeated', [EXPIRED, GOOD], 'new', 'done', RENEWED],
  ['stays expired while it cannot be renewed', [EXPIRED], null, 'token_expired', NOT_RENEWED],
  ['stays expired if the store fails', [EXPIRED], DOWN, 'token_expired', NOT_RENEWED],
  ['is renewed only once per call', [EXPIRED, EXPIRED], 'new', 'token_expired', RENEWED],
  ['is not renewed if the call may have arrived', [null], 'new', 'no answer', 'old, old'],
  ['is renewed once if the repeat may have arrived', [EXPIRED, null], 'new', 'no answer', RENEWED],
  ['is not renewed after another error', [INVALID], 'new', 'invalid_auth', 'old, old'],
])('a token %s', async (...row) => {
  const [, first, fresh, end, calls] = row;
  const answers = [...first, GOOD];
  const requests: string[] = [];
  const fetch: FetchFunction = async (_, init) => {
    requests.push(`${init?.headers?.['Authorization']}`.replace('Bearer ', ''));
    const answer = answers.shift();
    if (!answer) throw new TypeError('no answer');
    return Response.json(answer);
  };
  const renew = async (expired: string) => {
    requests.push(`renews ${expired}`);
    if (fresh instanceof Error) throw fresh;
    return fresh;
  };
  const slackApiUrl = 'https://slack.example/api/';
  const client = createWebClient({ token: 'old', slackApiUrl, fetch: renewingFetch(fetch, renew) });
  const outcomes: string[] = [];
  for (const text of ['a', 'b'])
    await client.chat.postMessage({ channel: 'C1', text }).then(
      () => outcomes.push('done'),
      (error: { data?: { error?: string } }) => outcomes.push(error.data?.error ?? 'no answer'),
    );
  expect([outcomes, requests.join(', ')]).toEqual([[end, 'done'], calls]);
});
