import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JoggError } from '../../src/jogg/errors.ts';
import { createTransport } from '../../src/jogg/transport.ts';
import {
  createClient,
  cut,
  inTurn,
  json,
  no,
  ok,
  raw,
  reset,
  startJogg,
  thrownBy,
} from './stand-in.ts';

const schema = z.object({ name: z.string() });
const hello = ok({ name: 'hello' });

/** The facts of an error that callers decide by. */
async function factsOf(promise: Promise<unknown>) {
  const error = await thrownBy(promise);
  if (!(error instanceof JoggError)) throw error;
  const { code, joggCode, httpStatus, msg, rid, retryAfterMs, arrived } = error;
  return { code, joggCode, httpStatus, msg, rid, retryAfterMs, arrived };
}

describe('a request', () => {
  it('carries the key, the query without what is undefined, and JSON', async () => {
    const jogg = await startJogg(hello);
    const { transport } = createClient(`${jogg.url}/`);

    await transport.get('/v1/a', { page: 1, 'odd name': 'ä&b', not: undefined }, { schema });
    await transport.post('/v1/b', { script: 'Hé' }, { schema });
    await transport.put('/v1/c', { on: true }, { schema });
    await transport.delete('/v1/d', { schema });

    expect(
      jogg.requests.map(({ method, path, query, body, headers }) => ({
        method,
        path,
        query,
        body,
        key: headers['x-api-key'],
        type: headers['content-type'],
      })),
    ).toEqual([
      {
        method: 'GET',
        path: '/v1/a',
        query: { page: '1', 'odd name': 'ä&b' },
        body: undefined,
        key: 'key-that-is-secret',
        type: undefined,
      },
      {
        method: 'POST',
        path: '/v1/b',
        query: {},
        body: { script: 'Hé' },
        key: 'key-that-is-secret',
        type: 'application/json',
      },
      {
        method: 'PUT',
        path: '/v1/c',
        query: {},
        body: { on: true },
        key: 'key-that-is-secret',
        type: 'application/json',
      },
      {
        method: 'DELETE',
        path: '/v1/d',
        query: {},
        body: undefined,
        key: 'key-that-is-secret',
        type: undefined,
      },
    ]);
  });

  it('is refused at construction where the key cannot be a header', () => {
    expect(() => createClient('http://127.0.0.1', { apiKey: 'two\nlines' })).toThrow(TypeError);
    expect(() => createClient('http://127.0.0.1', { apiKey: '' })).toThrow(TypeError);
    expect(createTransport).toBeTypeOf('function');
  });
});

