import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/**
 * A load balancer before the replicas at `ports`: each request goes to the next one, and to another
 * one where nothing listens there.
 */
export async function startFront(port: number, ports: readonly number[]) {
  let turn = 0;

  async function pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    for (const _ of ports) {
      turn += 1;
      const target = ports[turn % ports.length];
      const { url: path, method, headers } = incoming;
      const outgoing = request({ host: '127.0.0.1', port: target, path, method, headers });
      try {
        outgoing.end(body);
        const [reply] = (await once(outgoing, 'response')) as [IncomingMessage];
        const bytes = await buffer(reply);
        answer.writeHead(reply.statusCode ?? 502, reply.headers).end(bytes);
        return;
      } catch (error) {
        const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
        // A replica that died over it may have done what was asked: Slack decides.
        if (!refused) break;
      }
    }
    answer.writeHead(502).end();
  }

  const server = createServer((incoming, answer) => {
    pass(incoming, answer).catch(() => answer.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
    },
  };
}
