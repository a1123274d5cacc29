import { inspect } from 'node:util';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { hello, portsTo, portsWithReply, schema } from './ports.ts';
import { failWith, inOrder, json, ok, type Reply, raw, reset } from './stand-in.ts';

const retryAfter = (wait: string) => ({ 'retry-after': wait });
const FRAME = JSON.stringify({ code: 0, data: { name: '' } });
const NAMED = FRAME.replace('""', '"x"');
const encoded = (encoding: string, body: Uint8Array) =>
  raw(body, 200, { 'content-encoding': encoding });
const PACKED = brotliCompressSync(zstdCompressSync(NAMED));
const longest = 'x'.repeat(1024 * 1024 - FRAME.length);

/** What no answer of `answers.test.ts` shows. */
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
  ['no envelope, where that is said to happen', json({ name: 'bare' }), null, 'bare'],
])('an answer with %s is read', async (_, reply, rid, name) => {
  const { transport } = await portsWithReply(reply);
  const answer = await transport.get('/x', {}, { schema, bare: schema });
  expect(answer).toEqual({ data: { name }, rid });
});

it.each<[string, Reply]>([
  ['never comes', () => undefined],
  ['stops in the middle', (response) => response.writeHead(200).write('{')],
])('an answer that %s ends at the time-out, and may have arrived', async (_, reply) => {
  const { transport } = await portsWithReply(reply, { timeouts: { totalMs: 60, paidMs: 600_000 } });
  const request = transport.post('/x', {}, { schema });
  await expect(request).rejects.toMatchObject({ code: 'no_answer', arrived: 'unknown' });
});

it.each([
  ['a refusal', json({ code: 10105, msg: 'SECRET-MSG key-that-is-secret', rid: 'r-9' }, 401)],
  ['a page', raw('SECRET-MSG key-that-is-secret')],
  ['a wrong shape', ok({ name: ['SECRET-MSG', 'key-that-is-secret'] })],
  ['a reset', reset],
])('an error of %s prints no key, query, script or word of the answer', async (_, reply) => {
  const { transport } = await portsWithReply(reply);
  const thrown = (error: unknown) => error;
  const errors = [
    await transport.get('/v1/project', { project_id: 'SECRET-ID' }, { schema }).catch(thrown),
    await transport.post('/v1/x', { script: 'SECRET-SCRIPT' }, { schema }).catch(thrown),
  ];
  const printed = errors.map((error) => [inspect(error, { depth: 9 }), { ...Object(error) }]);
  expect(JSON.stringify(printed)).not.toMatch(/SECRET|key-that-is-secret/);
  const asked = errors.map((error) => /\w+ \S+(?=:)/.exec(`${Object(error).message}`)?.[0]);
  expect(asked).toEqual(['GET /v1/project', 'POST /v1/x']);
});

it('an error still tells people what Jogg said, cut to a bearable length', async () => {
  const msg = `bad ${'x'.repeat(10_000)}`;
  const { transport } = await portsWithReply(json({ code: 40000, msg }));
  const message = 'POST /x: Jogg does not accept a value of the request (code 40000, HTTP 200)';
  const asked = transport.post('/x', {}, { schema });
  await expect(asked).rejects.toMatchObject({ message, msg: `bad ${'x'.repeat(496)}` });
});

it.each(['two\nlines', ''])('a request cannot be made with the key %j', (apiKey) => {
  expect(() => portsTo('http://127.0.0.1', { apiKey })).toThrow(TypeError);
});

/** Node's server writes a header once for each of a list. */
const twoHeaders: Reply = (response) =>
  response.setHeader('retry-after', ['2', '3']).writeHead(429).end('{"code":429}');
const failed = (code: string, retryAfterMs: number | null = null) => ({ code, retryAfterMs });
const data = { retryAfter: 2 };
const WAITED = ['hello', [2_000]] as const;
const TWICE = ['hello', [375, 750]] as const;

/** What Jogg answers in turn; what comes of it, and the pauses between the tries. */
it.each<[string, Reply[], unknown, readonly number[]]>([
  ['a reset is tried again, with a growing, jittered pause', [reset, reset, hello], ...TWICE],
  ['a 503 is tried again', [raw('', 503), raw('', 503), hello], ...TWICE],
  ['a 50000 is tried again', [failWith(50000), failWith(50000), hello], ...TWICE],
  ['a third 50000 is given up', [failWith(50000)], failed('jogg'), [375, 750]],
  ['10104 is not tried again', [failWith(10104), hello], failed('not_found'), []],
  ['40000 is not tried again', [failWith(40000), hello], failed('parameter'), []],
  ['a wait in seconds is kept', [failWith(429, 429, retryAfter('2')), hello], ...WAITED],
  [
    'a date is kept',
    [failWith(429, 429, retryAfter('Thu, 01 Oct 2026 12:00:02 GMT')), hello],
    ...WAITED,
  ],
  ['a wait in the body is kept', [json({ code: 429, retryAfter: 1.5 }), hello], 'hello', [1_500]],
  ['retry_after is kept', [json({ code: 429, retry_after: 2 }), hello], ...WAITED],
  ['retryAfter in data is kept', [json({ code: 429, data }), hello], ...WAITED],
  ['data beside a null', [json({ code: 429, retryAfter: null, data }), hello], ...WAITED],
  [
    'a header and a body',
    [json({ code: 429, data }, 429, retryAfter('1')), hello],
    'hello',
    [1_000],
  ],
  ['the first of two headers is kept', [twoHeaders, hello], ...WAITED],
  ['a body after words', [json({ code: 429, data }, 429, retryAfter('soon')), hello], ...WAITED],
  [
    'a wait of a minute is not slept',
    [failWith(429, 429, retryAfter('60'))],
    failed('rate', 60_000),
    [],
  ],
  ['a 429 that says nothing is not tried again', [failWith(429)], failed('rate'), []],
  ['words alone', [json({ code: 429, retryAfter: {}, data: 'text' })], failed('rate'), []],
  ['less than no time', [json({ code: 429, retryAfter: -1 })], failed('rate'), []],
])('a GET that meets trouble: %s', async (_, replies, outcome, delays) => {
  const random = () => 0.5;
  const { transport, sleeps, requests } = await portsWithReply(inOrder(...replies), { random });
  const result = await transport.get('/x', {}, { schema }).then(
    ({ data }) => data.name,
    ({ code, retryAfterMs }) => ({ code, retryAfterMs }),
  );
  expect([result, sleeps, requests.length]).toEqual([outcome, delays, delays.length + 1]);
});

it('a GET waits for its turn at every try, and nothing else does', async () => {
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
  // Where it had to wait, what it may do is looked up again.
  expect(checkedKeys).toEqual(['jogg/GET', 'jogg/GET', 'jogg/GET', 'jogg/GET', 'jogg/POST']);
});
