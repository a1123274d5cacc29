import { inspect } from 'node:util';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { errorFields } from '../../src/lib/log.ts';
import { failWith, inOrder, json, ok, type Reply, raw, reset } from './fake-server.ts';
import { hello, portsTo, portsWithReply, schema } from './ports.ts';

const FRAME = JSON.stringify({ code: 0, data: { name: '' } });
const NAMED = FRAME.replace('""', '"x"');
const encoded = (name: string, body: Uint8Array) => raw(body, 200, { 'content-encoding': name });
const PACKED = brotliCompressSync(zstdCompressSync(NAMED));
const longest = 'x'.repeat(1024 * 1024 - FRAME.length);

/** Answers that `answers.test.ts` does not cover. */
it.each<[string, Reply, string | null, string]>([
  ['a rid', json({ rid: 'r', code: 0, msg: 'success', data: { name: 'x' } }), 'r', 'x'],
  ['no rid', json({ code: 0, msg: 'Success', data: { name: 'x' } }), null, 'x'],
  ['unknown fields', json({ code: 0, data: { name: 'x', new: 1 }, more: [] }), null, 'x'],
  ['a code as text', json({ code: '0', data: { name: 'x' } }), null, 'x'],
  ['a byte order mark', raw('\ufeff{"code":0,"data":{"name":"x"}}'), null, 'x'],
  ['a gzip', encoded('gzip', gzipSync(NAMED)), null, 'x'],
  ['a brotli around a zstd', encoded('zstd, BR', PACKED), null, 'x'],
  ['success and all data under a 500', json({ code: 0, data: { name: 'x' } }, 500), null, 'x'],
  ['exactly 1 MiB', raw(FRAME.replace('""', `"${longest}"`)), null, longest],
  ['no envelope, if the call allows it', json({ name: 'bare' }), null, 'bare'],
])('an answer with %s is parsed', async (_, reply, rid, name) => {
  const { transport } = await portsWithReply(reply);
  const answer = await transport.get('/x', {}, { schema, withoutEnvelope: schema });
  expect(answer).toEqual({ data: { name }, rid });
});

it.each<[string, Reply]>([
  ['never arrives', () => undefined],
  ['stops halfway', (response) => response.writeHead(200).write('{')],
])('a request whose answer %s times out and may have had an effect', async (_, reply) => {
  const { transport } = await portsWithReply(reply, { timeouts: { totalMs: 60, paidMs: 600_000 } });
  const request = transport.post('/x', {}, { schema });
  await expect(request).rejects.toMatchObject({ code: 'no_answer', arrived: 'unknown' });
});

it.each([
  ['a rejection', json({ code: 10105, msg: 'SECRET-MSG key-that-is-secret', rid: 'r-9' }, 401)],
  ['a page', raw('SECRET-MSG key-that-is-secret')],
  ['a wrong shape', ok({ name: ['SECRET-MSG', 'key-that-is-secret'] })],
  ['a reset', reset],
])('an error after %s contains no key, query, script or text of the answer', async (_, reply) => {
  const { transport } = await portsWithReply(reply);
  const thrown = (error: unknown) => error;
  const errors = [
    await transport.get('/v1/project', { project_id: 'SECRET-ID' }, { schema }).catch(thrown),
    await transport.post('/v1/x', { script: 'SECRET-SCRIPT' }, { schema }).catch(thrown),
  ];
  const printed = errors.map((error) => [inspect(error, { depth: 9 }), { ...Object(error) }]);
  expect(JSON.stringify(printed)).not.toMatch(/SECRET|key-that-is-secret/);
  const requestNames = errors.map((error) => /\w+ \S+(?=:)/.exec(`${Object(error).message}`)?.[0]);
  expect(requestNames).toEqual(['GET /v1/project', 'POST /v1/x']);
});

it('an error has Jogg’s message, shortened to 500 characters', async () => {
  const msg = `bad ${'x'.repeat(495)}${'😀'.repeat(5_000)}`;
  const { transport } = await portsWithReply(json({ code: 40000, msg }));
  const message = 'POST /x: Jogg does not accept a value of the request (code 40000, HTTP 200)';
  const request = transport.post('/x', {}, { schema });
  await expect(request).rejects.toMatchObject({ message, msg: `bad ${'x'.repeat(495)}` });
});

it.each(['two\nlines', ''])('a transport cannot be created with the key %j', (apiKey) => {
  expect(() => portsTo('http://127.0.0.1', { apiKey })).toThrow(TypeError);
});

