import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { factsOf, hello, portsBefore, portsTo, schema, thrownBy } from './ports.ts';
import { json, ok, type Reply, raw, reset, startJogg } from './stand-in.ts';

const FRAME = JSON.stringify({ code: 0, data: { name: '' } });
const longest = 'x'.repeat(1024 * 1024 - FRAME.length);

/** What no answer of `answers.test.ts` shows. */
describe('an answer', () => {
  it.each<[string, Reply, string | null, string]>([
    ['a rid', json({ rid: 'r', code: 0, msg: 'success', data: { name: 'x' } }), 'r', 'x'],
    ['no rid', json({ code: 0, msg: 'Success', data: { name: 'x' } }), null, 'x'],
    ['unknown fields', json({ code: 0, data: { name: 'x', new: 1 }, more: [] }), null, 'x'],
    ['a code as text', json({ code: '0', data: { name: 'x' } }), null, 'x'],
    ['a byte order mark', raw('\ufeff{"code":0,"data":{"name":"x"}}'), null, 'x'],
    ['success and all data under a 500', json({ code: 0, data: { name: 'x' } }, 500), null, 'x'],
    ['exactly 1 MiB', raw(FRAME.replace('""', `"${longest}"`)), null, longest],
    ['no envelope, where that is said to happen', json({ name: 'bare' }), null, 'bare'],
  ])('with %s is read', async (_, reply, rid, name) => {
    const { transport } = await portsBefore(reply);
    const answer = await transport.get('/x', {}, { schema, bare: schema });
    expect(answer).toEqual({ data: { name }, rid });
  });

  it.each<[string, Reply]>([
    ['never comes', () => undefined],
    ['stops in the middle', (response) => response.writeHead(200).write('{')],
  ])('that %s ends at the time-out, and may have arrived', async (_, reply) => {
    const { transport } = await portsBefore(reply, { timeouts: { totalMs: 60, paidMs: 600_000 } });
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
    const { transport } = await portsBefore(reply);
    const query = { project_id: 'SECRET-ID' };
    const errors = [
      await thrownBy(transport.get('/v1/project', query, { schema })),
      await thrownBy(transport.post('/v1/x', { script: 'SECRET-SCRIPT' }, { schema })),
    ];
    for (const error of errors) {
      const own = JSON.stringify({ ...Object(error) });
      const printed = `${inspect(error, { depth: 9 })} ${own} ${error}`;
      expect(printed).not.toMatch(/SECRET|key-that-is-secret/);
      expect(printed).toMatch(/GET \/v1\/project:|POST \/v1\/x:/);
    }
  });

  it('still tells people what Jogg said, cut to a bearable length', async () => {
    const msg = `bad ${'x'.repeat(10_000)}`;
    const { transport } = await portsBefore(json({ code: 40000, msg }));
    const error = await thrownBy(transport.post('/x', {}, { schema }));
    const message = 'POST /x: Jogg does not accept a value of the request (code 40000, HTTP 200)';
    expect(error).toMatchObject({ message, msg: `bad ${'x'.repeat(496)}` });
  });
});

describe('a request', () => {
  it('carries the key, the query without what is undefined, and JSON', async () => {
    const { url, requests } = await startJogg(hello);
    const { transport } = portsTo(`${url}/`);
    await transport.get('/v1/a', { page: 1, 'odd name': 'ä&b', not: undefined }, { schema });
    await transport.post('/v1/b', { script: 'Hé' }, { schema });
    await transport.put('/v1/c', { on: true }, { schema });
    await transport.delete('/v1/d', { schema });
    const query = { page: '1', 'odd name': 'ä&b' };
    const key = 'key-that-is-secret';
    const sent = requests.map(({ method, path, query, body, headers }) => {
      return [`${method} ${path}`, query, body, headers['content-type'], headers['x-api-key']];
    });
    expect(sent).toEqual([
      ['GET /v1/a', query, undefined, undefined, key],
      ['POST /v1/b', {}, { script: 'Hé' }, 'application/json', key],
      ['PUT /v1/c', {}, { on: true }, 'application/json', key],
      ['DELETE /v1/d', {}, undefined, undefined, key],
    ]);
  });

  it.each(['two\nlines', ''])('cannot be made with the key %j', (apiKey) => {
    expect(() => portsTo('http://127.0.0.1', { apiKey })).toThrow(TypeError);
  });
});
