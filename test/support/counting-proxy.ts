import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { pipeline } from 'node:stream';

export interface CountingProxy {
  readonly url: string;
  /** Host and port, as people may read it. */
  readonly name: string;
  /** Every request, in order: `CONNECT host:port`, `GET http://host:port`. */
  readonly seen: string[];
  close(): Promise<void>;
}

/**
 * A proxy on loopback that tunnels and forwards, and counts. `status`: what it answers instead.
 * `credentials`: `user:password`, without which it answers 407. `to`: where every tunnel ends.
 */
export async function countingProxy(
  options: { status?: number; credentials?: string; to?: number } = {},
): Promise<CountingProxy> {
  const seen: string[] = [];
  const { credentials = '', status: instead, to } = options;
  const wanted = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const refusal = (authorization = '') => (credentials && authorization !== wanted ? 407 : instead);
  const server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    seen.push(`${method} ${URL.parse(url)?.origin ?? url}`);
    const { 'proxy-authorization': authorization, ...rest } = headers;
    const status = refusal(authorization);
    if (status !== undefined) return void response.writeHead(status).end('from the proxy');
    const onward = ask(url, { method, headers: rest }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  const tunnels = new Set<{ destroy(): void }>();
  server.on('connect', (request, client, head) => {
    seen.push(`CONNECT ${request.url}`);
    client.on('error', () => {});
    const status = refusal(request.headers['proxy-authorization']);
    if (status !== undefined)
      return void client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url ?? '') ?? [];
    const target = to ? connect(to, '127.0.0.1') : connect(Number(port), host);
    target.on('connect', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    tunnels.add(client).add(target);
    target.write(head);
    pipeline(client, target, client, () => {});
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const name = `127.0.0.1:${port}`;
  return {
    url: `http://${credentials && `${credentials}@`}${name}`,
    name,
    seen,
    close: async () => {
      for (const each of tunnels) each.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
