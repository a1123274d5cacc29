import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { DIRECT } from '../../src/lib/proxies.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';

async function at(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('sends text and gives the answer back as it came', async () => {
  const url = await at(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.writeHead(200, { 'x-seen': `${request.method} ${request.headers['x-a']}` });
    response.end(`got ${body}`);
  });
  const answer = await createSlackFetch()(url, {
    method: 'POST',
    body: 'ä=1',
    headers: { 'x-a': 'b' },
  });
  expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([
    200,
    'POST b',
    'got ä=1',
  ]);
});

test('a redirect is refused, and nothing is sent where it leads', async () => {
  let followed = 0;
  const elsewhere = await at((_, response) => {
    followed += 1;
    response.end();
  });
  const url = await at((_, response) => response.writeHead(302, { location: elsewhere }).end('x'));
  await expect(createSlackFetch()(url, { method: 'POST', body: 'token' })).rejects.toThrow(
    'redirect',
  );
  expect(followed).toBe(0);
});

test('an answer over 4 MiB is cut off', async () => {
  const url = await at((_, response) => response.end(Buffer.alloc(5 * 1024 * 1024)));
  await expect(createSlackFetch()(url, { method: 'POST', body: '' })).rejects.toThrow('too large');
});

test('a time-out ends a call that is never answered', async () => {
  const url = await at(() => {});
  const call = createSlackFetch()(url, {
    method: 'POST',
    body: '',
    signal: AbortSignal.timeout(50),
  });
  await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
});

test.each([
  ['is never answered', () => {}],
  ['is never answered to its end', (_, response) => response.write('half')],
] satisfies [string, RequestListener][])(
  'a call without a time-out of its own that %s is over in time',
  async (_, listener) => {
    const url = await at(listener);
    const call = createSlackFetch(DIRECT, 50)(url, { method: 'POST', body: '' });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  },
);
