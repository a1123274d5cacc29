import { createServer as createPlain } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { MockAgent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JoggError } from '../../src/jogg/http/errors.ts';
import { neverSent } from '../../src/lib/network-error.ts';
import { createClient, thrownBy } from './stand-in.ts';

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

async function listen(server: ReturnType<typeof createServer>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closings.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function arrivedAt(url: string, changes = {}) {
  const { transport } = createClient(url, changes);
  const error = await thrownBy(transport.post('/x', {}, { schema: z.unknown() }));
  return error instanceof JoggError && { code: error.code, arrived: error.arrived };
}

describe('a request whose connection was never made surely did not arrive', () => {
  it('nobody listens', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));

    expect(await arrivedAt(`http://127.0.0.1:${port}`)).toEqual({
      code: 'no_answer',
      arrived: 'no',
    });
  });

  it('the other side speaks no TLS', async () => {
    const port = await listen(createPlain());

    expect(await arrivedAt(`https://127.0.0.1:${port}`)).toEqual({
      code: 'no_answer',
      arrived: 'no',
    });
  });

  it('the other side hangs up while TLS begins', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));

    expect(await arrivedAt(`https://127.0.0.1:${port}`)).toEqual({
      code: 'no_answer',
      arrived: 'no',
    });
  });

  it('the other side hangs up after the connection: nobody knows', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));

    expect(await arrivedAt(`http://127.0.0.1:${port}`)).toEqual({
      code: 'no_answer',
      arrived: 'unknown',
    });
  });
});

const failed = (facts: object) => Object.assign(new Error('failed'), facts);

describe('an error of a dispatcher that is not ours', () => {
  it.each([
    [failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), true],
    [failed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }), true],
    [failed({ code: 'EHOSTUNREACH', syscall: 'connect' }), true],
    [failed({ code: 'UND_ERR_CONNECT_TIMEOUT' }), true],
    [failed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), true],
    [new AggregateError([failed({ code: 'ECONNREFUSED' }), failed({ syscall: 'connect' })]), true],
    [new AggregateError([failed({ code: 'ECONNREFUSED' }), failed({ code: 'ECONNRESET' })]), false],
    [new AggregateError([]), false],
    [failed({ code: 'ECONNRESET', syscall: 'read' }), false],
    [failed({ code: 'EPIPE', syscall: 'write' }), false],
    [failed({ code: 'UND_ERR_SOCKET' }), false],
    [failed({ code: 'UND_ERR_HEADERS_TIMEOUT' }), false],
    [failed({ name: 'TimeoutError', code: 23 }), false],
    ['text', false],
    [undefined, false],
  ])('%o', (error, never) => {
    expect(neverSent(error)).toBe(never);
  });

  it('is told by its code through the transport', async () => {
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    const pool = dispatcher.get('https://api.jogg.ai');
    pool.intercept({ path: '/x', method: 'POST' }).replyWithError(failed({ code: 'ENOTFOUND' }));
    pool.intercept({ path: '/x', method: 'POST' }).replyWithError(failed({ code: 'ECONNRESET' }));

    const first = await arrivedAt('https://api.jogg.ai', { dispatcher });
    const second = await arrivedAt('https://api.jogg.ai', { dispatcher });

    expect([first, second]).toEqual([
      { code: 'no_answer', arrived: 'no' },
      { code: 'no_answer', arrived: 'unknown' },
    ]);
    dispatcher.assertNoPendingInterceptors();
  });
});
