import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/proxies.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { listening } from './listening.ts';

const TIMEOUT = { name: 'TimeoutError' };
const TOO_LARGE = { message: expect.stringContaining('too large') };
const never = () => {};
const half: RequestListener = (_, response) => response.write('half');
const huge: RequestListener = (_, response) => response.end(Buffer.alloc(5 * 1024 * 1024));

it('sends text and gives the answer back as it came', async () => {
  const { url } = await listening(({ method, headers }, response) => {
    const seen = `${method} ${headers['x-a']} ${headers['content-length']}`;
    response.writeHead(200, { 'x-seen': seen }).end('ä');
  });
  const ask = { method: 'POST', body: 'ä=1', headers: { 'x-a': 'b' } };
  const answer = await createSlackFetch()(url, ask);
  const said = [answer.status, answer.headers.get('x-seen'), await answer.text()];
  expect(said).toEqual([200, 'POST b 4', 'ä']);
});

it('a redirect is refused, and nothing is sent where it leads', async () => {
  const elsewhere = await listening((_, response) => response.end());
  const location = elsewhere.url;
  const { url } = await listening((_, response) => response.writeHead(302, { location }).end('x'));
  const call = createSlackFetch()(url, { method: 'POST', body: 'token' });
  await expect(call).rejects.toThrow('redirect');
  expect(elsewhere.seen).toEqual([]);
});

it.each<[string, RequestListener, { limitMs?: number; timeoutMs?: number }, object]>([
  ['has more than 4 MiB', huge, {}, TOO_LARGE],
  ['never comes, where the call has a time-out', never, { timeoutMs: 50 }, TIMEOUT],
  ['never comes, where it has none', never, { limitMs: 50 }, TIMEOUT],
  ['never comes to its end', half, { limitMs: 50 }, TIMEOUT],
])('an answer that %s ends the call', async (_, listener, { limitMs, timeoutMs }, error) => {
  const { url } = await listening(listener);
  const signal = timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) };
  const call = createSlackFetch(DIRECT, limitMs)(url, { method: 'POST', body: '', ...signal });
  await expect(call).rejects.toMatchObject(error);
});
