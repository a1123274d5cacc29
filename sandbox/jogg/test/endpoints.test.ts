import { expect, test } from 'vitest';
import { startJogg } from './started.ts';

const ENDPOINT = {
  ...{ url: 'https://example.com/hook', events: ['generated_video_success'], status: 'enabled' },
};

test('an endpoint is created, listed, changed in part by v1 and whole by v2, and removed', async () => {
  const { data } = await startJogg({ now: () => 1_700_000_000_000, postsPerMinute: 100 });
  const { url, events } = ENDPOINT;
  const made = await data('POST', '/v1/endpoint', { url, events });
  const path = `/endpoint/${made.endpoint_id}`;
  const whole = {
    endpoint_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    secret: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
    ...{ ...ENDPOINT, username: 'sandbox@jogg-slack.test', created_at: 1_700_000_000 },
  };
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
    whole,
    { ...made, status: 'disabled' },
    'Parameter error: url is required',
    last,
    { endpoints: [last] },
    { message: 'webhook deleted' },
    `Record not found: endpoint_id ${made.endpoint_id}`,
    { endpoints: [] },
  ]);
});

test('v1 by the book answers without the envelope', async () => {
  const { call } = await startJogg({ behaviour: 'documented' });
  const made = (await call('POST', '/v1/endpoint', ENDPOINT)).json;
  const others = [];
  for (const [method, path] of [
    ['GET', '/v1/endpoints'],
    ['GET', '/v1/events'],
    ['DELETE', `/v1/endpoint/${made.endpoint_id}`],
  ] as const)
    others.push((await call(method, path)).json);
  const events = ['generated_video_success', 'generated_video_failed'];
  expect(made).toMatchObject(ENDPOINT);
  expect(others).toEqual([{ data: [made] }, { data: events }, { code: 0, msg: 'Success' }]);
});

test('each version has its events, and refuses others', async () => {
  const { data } = await startJogg();
  const newer = { ...ENDPOINT, events: ['generated_avatar_video_success'] };
  const v1 = (await data('GET', '/v1/events')).events;
  const v2 = (await data('GET', '/v2/events')).events;
  expect([v1.length, v2.length, new Set(v2).size]).toEqual([4, 22, 22]);
  expect(await data('POST', '/v1/endpoint', newer)).toMatch(/events must be one of/);
  const ids = {
    endpoint_id: expect.stringMatching(/^wh_/),
    secret: expect.stringMatching(/^whsec_/),
  };
  expect(await data('POST', '/v2/endpoint', newer)).toMatchObject(ids);
});

const NO_URL = 'url must be an https URL';
const WRONG: [path: string, change: object, answer: string][] = [
  ['/v1', { url: 'http://127.0.0.1:3000/hook' }, 'taken'],
  ['/v1', { url: 'http://localhost/hook' }, 'taken'],
  ['/v1', { url: 'http://example.com/hook' }, NO_URL],
  ['/v1', { url: 'http://127.0.0.1.example.com/hook' }, NO_URL],
  ['/v1', { url: 'ftp://example.com' }, NO_URL],
  ['/v1', { url: 'hook' }, NO_URL],
  ['/v1', { url: undefined }, 'url is required'],
  ['/v1', { events: undefined }, 'events is required'],
  ['/v1', { events: 'x' }, 'events must be a list of strings'],
  ['/v1', { status: 'on' }, 'status must be one of enabled, disabled'],
  ['/v2', { status: undefined }, 'status is required'],
];

test('an address must be https, or http on this machine, and the rest whole', async () => {
  const { data } = await startJogg({ postsPerMinute: 100 });
  const seen = [];
  for (const [path, change] of WRONG) {
    const answer = await data('POST', `${path}/endpoint`, { ...ENDPOINT, ...change });
    seen.push(answer.url ? 'taken' : answer.replace('Parameter error: ', ''));
  }
  expect(seen).toEqual(WRONG.map(([, , answer]) => answer));
});

test('the 21st endpoint is refused', async () => {
  const { data, jogg } = await startJogg({ postsPerMinute: 100 });
  for (let count = 1; count <= 20; count += 1) await data('POST', '/v1/endpoint', ENDPOINT);
  const words = 'Parameter error: no more than 20 webhook endpoints';
  expect([await data('POST', '/v2/endpoint', ENDPOINT), jogg.endpoints.size]).toEqual([words, 20]);
});
