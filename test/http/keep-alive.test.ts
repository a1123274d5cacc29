import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { healthRoutes } from '../../src/http/health.ts';
import { createHttpServer } from '../../src/http/server.ts';

/** Asks for `/healthz` on a connection that stays open; the whole answer. */
async function ask(socket: Socket): Promise<string> {
  socket.write('GET /healthz HTTP/1.1\r\nHost: app\r\n\r\n');
  const [chunk] = await once(socket, 'data');
  return String(chunk);
}

async function connected(...timeouts: Parameters<typeof createHttpServer>[2][]): Promise<Socket> {
  const server = createHttpServer(
    healthRoutes(async () => null),
    () => {},
    ...timeouts,
  );
  const port = await server.listen(0, '127.0.0.1');
  const socket = connect(port, '127.0.0.1');
  onTestFinished(async () => {
    socket.destroy();
    await server.close();
  });
  await once(socket, 'connect');
  return socket;
}

it('a connection may idle longer than the 60 s of a load balancer', async () => {
  const answer = await ask(await connected());
  expect(/keep-alive: timeout=(\d+)/i.exec(answer)?.[1]).toBe('70');
});

it('the limits on headers and requests do not end a connection that idles', async () => {
  const limits = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 };
  const socket = await connected(limits);
  await ask(socket);
  // Five times the limits: time passes here, for nothing tells that nothing happens.
  await sleep(500);
  expect(await ask(socket)).toContain('200 OK');
});
