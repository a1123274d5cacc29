import { expect, test } from 'vitest';
import { startJogg } from './started.ts';

const ENDPOINT = {
  url: 'https://example.com/hook',
  events: ['generated_video_success'],
  status: 'enabled',
};

test('an endpoint is created, listed, changed in part by v1 and whole by v2, and removed', async () => {
  const { call } = await startJogg({ now: () => 1_700_000_000_000, postsPerMinute: 100 });
  const { url, events } = ENDPOINT;

  const made = (await call('POST', '/v1/endpoint', { url, events })).json.data;
  const path = `/endpoint/${made.endpoint_id}`;
  const paused = (await call('PUT', `/v1${path}`, { status: 'disabled' })).json.data;
  const partly = (await call('PUT', `/v2${path}`, { status: 'enabled' })).json;
  const moved = (await call('PUT', `/v2${path}`, { ...ENDPOINT, url: 'https://b.example/x' })).json;
  const listed = (await call('GET', '/v1/endpoints')).json.data;
  const removed = (await call('DELETE', `/v2${path}`)).json;
  const again = (await call('DELETE', `/v1${path}`)).json;
  const left = (await call('GET', '/v2/endpoints')).json.data;

  const whole = {
    endpoint_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    url,
    secret: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
    status: 'enabled',
    events,
    username: 'sandbox@jogg-slack.test',
    created_at: 1_700_000_000,
  };
  const last = { ...made, url: 'https://b.example/x' };
  expect([made, paused, partly.msg, moved.data, listed, removed.data, again.code, left]).toEqual([
    whole,
    { ...made, status: 'disabled' },
    'Parameter error: url is required',
    last,
    { endpoints: [last] },
    { message: 'webhook deleted' },
    10104,
    { endpoints: [] },
  ]);
});

test('v1 by the book answers without the envelope', async () => {
  const { call } = await startJogg({ behaviour: 'documented' });

  const made = (await call('POST', '/v1/endpoint', ENDPOINT)).json;
  const listed = (await call('GET', '/v1/endpoints')).json;
  const events = (await call('GET', '/v1/events')).json;
  const removed = (await call('DELETE', `/v1/endpoint/${made.endpoint_id}`)).json;

  expect([made.url, listed, events.data.length, removed]).toEqual([
    ENDPOINT.url,
    { data: [made] },
    2,
    { code: 0, msg: 'Success' },
  ]);
});

test('each version has its events, and refuses others', async () => {
  const { call } = await startJogg();
  const v2Event = { ...ENDPOINT, events: ['generated_avatar_video_success'] };

  const v1 = (await call('GET', '/v1/events')).json.data.events;
  const v2 = (await call('GET', '/v2/events')).json.data.events;
  const tooNew = (await call('POST', '/v1/endpoint', v2Event)).json;
  const right = (await call('POST', '/v2/endpoint', v2Event)).json;

  expect([v1.length, v2.length, new Set(v2).size, tooNew.code, right.code]).toEqual([
    4, 22, 22, 40000, 0,
  ]);
  expect(right.data).toMatchObject({
    endpoint_id: expect.stringMatching(/^wh_/),
    secret: expect.stringMatching(/^whsec_/),
  });
});

test('an address must be https, or http on this machine where that is allowed', async () => {
  const loose = await startJogg();
  const strict = await startJogg({ allowHttpLoopback: false });
  const urls = [
    'http://127.0.0.1:3000/hook',
    'http://localhost/hook',
    'http://example.com/hook',
    'http://127.0.0.1.example.com/hook',
    'ftp://example.com',
    'hook',
  ];

  const codes = [];
  for (const url of urls) {
    const bodies = [loose, strict].map(({ call }) =>
      call('POST', '/v1/endpoint', { ...ENDPOINT, url }),
    );
    codes.push((await Promise.all(bodies)).map(({ json }) => json.code));
  }

  expect(codes).toEqual([
    [0, 40000],
    [0, 40000],
    [40000, 40000],
    [40000, 40000],
    [40000, 40000],
    [40000, 40000],
  ]);
});

test('an endpoint without url, events or a known status is refused, and so is the 21st', async () => {
  const { call, jogg } = await startJogg({ postsPerMinute: 100 });
  const messages = [];
  for (const [path, change] of [
    ['/v1/endpoint', { url: undefined }],
    ['/v1/endpoint', { events: undefined }],
    ['/v1/endpoint', { events: 'generated_video_success' }],
    ['/v1/endpoint', { status: 'on' }],
    ['/v2/endpoint', { status: undefined }],
  ] as const) {
    messages.push((await call('POST', path, { ...ENDPOINT, ...change })).json.msg);
  }
  for (let count = 1; count <= 20; count += 1) await call('POST', '/v1/endpoint', ENDPOINT);
  messages.push((await call('POST', '/v2/endpoint', ENDPOINT)).json.msg);

  expect([messages, jogg.endpoints.size]).toEqual([
    [
      'Parameter error: url is required',
      'Parameter error: events is required',
      'Parameter error: events must be a list of strings',
      'Parameter error: status must be one of enabled, disabled',
      'Parameter error: status is required',
      'Parameter error: no more than 20 webhook endpoints',
    ],
    20,
  ]);
});
