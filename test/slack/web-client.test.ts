import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { classifyError } from '../../src/slack/web-api/classify.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { listening } from './listening.ts';
import { NOON } from './sample-video.ts';

const TOKEN = 'xoxb-secret';
const clientOf = (slackApiUrl: string, token = TOKEN) =>
  createWebClient({ fetch: createSlackFetch(), token, slackApiUrl });

afterEach(() => vi.restoreAllMocks());

/** What comes of one post: the answer, or what its failure means. */
async function postTo(slackApiUrl: string): Promise<unknown> {
  const args = { channel: 'C1', text: 'a script', blocks: [] };
  try {
    return await clientOf(slackApiUrl).chat.postMessage(args);
  } catch (error) {
    return classifyError(error, NOON);
  }
}

const json = (response: ServerResponse, body: string) => {
  response.setHeader('content-type', 'application/json');
  response.end(body);
};

it('needs no slash at the end of the address, and each client takes its own token there alone', async () => {
  const { url, seen } = await listening((_, response) => json(response, '{"ok":true}'));
  await clientOf(`${url}api`).auth.test();
  await clientOf(`${url}api/`, 'two').auth.test();
  const elsewhere = clientOf(`${url}api`).apiCall('https://evil.example/steal');
  await elsewhere.catch(() => {});
  expect(seen.map(({ url, authorization }) => [url, authorization])).toEqual([
    ['/api/auth.test', `Bearer ${TOKEN}`],
    ['/api/auth.test', 'Bearer two'],
    ['/api/https://evil.example/steal', `Bearer ${TOKEN}`],
  ]);
});

describe('one request and no more', () => {
  const limited = (response: ServerResponse, header: string | null) => {
    response.statusCode = 429;
    if (header !== null) response.setHeader('retry-after', header);
    response.end('{"ok":false,"error":"ratelimited"}');
  };
  const cut = (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': '99' });
    response.write('{"ok":true,"channel":"C1","ts":"1.2"}', () => response.socket?.destroy());
  };
  const archived = { kind: 'refused', error: 'is_archived' };
  const unknown = { kind: 'unknown' };
  const later = (afterMs: number | null) => ({ kind: 'later', afterMs });

  it.each<[string, (response: ServerResponse) => void, object]>([
    ['a refusal', (r) => json(r, '{"ok":false,"error":"is_archived"}'), archived],
    ['HTML', (r) => r.end('<html>secret</html>'), unknown],
    ['nothing', (r) => json(r, ''), unknown],
    ['half an answer', (r) => json(r, '{"ok":tr'), unknown],
    ['null', (r) => json(r, 'null'), unknown],
    ['a list', (r) => json(r, '[]'), unknown],
    ['status 500', (r) => r.writeHead(500).end('secret'), unknown],
    ['status 503', (r) => r.writeHead(503).end(), unknown],
    ['a redirect', (r) => r.writeHead(302, { location: 'https://evil.example/' }).end(), unknown],
    ['a reset', (r) => r.socket?.resetAndDestroy(), unknown],
    ['a hang-up', (r) => r.socket?.destroy(), unknown],
    ['a body cut short', cut, unknown],
    ['a limit of 7 s', (r) => limited(r, '7'), later(7_000)],
    ['a limit of 0 s', (r) => limited(r, '0'), later(1_000)],
    ['a limit of -1 s', (r) => limited(r, '-1'), later(30_000)],
    ['a limit of a day', (r) => limited(r, '86400'), later(900_000)],
    ['a limit in words', (r) => limited(r, 'abc'), later(30_000)],
    ['a limit without a time', (r) => limited(r, null), later(30_000)],
    ['a limit by date', (r) => limited(r, 'Mon, 01 Jun 2026 12:00:42 GMT'), later(42_000)],
  ])('where Slack answers with %s, and nothing is written', async (_, answer, outcome) => {
    const levels = ['log', 'debug', 'info', 'warn', 'error'] as const;
    const written = levels.map((level) => vi.spyOn(console, level));
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
});
