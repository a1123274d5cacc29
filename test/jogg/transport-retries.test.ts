import { describe, expect, it } from 'vitest';
import { factsOf, hello, portsBefore, schema, thrownBy } from './ports.ts';
import { cut, inTurn, json, no, type Reply, raw, reset } from './stand-in.ts';

/** Node's server writes a header once for each of a list. */
const twice: Reply = (response) =>
  response.setHeader('retry-after', ['2', '3']).writeHead(429).end('{"code":429}');
const asks = (wait: string) => ({ 'retry-after': wait });

/** One GET of a Jogg that answers so in turn: what came of it, what was slept, what was sent. */
async function got(...replies: Reply[]) {
  const { transport, sleeps, requests } = await portsBefore(inTurn(...replies), {
    random: () => 0.5,
  });
  const outcome = await transport.get('/x', {}, { schema }).then(
    ({ data }) => data.name,
    async (error) => {
      const { code, retryAfterMs } = await factsOf(Promise.reject(error));
      return { code, retryAfterMs };
    },
  );
  return [outcome, sleeps, requests.length];
}

describe('a GET', () => {
  it.each([
    ['a reset', reset],
    ['a page', raw('<html>')],
    ['a 503', raw('', 503)],
    ['a 50000', no(50000)],
  ])('that meets %s is tried again, with a growing, jittered pause', async (_, problem) => {
    expect(await got(problem, problem, hello)).toEqual(['hello', [375, 750], 3]);
  });

  it('is given up after three tries', async () => {
    expect(await got(no(50000))).toEqual([{ code: 'jogg', retryAfterMs: null }, [375, 750], 3]);
  });

  it.each([
    [10104, 'not_found'],
    [10105, 'key'],
    [18020, 'credit'],
    [18025, 'permission'],
    [40000, 'parameter'],
  ])('that meets code %i is not tried again', async (joggCode, code) => {
    expect(await got(no(joggCode), hello)).toEqual([{ code, retryAfterMs: null }, [], 1]);
  });

  it.each([
    ['a header in seconds', no(429, 429, asks('2')), 2_000],
    ['a header as a date', no(429, 429, asks('Thu, 01 Oct 2026 12:00:02 GMT')), 2_000],
    ['the body', json({ code: 429, msg: '', retryAfter: 1.5 }), 1_500],
    ['text in the body', json({ code: 429, retryAfter: '2' }), 2_000],
    ['retry_after', json({ code: 429, retry_after: 2 }), 2_000],
    ["retryAfter in the body's data", json({ code: 429, data: { retryAfter: 2 } }), 2_000],
    ["retry_after in the body's data", json({ code: 429, data: { retry_after: 2 } }), 2_000],
    ['data beside a null', json({ code: 429, retryAfter: null, data: { retryAfter: 2 } }), 2_000],
    ['a header before the body', json({ code: 429, retryAfter: 9 }, 429, asks('1')), 1_000],
    ['the first of two headers', twice, 2_000],
    ['the body after words', json({ code: 429, retryAfter: 2 }, 429, asks('soon')), 2_000],
  ])('keeps a short wait asked for by %s', async (_, reply, wait) => {
    expect(await got(reply, hello)).toEqual(['hello', [wait], 2]);
  });

  it.each([
    ['a long time', json({ code: 429, data: { retry_after: 60 } }, 429), 60_000],
    ['nothing', no(429), null],
    ['words alone', json({ code: 429, retryAfter: {}, data: 'text' }), null],
    ['less than no time', json({ code: 429, retryAfter: -1 }), null],
  ])('is left alone by a 429 that says %s', async (_, reply, retryAfterMs) => {
    expect(await got(reply, hello)).toEqual([{ code: 'rate', retryAfterMs }, [], 1]);
  });

  it('that is tried once is sent once, whatever comes', async () => {
    const { transport, requests } = await portsBefore(raw('', 503));
    await thrownBy(transport.get('/a', {}, { schema, once: true }));
    expect(requests).toHaveLength(1);
  });

  it('waits for its turn at every try, and nothing else does', async () => {
    const turns: number[] = [];
    const turnToGet = async () => void turns.push(requests.length);
    const replies = inTurn(raw('', 503), hello);
    const { transport, sleeps, requests } = await portsBefore(replies, { turnToGet });
    await transport.get('/x', {}, { schema });
    await transport.get('/x', {}, { schema });
    await transport.post('/x', {}, { schema });
    expect([turns, sleeps, requests.length]).toEqual([[0, 1, 2], [500], 4]);
  });
});

it.each([
  ['a reset', reset],
  ['a cut', cut],
  ['a 503', raw('', 503)],
  ['a 50000', no(50000)],
  ['a 429 with a short wait', no(429, 429, asks('1'))],
  ['HTML', raw('<html>')],
])('nothing but a GET is ever sent twice after %s', async (_, problem) => {
  const { transport, sleeps, requests } = await portsBefore(problem);
  await thrownBy(transport.post('/x', {}, { schema }));
  await thrownBy(transport.put('/x', {}, { schema }));
  await thrownBy(transport.delete('/x', { schema }));
  expect([requests.map(({ method }) => method), sleeps]).toEqual([['POST', 'PUT', 'DELETE'], []]);
});
