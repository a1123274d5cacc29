import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { classifyError } from '../../src/slack/web-api/classify.ts';
import type { SlackClient } from '../../src/slack/web-api/slack-client.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { NOON } from './sample-video.ts';

const TOKEN = 'xoxb-secret';
const open: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const close of open.splice(0)) close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function postTo(slackApiUrl: string) {
  const client: SlackClient = createWebClient({
    fetch: createSlackFetch(),
    token: TOKEN,
    slackApiUrl,
  });
  const content = { channel: 'C1', text: 'a script', blocks: [] };
  const metadata = { event_type: 'x', event_payload: { video_id: 'v' } };
  const args = { ...content, metadata, unfurl_links: false, unfurl_media: false };
  return client.chat.postMessage(args).then(
    (answer) => ({ answer }),
    (error: unknown) => classifyError(error, NOON),
  );
}

test('the address of the API needs no slash at its end, and the token goes there alone', async () => {
  const seen: unknown[] = [];
  const host = await listen((request, response) => {
    seen.push([request.url, request.headers.authorization]);
    response.setHeader('content-type', 'application/json');
    response.end('{"ok":true}');
  });
  await postTo(`http://${host}/api`);
  await postTo(`http://${host}/api/`);
  await createWebClient({
    fetch: createSlackFetch(),
    token: TOKEN,
    slackApiUrl: `http://${host}/api`,
  })
    .apiCall('https://evil.example/steal')
    .catch(() => {});
  expect(seen).toEqual([
    ['/api/chat.postMessage', `Bearer ${TOKEN}`],
    ['/api/chat.postMessage', `Bearer ${TOKEN}`],
    ['/api/https://evil.example/steal', `Bearer ${TOKEN}`],
  ]);
});

test('two clients never share a token', async () => {
  const tokens: unknown[] = [];
  const host = await listen((request, response) => {
    tokens.push(request.headers.authorization);
    response.end('{"ok":true}');
  });
  const clients = ['one', 'two'].map((token) =>
    createWebClient({ fetch: createSlackFetch(), token, slackApiUrl: `http://${host}/` }),
  );
  for (const client of clients) await client.auth.test();
  expect(tokens).toEqual(['Bearer one', 'Bearer two']);
});

test('a given fetch carries the request', async () => {
  const asked: string[] = [];
  const client = createWebClient({
    token: TOKEN,
    slackApiUrl: 'https://slack.example/api',
    fetch: async (url) => {
      asked.push(String(url));
      return Response.json({ ok: true });
    },
  });
  await client.auth.test();
  expect(asked).toEqual(['https://slack.example/api/auth.test']);
});

describe('one request and no more', () => {
  const whole = '{"ok":true,"channel":"C1","ts":"1.2"}';
  const limited = (response: ServerResponse, header: string | null) => {
    response.statusCode = 429;
    if (header !== null) response.setHeader('retry-after', header);
    response.end('{"ok":false,"error":"ratelimited"}');
  };
  const json = (response: ServerResponse, body: string) => {
    response.setHeader('content-type', 'application/json');
    response.end(body);
  };
  const unknown = { kind: 'unknown' };
  const later = (afterMs: number) => ({ kind: 'later', afterMs });
  const cases: [string, (response: ServerResponse) => void, unknown][] = [
    [
      'a refusal',
      (r) => json(r, '{"ok":false,"error":"is_archived"}'),
      { kind: 'refused', error: 'is_archived' },
    ],
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
    [
      'a body cut short',
      (r) => {
        r.writeHead(200, { 'content-length': '99' });
        r.write(whole, () => r.socket?.destroy());
      },
      unknown,
    ],
    ['a limit of 7 s', (r) => limited(r, '7'), later(7_000)],
    ['a limit of 0 s', (r) => limited(r, '0'), later(1_000)],
    ['a limit of -1 s', (r) => limited(r, '-1'), later(30_000)],
    ['a limit of a day', (r) => limited(r, '86400'), later(900_000)],
    ['a limit in words', (r) => limited(r, 'abc'), later(30_000)],
    ['a limit without a time', (r) => limited(r, null), later(30_000)],
    ['a limit by date', (r) => limited(r, 'Mon, 01 Jun 2026 12:00:42 GMT'), later(42_000)],
  ];

  test.each(cases)('where Slack answers with %s', async (_, answer, outcome) => {
    const written = (['log', 'debug', 'info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level),
    );
    let requests = 0;
    const host = await listen((request, response) => {
      requests += 1;
      request.resume().on('end', () => answer(response));
    });
    expect(await postTo(`http://${host}/api/`)).toEqual(outcome);
    expect(requests).toBe(1);
    expect(written.flatMap((each) => each.mock.calls)).toEqual([]);
  });

  test('where nobody listens, nothing was sent', async () => {
    const host = await listen(() => {});
    open.pop()?.();
    expect(await postTo(`http://${host}/api/`)).toEqual({ kind: 'later', afterMs: null });
  });

  test('where the other side does not speak TLS, nothing was sent', async () => {
    let requests = 0;
    const host = await listen(() => {
      requests += 1;
    });
    expect(await postTo(`https://${host}/api/`)).toEqual({ kind: 'later', afterMs: null });
    expect(requests).toBe(0);
  });
});
