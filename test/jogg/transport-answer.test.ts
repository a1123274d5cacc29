import { describe, expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { factsOf, schema } from './exchange.ts';
import { createClient, cut, json, no, ok, raw, reset, startJogg } from './stand-in.ts';

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
    const { transport } = createClient(jogg.url, {
      timeouts: { totalMs: 60, paidMs: patience(5_000) },
    });

    const facts = await factsOf(transport.post('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'no_answer', arrived: 'unknown' });
  });

  it('that stops in the middle ends at the time-out', async () => {
    const jogg = await startJogg((response) => response.writeHead(200).write('{'));
    const { transport } = createClient(jogg.url, {
      timeouts: { totalMs: 60, paidMs: patience(5_000) },
    });

    const facts = await factsOf(transport.post('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'no_answer', arrived: 'unknown' });
  });
});
