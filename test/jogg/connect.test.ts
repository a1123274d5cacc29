import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { MockAgent } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { factsOf, portsTo, schema } from './ports.ts';

async function arrivedAt(url: string, changes: Parameters<typeof portsTo>[1] = {}) {
  const { transport } = portsTo(url, changes);
  const { code, arrived } = await factsOf(transport.post('/x', {}, { schema }));
  return `${code} ${arrived}`;
}
const hangingUp = () => createServer((socket) => socket.destroy());

it.each<[string, string, Server | null, 'no' | 'unknown']>([
  ['surely did not arrive where nobody listens', 'http', null, 'no'],
  ['surely did not arrive where nobody speaks TLS', 'https', createHttp(), 'no'],
  ['surely did not arrive where TLS is hung up on', 'https', hangingUp(), 'no'],
  ['may have arrived where the connection is hung up on', 'http', hangingUp(), 'unknown'],
])('a request %s', async (_, scheme, server, arrived) => {
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve) ?? resolve());
  onTestFinished(() => void server?.close());
  const { port } = (server?.address() ?? { port: 1 }) as AddressInfo;
  expect(await arrivedAt(`${scheme}://127.0.0.1:${port}`)).toBe(`no_answer ${arrived}`);
});

it.each([
  ['ENOTFOUND', 'no'],
  ['ECONNRESET', 'unknown'],
])('a request that a dispatcher of another maker ends with %s: %s', async (code, arrived) => {
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  const error = Object.assign(new Error('failed'), { code });
  const intercepted = { path: '/x', method: 'POST' };
  dispatcher.get('https://api.jogg.ai').intercept(intercepted).replyWithError(error);
  expect(await arrivedAt('https://api.jogg.ai', { dispatcher })).toBe(`no_answer ${arrived}`);
  dispatcher.assertNoPendingInterceptors();
});
