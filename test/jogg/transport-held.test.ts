import { describe, expect, it } from 'vitest';
import { factsOf, hello, portsBefore, schema, thrownBy } from './ports.ts';
import { cut, inTurn, no, type Reply, raw, reset } from './stand-in.ts';

describe('a Jogg that is down', () => {
  it('is spared for 30 s, then asked once', async () => {
    const { transport, pass, requests } = await portsBefore((response, seen, count) =>
      (seen.path === '/up' && count > 10 ? hello : raw('', 502))(response, seen, count),
    );
    for (let i = 0; i < 10; i += 1) await thrownBy(transport.post('/down', {}, { schema }));
    const held = await factsOf(transport.post('/up', {}, { schema }));
    const heldGet = await factsOf(transport.get('/up', {}, { schema }));
    pass(30_000);
    const { data } = await transport.get('/up', {}, { schema });
    const paused = { code: 'no_answer', arrived: 'no', retryAfterMs: 30_000 };
    expect([held, heldGet]).toMatchObject([paused, paused]);
    expect([data, requests.length]).toEqual([{ name: 'hello' }, 11]);
  });

  it.each<[string, Reply, number]>([
    ['resets', reset, 10],
    ['cut answers', cut, 10],
    ...[10104, 10105, 18020, 18025, 40000, 429].map((code): [string, Reply, number] => [
      `answers of code ${code}`,
      no(code, 400),
      25,
    ]),
  ])('is told by its failures: %s let that many of 25 requests through', async (_, reply, sent) => {
    const { transport, requests } = await portsBefore(reply);
    for (let i = 0; i < 25; i += 1) await thrownBy(transport.post('/x', {}, { schema }));
    expect(requests).toHaveLength(sent);
  });
});

describe('the time that Jogg names with a 429', () => {
  const limited = inTurn(no(429, 429, { 'retry-after': '60' }), hello);

  it('holds every other call of that method until it is over', async () => {
    const { transport, pass, requests } = await portsBefore(limited);
    await thrownBy(transport.get('/a', {}, { schema }));
    await transport.post('/c', {}, { schema });
    pass(57_000);
    const held = await factsOf(transport.get('/b', {}, { schema }));
    pass(3_000);
    await transport.get('/b', {}, { schema });
    expect(held).toMatchObject({ code: 'rate', retryAfterMs: 3_000, arrived: 'no' });
    const sent = requests.map(({ method, path }) => `${method} ${path}`);
    expect(sent).toEqual(['GET /a', 'POST /c', 'GET /b']);
  });

  it('holds a GET that waited for its turn meanwhile', async () => {
    let first: Promise<unknown> = Promise.resolve();
    let turns = 0;
    const turnToGet = async () => {
      turns += 1;
      if (turns > 1) await first;
    };
    const { transport, requests } = await portsBefore(limited, { turnToGet });
    first = thrownBy(transport.get('/a', {}, { schema }));
    const held = await factsOf(transport.get('/b', {}, { schema }));
    expect(held).toMatchObject({ code: 'rate', retryAfterMs: 60_000, arrived: 'no' });
    expect(requests).toHaveLength(1);
  });
});