/** Node's server writes one header per item of a list. */
const twoHeaders: Reply = (response) =>
  response.setHeader('retry-after', ['2', '3']).writeHead(429).end('{"code":429}');
/** A 429 with this body; `limitedFor` adds the header and the HTTP status. */
const limited = (body: object) => json({ code: 429, ...body });
const limitedFor = (wait: string, body: object = { data: null }) =>
  json({ code: 429, ...body }, 429, { 'retry-after': wait });
const failed = (code: string, retryAfterMs: number | null = null) => ({ code, retryAfterMs });
const data = { retryAfter: 2 };
const WAITED = ['hello', [2_000]] as const;
const TWICE = ['hello', [375, 750]] as const;

/** Jogg’s answers in order, the result, and the delays between the attempts. */
it.each<[string, Reply[], unknown, readonly number[]]>([
  ['retries a reset, with a growing, jittered delay', [reset, reset, hello], ...TWICE],
  ['retries a 503', [raw('', 503), raw('', 503), hello], ...TWICE],
  ['retries a 50000', [failWith(50000), failWith(50000), hello], ...TWICE],
  ['fails after a third 50000', [failWith(50000)], failed('jogg'), [375, 750]],
  ['does not retry 10104', [failWith(10104), hello], failed('not_found'), []],
  ['does not retry 40000', [failWith(40000), hello], failed('parameter'), []],
  ['waits for seconds', [limitedFor('2'), hello], ...WAITED],
  ['waits until a date', [limitedFor('Thu, 01 Oct 2026 12:00:02 GMT'), hello], ...WAITED],
  ['waits for retryAfter of the body', [limited({ retryAfter: 1.5 }), hello], 'hello', [1_500]],
  ['waits for retry_after of the body', [limited({ retry_after: 2 }), hello], ...WAITED],
  ['waits for retryAfter of the data', [limited({ data }), hello], ...WAITED],
  ['uses the data if the body has null', [limited({ retryAfter: null, data }), hello], ...WAITED],
  ['prefers the header to the body', [limitedFor('1', { data }), hello], 'hello', [1_000]],
  ['uses the first of two headers', [twoHeaders, hello], ...WAITED],
  ['uses the body if the header is invalid', [limitedFor('soon', { data }), hello], ...WAITED],
  ['does not wait for a minute', [limitedFor('60')], failed('rate', 60_000), []],
  ['does not retry a 429 without a delay', [failWith(429)], failed('rate'), []],
  ['ignores an invalid delay', [limited({ retryAfter: {}, data: 'text' })], failed('rate'), []],
  ['ignores a negative delay', [limited({ retryAfter: -1 })], failed('rate'), []],
])('after an error, a GET %s', async (_, replies, outcome, delays) => {
  const random = () => 0.5;
  const { transport, sleeps, requests } = await portsWithReply(inOrder(...replies), { random });
  const result = await transport.get('/x', {}, { schema }).then(
    ({ data }) => data.name,
    ({ code, retryAfterMs }) => ({ code, retryAfterMs }),
  );
  expect([result, sleeps, requests.length]).toEqual([outcome, delays, delays.length + 1]);
});

it('a call that is not sent while Jogg keeps failing names the last failure', async () => {
  const { transport, requests } = await portsWithReply(reset);
  const call = () => transport.get('/x', {}, { schema, once: true }).catch(errorFields);
  for (let nth = 1; nth <= 10; nth += 1) await call();
  expect(await call()).toMatchObject({ network: 'ECONNRESET' });
  expect(requests.length).toBe(10);
});

it('every attempt of a GET waits for the rate limit, and no other request does', async () => {
  const requestsBefore: number[] = [];
  const throttleGet = async () => requestsBefore.push(requests.length) > 2;
  const replies = inOrder(raw('', 503), hello);
  const checkedKeys: string[] = [];
  const holds = { waitMs: async (key: string) => checkedKeys.push(key) * 0, hold: async () => {} };
  const { transport, sleeps, requests } = await portsWithReply(replies, { throttleGet, holds });
  await transport.get('/x', {}, { schema });
  await transport.get('/x', {}, { schema });
  await transport.post('/x', {}, { schema });
  expect([requestsBefore, sleeps, requests.length]).toEqual([[0, 1, 2], [500], 4]);
  // After a wait, the hold is checked again.
  expect(checkedKeys).toEqual(['jogg/GET', 'jogg/GET', 'jogg/GET', 'jogg/GET', 'jogg/POST']);
});
