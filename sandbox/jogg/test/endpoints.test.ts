import { expect, test } from 'vitest';
import { startJogg } from './start-jogg.ts';

const ENDPOINT = {
  ...{ url: 'https://example.com/hook', events: ['generated_video_success'], status: 'enabled' },
};

test('an endpoint is created, listed, partly updated by v1, replaced by v2, and removed', async () => {
  const { data } = await startJogg({ now: () => 1_700_000_000_000 });
  const { url, events } = ENDPOINT;
  const made = await data('POST', '/v1/endpoint', { url, events });
  const path = `/endpoint/${made.endpoint_id}`;
  const last = { ...made, url: 'https://b.example/x' };
  expect([
    made,
    await data('PUT', `/v1${path}`, { status: 'disabled' }),
    await data('PUT', `/v2${path}`, { status: 'enabled' }),
    await data('PUT', `/v2${path}`, { ...ENDPOINT, url: last.url }),
    await data('GET', '/v1/endpoints'),
    await data('DELETE', `/v2${path}`),
    await data('DELETE', `/v1${path}`),
    await data('GET', '/v2/endpoints'),
  ]).toEqual([
    {
      endpoint_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      secret: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
      ...{ ...ENDPOINT, username: 'sandbox@jogg-slack.test', created_at: 1_700_000_000 },
    },
    { ...made, status: 'disabled' },
    'Parameter error: url is required',
    last,
    { endpoints: [last] },
    { message: 'webhook deleted' },
    `Record not found: endpoint_id ${made.endpoint_id}`,
    { endpoints: [] },
  ]);
});

test('with behaviour `documented`, v1 answers without the envelope', async () => {
  const { call } = await startJogg({ behaviour: 'documented' });
  const made = (await call('POST', '/v1/endpoint', ENDPOINT)).json;
  const others = [
    (await call('GET', '/v1/endpoints')).json,
    (await call('GET', '/v1/events')).json,
    (await call('DELETE', `/v1/endpoint/${made.endpoint_id}`)).json,
  ];
  const events = ['generated_video_success', 'generated_video_failed'];
  expect(made).toMatchObject(ENDPOINT);
  expect(others).toEqual([{ data: [made] }, { data: events }, { code: 0, msg: 'Success' }]);
});

test('each version has its own events', async () => {
  const { data } = await startJogg();
  const v1 = (await data('GET', '/v1/events')).events;
  const v2 = (await data('GET', '/v2/events')).events;
  expect([v1.length, v2.length, new Set(v2).size]).toEqual([4, 22, 22]);
});

const NEWER = { events: ['generated_avatar_video_success'] };
const NO_URL = 'Parameter error: url must be an https URL';
const ENABLED = 'Parameter error: status must be one of enabled, disabled';

test('an endpoint needs a safe URL and events of its version', async () => {
  const { data } = await startJogg({ postsPerMinute: 100 });
  const rows: [version: string, change: object, words: string | RegExp][] = [
    ['/v1', { url: 'http://127.0.0.1:3000/hook' }, /^taken [0-9a-f]{32} \w{16}$/],
    ['/v1', { url: 'http://localhost/hook' }, /^taken/],
    ['/v2', NEWER, /^taken wh_\w+ whsec_\w+$/],
    ['/v1', NEWER, /^Parameter error: events must be one of/],
    ['/v1', { url: 'http://example.com/hook' }, NO_URL],
    ['/v1', { url: 'http://127.0.0.1.example.com/hook' }, NO_URL],
    ['/v1', { url: 'ftp://example.com' }, NO_URL],
    ['/v1', { url: 'hook' }, NO_URL],
    ['/v1', { url: undefined }, 'Parameter error: url is required'],
    ['/v1', { events: undefined }, 'Parameter error: events is required'],
    ['/v1', { events: 'x' }, 'Parameter error: events must be a list of strings'],
    ['/v1', { status: 'on' }, ENABLED],
    ['/v2', { status: undefined }, 'Parameter error: status is required'],
  ];
  const seen = [];
  for (const [version, change] of rows) {
    const answer = await data('POST', `${version}/endpoint`, { ...ENDPOINT, ...change });
    const { endpoint_id: id, secret } = answer;
    seen.push(secret ? `taken ${id} ${secret}` : answer);
  }
  expect(seen).toEqual(
    rows.map(([, , words]) => (words instanceof RegExp ? expect.stringMatching(words) : words)),
  );
});

test('the 21st endpoint is rejected', async () => {
  const { data, jogg } = await startJogg({ postsPerMinute: 100 });
  for (let count = 1; count <= 20; count += 1) await data('POST', '/v1/endpoint', ENDPOINT);
  const words = 'Parameter error: no more than 20 webhook endpoints';
  expect([await data('POST', '/v2/endpoint', ENDPOINT), jogg.endpoints.size]).toEqual([words, 20]);
});
