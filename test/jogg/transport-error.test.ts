import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { JoggError } from '../../src/jogg/http/errors.ts';
import { schema } from './exchange.ts';
import { createClient, json, ok, raw, reset, startJogg, thrownBy } from './stand-in.ts';

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
