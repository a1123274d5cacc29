import type { RequestListener, ServerResponse } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DIRECT } from '../../src/lib/proxies.ts';
import { classifyError } from '../../src/slack/web-api/classify.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { answering } from '../support/listening.ts';
import { NOON } from './sample-video.ts';

const clientOf = (slackApiUrl: string, token = 'xoxb-secret') =>
  createWebClient({ fetch: createSlackFetch(), token, slackApiUrl });

const postTo = (slackApiUrl: string): Promise<unknown> =>
  clientOf(slackApiUrl)
    .chat.postMessage({ channel: 'C1', text: 'a script', blocks: [] })
    .catch((error) => classifyError(error, NOON));

const json = (response: ServerResponse, body: string) => {
  response.setHeader('content-type', 'application/json');
  response.end(body);
};
const later = (afterMs: number | null) => ({ kind: 'later', afterMs });

it('needs no slash at the end of the address, and each client takes its own token there alone', async () => {
  const { url, hits } = await answering((_, response) => json(response, '{"ok":true}'));
  await clientOf(`${url}api`).auth.test();
  await clientOf(`${url}api/`, 'two').auth.test();
  const elsewhere = clientOf(`${url}api`).apiCall('https://evil.example/steal');
  await elsewhere.catch(() => {});
  const tokens = hits.headers.map(({ authorization }) => authorization);
  expect(tokens).toEqual(['Bearer xoxb-secret', 'Bearer two', 'Bearer xoxb-secret']);
  const steal = '/api/https://evil.example/steal';
  expect(hits.paths).toEqual(['/api/auth.test', '/api/auth.test', steal]);
});

const ARCHIVED = '{"ok":false,"error":"is_archived"}';
const DATE = { 'retry-after': 'Mon, 01 Jun 2026 12:00:42 GMT' };
// Other limits, a redirect, half an answer, none: `faults/slack-limit`, `faults/slack-lost-answer`.
it.each<[string, (response: ServerResponse) => void, object]>([
  ['a refusal', (r) => json(r, ARCHIVED), { kind: 'refused', error: 'is_archived' }],
  ['a limit by date', (r) => r.writeHead(429, DATE).end('{"ok":false}'), later(42_000)],
  ['HTML', (r) => r.end('<html>secret</html>'), { kind: 'unknown' }],
  ['a hang-up', (r) => r.socket?.destroy(), { kind: 'unknown' }],
])('%s of Slack’s is one request, and nothing is written', async (_, answer, outcome) => {
  const levels = ['log', 'debug', 'info', 'warn', 'error'] as const;
  const written = levels.map((level) => vi.spyOn(console, level));
  onTestFinished(() => void vi.restoreAllMocks());
  const { url, hits } = await answering((_request, response) => answer(response));
  expect([await postTo(`${url}api/`), hits.paths.length]).toEqual([outcome, 1]);
  expect(written.flatMap((each) => each.mock.calls)).toEqual([]);
});

const TIMEOUT = { name: 'TimeoutError' };
const TOO_LARGE = { message: expect.stringContaining('too large') };
const silent = () => {};
const half: RequestListener = (_, response) => response.write('half');
const huge: RequestListener = (_, response) => response.end(Buffer.alloc(5 * 1024 * 1024));

it('the fetch sends text and gives the answer back as it came', async () => {
  const { url } = await answering(({ method, headers }, response) => {
    const seen = `${method} ${headers['x-a']} ${headers['content-length']}`;
    response.writeHead(200, { 'x-seen': seen }).end('ä');
  });
  const ask = { method: 'POST', body: 'ä=1', headers: { 'x-a': 'b' } };
  const answer = await createSlackFetch()(url, ask);
  const said = [answer.status, answer.headers.get('x-seen'), await answer.text()];
  expect(said).toEqual([200, 'POST b 4', 'ä']);
});

it('a redirect is refused, and nothing is sent where it leads', async () => {
  const elsewhere = await answering((_, response) => response.end());
  const location = elsewhere.url;
  const { url } = await answering((_, response) => response.writeHead(302, { location }).end('x'));
  const call = createSlackFetch()(url, { method: 'POST', body: 'token' });
  await expect(call).rejects.toThrow('redirect');
  expect(elsewhere.hits.paths).toEqual([]);
});

it.each<[string, RequestListener, { limitMs?: number; timeoutMs?: number }, object]>([
  ['has more than 4 MiB', huge, {}, TOO_LARGE],
  ['never comes, where the call has a time-out', silent, { timeoutMs: 50 }, TIMEOUT],
  ['never comes, where it has none', silent, { limitMs: 50 }, TIMEOUT],
  ['never comes to its end', half, { limitMs: 50 }, TIMEOUT],
])('an answer that %s ends the call', async (_, listener, { limitMs, timeoutMs }, error) => {
  const { url } = await answering(listener);
  const signal = timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) };
  const call = createSlackFetch(DIRECT, limitMs)(url, { method: 'POST', body: '', ...signal });
  await expect(call).rejects.toMatchObject(error);
});
