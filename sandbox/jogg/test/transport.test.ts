import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CREATE_V1, CREATE_V2, ORDER_V1, ORDER_V2, startJogg } from './start-jogg.ts';

test.each([
  ['GET', '/v1/avatars', 'nope', 401],
  ['GET', '/v2/user/whoami', '', 401],
  ['GET', '/v1/webhook/endpoints', '', 404],
  ['GET', CREATE_V1, '', 404],
  ['GET', '/v3/avatars', '', 404],
  ['GET', '/v2/avatar_video/a/b', '', 404],
  ['GET', '/', '', 404],
])('%s %s with the key “%s” gives HTTP %i, because the path is checked first', async (...row) => {
  const [method, path, key, expected] = row;
  const { call } = await startJogg();
  const { status, json } = await call(method, path, undefined, { 'x-api-key': key });
  const words = { code: 10105, msg: 'Invalid API key', data: null };
  const refused = { rid: expect.stringMatching(/^[0-9a-f]{32}$/), ...words };
  expect([status, json]).toEqual([expected, expected === 401 ? refused : undefined]);
});

test('the 21st POST within a minute gets 429 with Retry-After, and GET is never limited', async () => {
  let now = 1_700_000_000_000;
  const { call, jogg } = await startJogg({ now: () => now });
  const post = async (path = CREATE_V1, order: object = ORDER_V1) => {
    const { json, headers } = await call('POST', path, order);
    return [json.code, headers.get('x-ratelimit-remaining'), headers.get('retry-after')];
  };
  const first = await post();
  now += 10_000;
  for (let count = 2; count <= 20; count += 1) await post(CREATE_V2, ORDER_V2);
  const last = await post();
  const read = (await call('GET', '/v1/voices')).status;
  now += 50_001;
  expect([first, last, read, (await post())[0], jogg.projects.size]).toEqual([
    ...[[0, '19', null], [429, null, '50'], 200, 0, 21],
  ]);
});

test('a body that is not JSON, has another type, or is over 1 MiB is rejected', async () => {
  const { call, jogg } = await startJogg();
  const broken = await call('POST', CREATE_V1, '{"script":');
  const form = await call('POST', CREATE_V1, ORDER_V1, { 'content-type': 'text/plain' });
  const large = await call('POST', CREATE_V1, { ...ORDER_V1, script: 'a'.repeat(1024 * 1024) });
  const words = ['body is not JSON', 'Content-Type must be application/json'];
  expect([broken.json.msg, form.json.msg, large.status, jogg.projects.size]).toEqual([
    ...[...words.map((each) => `Parameter error: ${each}`), 413, 0],
  ]);
});

test('the log has every request with its answer, without the key', async () => {
  const { call, jogg } = await startJogg({ now: () => 1_700_000_000_000 });
  await call('POST', `${CREATE_V1}?trace=1`, ORDER_V1, { 'user-agent': 'test' });
  const headers = expect.objectContaining({ 'user-agent': 'test' });
  const request = { method: 'POST', path: CREATE_V1, query: { trace: '1' }, headers };
  const rest = { at: 1_700_000_000_000, body: ORDER_V1, status: 200, fault: null };
  expect(jogg.log).toEqual([{ ...request, ...rest }]);
  expect(JSON.stringify(jogg.log)).not.toContain('jogg-sandbox-key');
});

test('idle connections are left to the client to close', async () => {
  const { call } = await startJogg();
  const { status, headers } = await call('GET', '/v1/voices');
  expect([status, headers.get('connection'), headers.get('keep-alive')]).toEqual([
    ...[200, 'keep-alive', null],
  ]);
});

test('stopping cuts open requests and cancels renders and their webhooks', async () => {
  const { call, jogg } = await startJogg({ renderMs: 20 });
  const fault = jogg.fault({ kind: 'hang', match: { path: '/v1/voices' } });
  const hanging = call('GET', '/v1/voices').catch(() => 'cut');
  while (fault.hits === 0) await setImmediate();
  const made = call('POST', CREATE_V1, ORDER_V1).catch(() => 'cut');
  while (jogg.projects.size === 0) await setImmediate();
  await jogg.stop();
  await Promise.all([hanging, made]);
  // A remaining timer of 20 ms would fire before this later one of 30 ms.
  await setTimeout(30);
  const states = [...jogg.projects.values()].map(({ state }) => state);
  expect([await hanging, states]).toEqual(['cut', ['rendering']]);
});
