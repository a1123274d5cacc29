import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/**
 * A load balancer before the replicas at `ports`: each request goes to the next one, and to another
 * one where nothing listens there. Answers what stops it.
 */
export async function startFront(port: number, ports: readonly number[]): Promise<() => void> {
  let turn = 0;
  async function pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const { url: path, method, headers } = incoming;
    for (const _ of ports) {
      turn += 1;
      const target = ports[turn % ports.length];
      const outgoing = request({ host: '127.0.0.1', port: target, path, method, headers });
      try {
        outgoing.end(body);
        const [reply] = (await once(outgoing, 'response')) as [IncomingMessage];
        const bytes = await buffer(reply);
        return void answer.writeHead(reply.statusCode ?? 502, reply.headers).end(bytes);
      } catch (error) {
        // A replica that died over it may have done what was asked: Slack decides.
        if (Object(error).code !== 'ECONNREFUSED') break;
      }
    }
    answer.writeHead(502).end();
  }
  const server = createServer((...exchange) => {
    pass(...exchange).catch(() => exchange[1].destroy());
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
