import { describe, expect, it } from 'vitest';
import { createTransport } from '../../src/jogg/http/transport.ts';
import { hello, schema } from './exchange.ts';
import { createClient, startJogg } from './stand-in.ts';

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
