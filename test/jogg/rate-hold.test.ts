import { describe, expect, it } from 'vitest';
import { factsOf, hello, schema } from './exchange.ts';
import { createClient, inTurn, no, raw, startJogg, thrownBy } from './stand-in.ts';

const alone = (seconds: number) => no(429, 429, { 'retry-after': String(seconds) });

describe('what Jogg asks for with a 429', () => {
  it('is kept by a GET that was waiting for its place meanwhile', async () => {
    const jogg = await startJogg(inTurn(alone(60), hello));
    let first: Promise<unknown> = Promise.resolve();
    let asked = 0;
    const turnToGet = async () => {
      asked += 1;
      if (asked > 1) await first;
    };
    const { transport } = createClient(jogg.url, { turnToGet });
    first = thrownBy(transport.get('/a', {}, { schema }));
    const facts = await factsOf(transport.get('/b', {}, { schema }));
    expect([facts.code, facts.retryAfterMs, facts.arrived, jogg.requests.length]).toEqual([
      'rate',
      60_000,
      'no',
      1,
    ]);
  });

  it('is over at its time, and is about one method', async () => {
    const jogg = await startJogg(inTurn(alone(60), hello));
    const { transport, pass } = createClient(jogg.url);
    await thrownBy(transport.get('/a', {}, { schema }));
    await transport.post('/c', {}, { schema });
    pass(57_000);
    await thrownBy(transport.get('/b', {}, { schema }));
    pass(3_000);
    await transport.get('/b', {}, { schema });
    expect(jogg.requests.map(({ method, path }) => [method, path])).toEqual([
      ['GET', '/a'],
      ['POST', '/c'],
      ['GET', '/b'],
    ]);
  });

  it('a short one is waited for by the call itself', async () => {
    const jogg = await startJogg(inTurn(alone(2), hello));
    const { transport, sleeps } = createClient(jogg.url);
    await transport.get('/a', {}, { schema });
    expect([sleeps, jogg.requests.length]).toEqual([[2_000], 2]);
  });
});

it('a GET that is tried once is sent once, whatever comes', async () => {
  const jogg = await startJogg(raw('', 503));
  const { transport } = createClient(jogg.url);
  await thrownBy(transport.get('/a', {}, { schema, once: true }));
  expect(jogg.requests).toHaveLength(1);
});
