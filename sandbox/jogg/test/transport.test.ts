import { expect, test } from 'vitest';
import { CREATE_V1, CREATE_V2, ORDER_V1, ORDER_V2, startJogg } from './started.ts';

test('a wrong or missing key is HTTP 401', async () => {
  const { call } = await startJogg();
  const wrong = await call('GET', '/v1/avatars', undefined, { 'x-api-key': 'nope' });
  const missing = await call('GET', '/v2/user/whoami', undefined, { 'x-api-key': '' });
  const rid = expect.stringMatching(/^[0-9a-f]{32}$/);
  const words = { code: 10105, msg: 'Invalid API key', data: null };
  expect([wrong.status, wrong.json]).toEqual([401, { rid, ...words }]);
  expect([missing.status, missing.json.code]).toEqual([401, 10105]);
});

test.each([
  ['GET', '/v1/webhook/endpoints'],
  ['GET', CREATE_V1],
  ['GET', '/v3/avatars'],
  ['GET', '/v2/avatar_video/a/b'],
  ['GET', '/'],
])('%s %s is a 404 page, before the key is looked at', async (method, path) => {
  const { call } = await startJogg();
  const { status, json } = await call(method, path, undefined, { 'x-api-key': '' });
  expect([status, json]).toEqual([404, undefined]);
});

test('the 21st POST within a minute is HTTP 429 with Retry-After, and GET is never limited', async () => {
  let now = 1_700_000_000_000;
  const { call, jogg } = await startJogg({ now: () => now });
  const post = async (path = CREATE_V1, order: object = ORDER_V1) => {
    const { json, headers } = await call('POST', path, order);
    return [json.code, headers.get('x-ratelimit-remaining'), headers.get('retry-after')];
  };
  expect(await post()).toEqual([0, '19', null]);
  now += 10_000;
  for (let count = 2; count <= 20; count += 1) await post(CREATE_V2, ORDER_V2);
  expect(await post()).toEqual([429, null, '50']);
  expect((await call('GET', '/v1/voices')).status).toBe(200);
  now += 50_001;
  expect([(await post())[0], jogg.projects.size]).toEqual([0, 21]);
});

test('a body that is not JSON, not said to be JSON, or over 1 MiB is refused', async () => {
  const { call, jogg } = await startJogg();
  const broken = await call('POST', CREATE_V1, '{"script":');
  const form = await call('POST', CREATE_V1, ORDER_V1, { 'content-type': 'text/plain' });
  const large = await call('POST', CREATE_V1, { ...ORDER_V1, script: 'a'.repeat(1024 * 1024) });
  expect([broken.json.msg, form.json.msg, large.status, jogg.projects.size]).toEqual([
    'Parameter error: body is not JSON',
    'Parameter error: Content-Type must be application/json',
    ...[413, 0],
  ]);
});

test('the log keeps every request with its answer and without the key', async () => {
  const { call, jogg } = await startJogg({ now: () => 1_700_000_000_000 });
  await call('POST', `${CREATE_V1}?trace=1`, ORDER_V1, { 'user-agent': 'test' });
  const headers = expect.objectContaining({ 'user-agent': 'test' });
  const request = { method: 'POST', path: CREATE_V1, query: { trace: '1' }, headers };
  const rest = { at: 1_700_000_000_000, body: ORDER_V1, status: 200, fault: null };
  expect(jogg.log).toEqual([{ ...request, ...rest }]);
  expect(JSON.stringify(jogg.log)).not.toContain('jogg-sandbox-key');
});

test('stopping cuts what hangs, and forgets renders and their webhooks', async () => {
  const { call, jogg } = await startJogg({ renderMs: 20 });
  const fault = jogg.fault({ kind: 'hang', match: { path: '/v1/voices' } });
  const hanging = call('GET', '/v1/voices').catch(() => 'cut');
  await expect.poll(() => fault.struck).toBe(1);
  await call('POST', CREATE_V1, { ...ORDER_V1, script: '[silent] bye' });
  await jogg.stop();
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(await hanging).toBe('cut');
  expect([...jogg.projects.values()].map(({ state }) => state)).toEqual(['rendering']);
});
