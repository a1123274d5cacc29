import { describe, expect, it } from 'vitest';
import { factsOf, hello, schema } from './exchange.ts';
import { createClient, cut, no, raw, reset, startJogg, thrownBy } from './stand-in.ts';

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
  ])('opens for %s too', async (_, problem) => {
    const jogg = await startJogg(problem);
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
