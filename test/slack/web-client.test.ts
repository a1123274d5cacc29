import type { ServerResponse } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { classifyError } from '../../src/slack/web-api/classify.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { listening } from './listening.ts';
import { NOON } from './sample-video.ts';

const clientOf = (slackApiUrl: string, token = 'xoxb-secret') =>
  createWebClient({ fetch: createSlackFetch(), token, slackApiUrl });

/** What comes of one post: the answer, or what its failure means. */
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
  const { url, seen } = await listening((_, response) => json(response, '{"ok":true}'));
  await clientOf(`${url}api`).auth.test();
  await clientOf(`${url}api/`, 'two').auth.test();
  const elsewhere = clientOf(`${url}api`).apiCall('https://evil.example/steal');
  await elsewhere.catch(() => {});
  expect(seen.map(({ url, authorization }) => [url, authorization])).toEqual([
    ['/api/auth.test', 'Bearer xoxb-secret'],
    ['/api/auth.test', 'Bearer two'],
    ['/api/https://evil.example/steal', 'Bearer xoxb-secret'],
  ]);
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
  const { url, seen } = await listening((_request, response) => answer(response));
  expect([await postTo(`${url}api/`), seen.length]).toEqual([outcome, 1]);
  expect(written.flatMap((each) => each.mock.calls)).toEqual([]);
});

it('where the other side speaks no TLS, or nobody listens, nothing was sent', async () => {
  const { host, seen, close } = await listening();
  const plain = await postTo(`https://${host}/api/`);
  close();
  const outcomes = [plain, await postTo(`http://${host}/`)];
  expect([outcomes, seen]).toEqual([[later(null), later(null)], []]);
});