describe('an answer', () => {
  it.each([
    [
      'an envelope with a rid',
      json({ rid: 'r', code: 0, msg: 'success', data: { name: 'x' } }),
      'r',
    ],
    ['an envelope without a rid', json({ code: 0, msg: 'Success', data: { name: 'x' } }), null],
    ['fields nobody knows', json({ code: 0, data: { name: 'x', new: 1 }, more: [] }), null],
    ['a code as text', json({ code: '0', data: { name: 'x' } }), null],
    ['a byte order mark', raw('\ufeff{"code":0,"data":{"name":"x"}}'), null],
    [
      'code 0 and a full answer under an error status',
      json({ code: 0, data: { name: 'x' } }, 500),
      null,
    ],
  ])('with %s is read', async (_, reply, rid) => {
    const jogg = await startJogg(reply);

    const answer = await createClient(jogg.url).transport.get('/x', {}, { schema });

    expect(answer).toEqual({ data: { name: 'x' }, rid });
  });

  it.each([
    [429, 200, 'rate', 'no'],
    [10104, 200, 'not_found', 'yes'],
    [10105, 200, 'key', 'yes'],
    [10105, 401, 'key', 'yes'],
    [18001, 200, 'parameter', 'yes'],
    [18020, 200, 'credit', 'yes'],
    [18020, 500, 'credit', 'yes'],
    [18025, 200, 'permission', 'yes'],
    [40000, 200, 'parameter', 'yes'],
    [50000, 200, 'jogg', 'yes'],
    [50000, 400, 'jogg', 'yes'],
    [99999, 200, 'jogg', 'yes'],
    [-1, 200, 'jogg', 'yes'],
    [99999, 400, 'parameter', 'yes'],
    [99999, 401, 'key', 'yes'],
    [99999, 402, 'credit', 'yes'],
    [99999, 403, 'permission', 'yes'],
    [99999, 404, 'not_found', 'yes'],
    [99999, 422, 'parameter', 'yes'],
    [99999, 429, 'rate', 'no'],
    [99999, 418, 'jogg', 'yes'],
    [99999, 503, 'jogg', 'yes'],
    [0, 401, 'key', 'yes'],
  ])('with code %i under HTTP %i is a "%s" error', async (joggCode, httpStatus, code, arrived) => {
    const jogg = await startJogg(no(joggCode, httpStatus));

    const facts = await factsOf(createClient(jogg.url).transport.post('/x', {}, { schema }));

    const msg = `msg of ${joggCode}`;
    expect(facts).toEqual({
      code,
      joggCode,
      httpStatus,
      msg,
      rid: 'rid-1',
      retryAfterMs: null,
      arrived,
    });
  });

  const page = '<html>key-that-is-secret</html>';
  it.each([
    ['HTML', raw(page), 'unreadable', 200, 'unknown'],
    ['nothing', raw(''), 'unreadable', 200, 'unknown'],
    ['JSON without an envelope', json({ name: 'x' }), 'unreadable', 200, 'unknown'],
    ['a code that is no number', json({ code: 'OK', data: {} }), 'unreadable', 200, 'unknown'],
    ['JSON that stops', raw('{"code":0,"data":{"na'), 'unreadable', 200, 'unknown'],
    ['a body that is cut', cut, 'unreadable', 200, 'unknown'],
    [
      'more than 1 MiB',
      raw(`{"code":0,"data":{"name":"${'ä'.repeat(524_288)}"}}`),
      'unreadable',
      200,
      'unknown',
    ],
    ['compressed bytes', raw(new Uint8Array([31, 139, 8, 0])), 'unreadable', 200, 'unknown'],
    ['a redirect', raw('', 302, { location: 'http://127.0.0.1:1/' }), 'unreadable', 302, 'unknown'],
    ['a refusal of some proxy', raw(page, 403), 'unreadable', 403, 'unknown'],
    ['a 404 of some proxy', raw('404 page not found', 404), 'unreadable', 404, 'unknown'],
    ['a 502 of some proxy', raw(page, 502), 'jogg', 502, 'unknown'],
    ['a 429 of some proxy', raw(page, 429), 'rate', 429, 'no'],
    ['a reset', reset, 'no_answer', null, 'unknown'],
  ])('that is %s is an error that says so', async (_, reply, code, httpStatus, arrived) => {
    const jogg = await startJogg(reply);

    const facts = await factsOf(createClient(jogg.url).transport.post('/x', {}, { schema }));

    expect(facts).toEqual({
      code,
      joggCode: null,
      httpStatus,
      msg: null,
      rid: null,
      retryAfterMs: null,
      arrived,
    });
    expect(jogg.requests).toHaveLength(1);
  });

  it('of the wrong shape is unreadable, and did arrive', async () => {
    const jogg = await startJogg(ok({ name: 7 }));

    const facts = await factsOf(createClient(jogg.url).transport.post('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'unreadable', joggCode: 0, arrived: 'yes', rid: 'rid-1' });
  });

  it('of exactly 1 MiB is read', async () => {
    const frame = JSON.stringify({ code: 0, data: { name: '' } });
    const name = 'x'.repeat(1024 * 1024 - frame.length);
    const jogg = await startJogg(raw(frame.replace('""', `"${name}"`)));

    const { data } = await createClient(jogg.url).transport.get('/x', {}, { schema });

    expect(data.name).toHaveLength(name.length);
  });

  it('without an envelope is read where that was said to happen', async () => {
    const jogg = await startJogg(json({ name: 'bare' }));

    const answer = await createClient(jogg.url).transport.get('/x', {}, { schema, bare: schema });

    expect(answer).toEqual({ data: { name: 'bare' }, rid: null });
  });

  it('that never comes ends at the time-out, and nobody knows whether it arrived', async () => {
    const jogg = await startJogg(() => undefined);
    const { transport } = createClient(jogg.url, { timeouts: { totalMs: 60, patientMs: 5_000 } });

    const facts = await factsOf(transport.post('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'no_answer', arrived: 'unknown' });
  });

  it('that stops in the middle ends at the time-out', async () => {
    const jogg = await startJogg((response) => response.writeHead(200).write('{'));
    const { transport } = createClient(jogg.url, { timeouts: { totalMs: 60, patientMs: 5_000 } });

    const facts = await factsOf(transport.post('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'no_answer', arrived: 'unknown' });
  });
});

describe('an error', () => {
  it.each([
    ['a refusal', json({ code: 10105, msg: 'SECRET-MSG key-that-is-secret', rid: 'r-9' }, 401)],
    ['a page', raw('SECRET-MSG key-that-is-secret')],
    ['a wrong shape', ok({ name: ['SECRET-MSG', 'key-that-is-secret'] })],
    ['a reset', reset],
  ])('of %s prints no key, query, script or word of the answer', async (_, reply) => {
    const jogg = await startJogg(reply);
    const { transport } = createClient(jogg.url);

    const get = await thrownBy(
      transport.get('/v1/project', { project_id: 'SECRET-ID' }, { schema }),
    );
    const post = await thrownBy(transport.post('/v1/x', { script: 'SECRET-SCRIPT' }, { schema }));

    for (const error of [get, post]) {
      const own = { ...(error as Error) };
      const printed = `${inspect(error, { depth: 9 })} ${JSON.stringify(own)} ${(error as Error).message}`;
      expect(printed).not.toMatch(/SECRET|key-that-is-secret/);
      expect(printed).toMatch(/GET \/v1\/project:|POST \/v1\/x:/);
    }
  });

  it('still tells people what Jogg said, cut to a bearable length', async () => {
    const jogg = await startJogg(json({ code: 40000, msg: `bad ${'x'.repeat(10_000)}`, rid: 'r' }));

    const error = await thrownBy(createClient(jogg.url).transport.post('/x', {}, { schema }));

    expect(error instanceof JoggError && error.msg).toHaveLength(500);
    expect((error as Error).message).toBe(
      'POST /x: Jogg does not accept a value of the request (code 40000, HTTP 200, rid r)',
    );
  });
});

describe('retries', () => {
  it.each([
    ['a reset', reset],
    ['a page', raw('<html>')],
    ['a 503', raw('', 503)],
    ['a 50000', no(50000)],
  ])('a GET that meets %s is tried again, with a growing, jittered pause', async (_, trouble) => {
    const jogg = await startJogg(inTurn(trouble, trouble, hello));
    const { transport, sleeps } = createClient(jogg.url, { chance: () => 0.5 });

    const { data } = await transport.get('/x', {}, { schema });

    expect({ data, sleeps, sent: jogg.requests.length }).toEqual({
      data: { name: 'hello' },
      sleeps: [375, 750],
      sent: 3,
    });
  });

  it('a GET is given up after three tries', async () => {
    const jogg = await startJogg(no(50000));

    const facts = await factsOf(createClient(jogg.url).transport.get('/x', {}, { schema }));

    expect({ code: facts.code, sent: jogg.requests.length }).toEqual({ code: 'jogg', sent: 3 });
  });

  it.each([10104, 10105, 18020, 18025, 40000])(
    'a GET that meets code %i is not tried again',
    async (code) => {
      const jogg = await startJogg(no(code));

      await thrownBy(createClient(jogg.url).transport.get('/x', {}, { schema }));

      expect(jogg.requests).toHaveLength(1);
    },
  );

  it.each([
    ['reset', reset],
    ['cut', cut],
    ['503', raw('', 503)],
    ['50000', no(50000)],
    ['429 with a short wait', no(429, 429, { 'retry-after': '1' })],
    ['HTML', raw('<html>')],
  ])('nothing but a GET is ever sent twice (%s)', async (_, trouble) => {
    const jogg = await startJogg(trouble);
    const { transport, sleeps } = createClient(jogg.url);

    await thrownBy(transport.post('/x', {}, { schema }));
    await thrownBy(transport.put('/x', {}, { schema }));
    await thrownBy(transport.delete('/x', { schema }));

    expect(jogg.requests.map((each) => each.method)).toEqual(['POST', 'PUT', 'DELETE']);
    expect(sleeps).toEqual([]);
  });

  it.each([
    ['a header in seconds', no(429, 429, { 'retry-after': '2' }), 2_000],
    ['a header as a date', no(429, 429, { 'retry-after': 'Thu, 01 Oct 2026 12:00:02 GMT' }), 2_000],
    ['the body', json({ code: 429, msg: '', retryAfter: 1.5 }), 1_500],
  ])('a short wait asked for by %s is kept', async (_, reply, wait) => {
    const jogg = await startJogg(inTurn(reply, hello));
    const { transport, sleeps } = createClient(jogg.url);

    await transport.get('/x', {}, { schema });

    expect(sleeps).toEqual([wait]);
  });

  it('a long wait is not slept through but told', async () => {
    const jogg = await startJogg(json({ code: 429, msg: '', data: { retry_after: 60 } }, 429));
    const { transport, sleeps } = createClient(jogg.url);

    const facts = await factsOf(transport.get('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'rate', retryAfterMs: 60_000 });
    expect({ sleeps, sent: jogg.requests.length }).toEqual({ sleeps: [], sent: 1 });
  });

  it('a 429 that does not say for how long is left alone', async () => {
    const jogg = await startJogg(no(429));
    const { transport, sleeps } = createClient(jogg.url);

    const facts = await factsOf(transport.get('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'rate', retryAfterMs: null });
    expect({ sleeps, sent: jogg.requests.length }).toEqual({ sleeps: [], sent: 1 });
  });
});

describe('the budget', () => {
  it('every try of a GET waits for its place, and nothing else does', async () => {
    const jogg = await startJogg(inTurn(raw('', 503), hello));
    const waits = [200, 40, 0, 0, 90, 0];
    const getBudget = { take: async () => waits.shift() ?? 0 };
    const { transport, sleeps } = createClient(jogg.url, { getBudget });

    await transport.get('/x', {}, { schema });
    await transport.get('/x', {}, { schema });
    await transport.post('/x', {}, { schema });

    expect({ sleeps, waits }).toEqual({ sleeps: [200, 40, 500, 90], waits: [] });
  });
});

describe('the breaker', () => {
  it('a Jogg that is down is spared for 30 s, then asked once', async () => {
    const jogg = await startJogg((response, seen, count) =>
      (seen.path === '/up' && count > 10 ? hello : raw('', 502))(response, seen, count),
    );
    const { transport, pass } = createClient(jogg.url);
    for (let i = 0; i < 10; i += 1) await thrownBy(transport.post('/down', {}, { schema }));

    const held = await factsOf(transport.post('/up', {}, { schema }));
    const heldGet = await factsOf(transport.get('/up', {}, { schema }));
    pass(30_000);
    const { data } = await transport.get('/up', {}, { schema });

    expect(held).toMatchObject({ code: 'no_answer', arrived: 'no', retryAfterMs: 30_000 });
    expect(heldGet).toMatchObject({ code: 'no_answer', arrived: 'no', retryAfterMs: 30_000 });
    expect({ data, sent: jogg.requests.length }).toEqual({ data: { name: 'hello' }, sent: 11 });
  });

  it.each([
    ['resets', reset],
    ['cut answers', cut],
  ])('opens for %s too', async (_, trouble) => {
    const jogg = await startJogg(trouble);
    const { transport } = createClient(jogg.url);

    for (let i = 0; i < 12; i += 1) await thrownBy(transport.post('/x', {}, { schema }));

    expect(jogg.requests).toHaveLength(10);
  });

  it.each([10104, 10105, 18020, 18025, 40000, 429])('code %i never opens it', async (code) => {
    const jogg = await startJogg(no(code, 400));
    const { transport } = createClient(jogg.url);

    for (let i = 0; i < 25; i += 1) await thrownBy(transport.post('/x', {}, { schema }));

    expect(jogg.requests).toHaveLength(25);
  });
});
