import { request as ask, createServer } from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';
import { listenOnLoopback } from './listen.ts';

/**
 * A proxy on loopback that tunnels and forwards, until the test ends. `status`: its answer instead;
 * `credentials`: the required `user:password`, else it answers 407; `to`: the end of every tunnel.
 * `seen`: every request, in order: `CONNECT host:port`, `GET http://host:port`. `name`: its public
 * address.
 */
export async function countingProxy(
  options: { status?: number | null; credentials?: string; to?: number } = {},
) {
  const { credentials = '', status: fixedStatus, to } = options;
  const seen: string[] = [];
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const rejectionStatus = (authorization = '') =>
    credentials && authorization !== expected ? 407 : (fixedStatus ?? null);
  const server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    seen.push(`${method} ${URL.parse(url)?.origin ?? url}`);
    const { 'proxy-authorization': authorization, ...rest } = headers;
    const status = rejectionStatus(authorization);
    if (status !== null) return void response.writeHead(status).end('from the proxy');
    const upstream = ask(url, { method, headers: rest }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  });
  server.on('connect', (request, client, head) => {
    seen.push(`CONNECT ${request.url}`);
    client.on('error', () => {});
    const status = rejectionStatus(request.headers['proxy-authorization']);
    if (status !== null)
      return void client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url ?? '') ?? [];
    const target = to ? connect(to, '127.0.0.1') : connect(Number(port), host);
    target.on('connect', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    target.write(head);
    pipeline(client, target, client, () => {});
  });
  const name = `127.0.0.1:${await listenOnLoopback(server)}`;
  return { url: `http://${credentials && `${credentials}@`}${name}`, name, seen };
}
