import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { CLIENT_CLOSES } from '../../sandbox/keep-alive.ts';

/**
 * A round-robin load balancer for the replicas at `ports`. A request goes to the next replica if
 * nothing listens at a port. Returns a function that stops it.
 */
export async function startLoadBalancer(port: number, ports: readonly number[]) {
  let requestCount = 0;
  async function forward(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const { url: path, method, headers } = incoming;
    for (const _ of ports) {
      requestCount += 1;
      const target = ports[requestCount % ports.length];
      const outgoing = request({ host: '127.0.0.1', port: target, path, method, headers });
      try {
        outgoing.end(body);
        const [reply] = (await once(outgoing, 'response')) as [IncomingMessage];
        const bytes = await buffer(reply);
        return void answer.writeHead(reply.statusCode ?? 502, reply.headers).end(bytes);
      } catch (error) {
        // A replica that died may have handled the request, so Slack decides about a retry.
        if (Object(error).code !== 'ECONNREFUSED') break;
      }
    }
    answer.writeHead(502).end();
  }
  const server = createServer(CLIENT_CLOSES, (...exchange) => {
    forward(...exchange).catch(() => exchange[1].destroy());
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
