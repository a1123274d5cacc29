import { describe, expect, it } from 'vitest';
import { factsOf, hello, schema } from './exchange.ts';
import {
  createClient,
  cut,
  inTurn,
  json,
  no,
  type Reply,
  raw,
  reset,
  startJogg,
  thrownBy,
} from './stand-in.ts';

/** Node's server writes a header once for each of a list. */
const twice: Reply = (response) =>
  response.setHeader('retry-after', ['2', '3']).writeHead(429).end('{"code":429}');

describe('retries', () => {
  it.each([
    ['a reset', reset],
    ['a page', raw('<html>')],
    ['a 503', raw('', 503)],
    ['a 50000', no(50000)],
  ])('a GET that meets %s is tried again, with a growing, jittered pause', async (_, problem) => {
    const jogg = await startJogg(inTurn(problem, problem, hello));
    const { transport, sleeps } = createClient(jogg.url, { random: () => 0.5 });

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
  ])('nothing but a GET is ever sent twice (%s)', async (_, problem) => {
    const jogg = await startJogg(problem);
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
    ['text in the body', json({ code: 429, retryAfter: '2' }), 2_000],
    ['retry_after', json({ code: 429, retry_after: 2 }), 2_000],
    ["retryAfter in the body's data", json({ code: 429, data: { retryAfter: 2 } }), 2_000],
    ["retry_after in the body's data", json({ code: 429, data: { retry_after: 2 } }), 2_000],
    ['data beside a null', json({ code: 429, retryAfter: null, data: { retryAfter: 2 } }), 2_000],
    [
      'a header before the body',
      json({ code: 429, retryAfter: 9 }, 429, { 'retry-after': '1' }),
      1_000,
    ],
    ['the first of two headers', twice, 2_000],
    [
      'the body after words',
      json({ code: 429, retryAfter: 2 }, 429, { 'retry-after': 'soon' }),
      2_000,
    ],
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

  it.each([
    ['nothing', no(429)],
    ['words alone', json({ code: 429, retryAfter: {}, data: 'text' })],
    ['less than no time', json({ code: 429, retryAfter: -1 })],
  ])('a 429 that says %s of how long is left alone', async (_, reply) => {
    const jogg = await startJogg(reply);
    const { transport, sleeps } = createClient(jogg.url);

    const facts = await factsOf(transport.get('/x', {}, { schema }));

    expect(facts).toMatchObject({ code: 'rate', retryAfterMs: null });
    expect({ sleeps, sent: jogg.requests.length }).toEqual({ sleeps: [], sent: 1 });
  });
});

describe('the budget', () => {
  it('every try of a GET waits for its turn, and nothing else does', async () => {
    const jogg = await startJogg(inTurn(raw('', 503), hello));
    const seen: unknown[] = [];
    const turnToGet = async () => void seen.push(['turn', jogg.requests.length]);
    const { transport, sleeps } = createClient(jogg.url, { turnToGet });

    await transport.get('/x', {}, { schema });
    await transport.get('/x', {}, { schema });
    await transport.post('/x', {}, { schema });

    expect({ sleeps, seen, sent: jogg.requests.length }).toEqual({
      sleeps: [500],
      seen: [0, 1, 2].map((sent) => ['turn', sent]),
      sent: 4,
    });
  });
});
