import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ranged } from '../../ranged.ts';
import type { Uploads } from '../methods/files.ts';
import { type Faults, misbehave, takesEffect } from './faults.ts';
import { argumentsOf, bearerOf, bodyOf, sendJson, uploadOf } from './http-body.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketMode } from './socket-mode.ts';

type Shown = boolean | Promise<boolean>;
/** Answers a GET of the page; false leaves it to a 404. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Shown;
type Handle = (rest: string, ...on: Parameters<Page>) => Promise<unknown>;

/** The HTTP server: Web API, uploads, response URLs, files, control API, page, sockets. */
export function createServerOn(deps: {
  webApi: Handle;
  control: (rest: string, ...on: Parameters<Page>) => Promise<boolean>;
  uploads: Uploads;
  /** Whether the holder of this token may read what this installation uploaded. */
  mayRead: (token: string, by: string) => boolean;
  responseUrls: (key: string) => Pick<ResponseUrls, 'receive'>;
  oauth: Handle;
  opens: Handle;
  socketMode: SocketMode;
  faults: Faults;
  page: () => Page | undefined;
}): { listen(port: number): Promise<string>; close(): Promise<void> } {
  const upload: Handle = async (key, request, response) => {
    const bytes = await uploadOf(request.headers['content-type'] ?? '', await bodyOf(request));
    const fault = deps.faults.take('upload', {});
    const fits =
      fault === undefined || takesEffect(fault) ? deps.uploads.receive(key, bytes) : false;
    if (fault !== undefined) return misbehave(fault, response, { ok: fits });
    response.writeHead(fits ? 200 : 400, { 'content-type': 'text/plain' });
    response.end(fits ? `OK - ${bytes.length}` : 'unknown upload or wrong length');
  };
  const respond: Handle = async (key, request, response) => {
    const body = argumentsOf('application/json', await bodyOf(request));
    const fault = deps.faults.take('response_url', body ?? {});
    if (fault !== undefined && !takesEffect(fault)) return misbehave(fault, response, {});
    const answer = deps.responseUrls(key).receive(key, body);
    if (fault !== undefined) return misbehave(fault, response, { ok: true });
    if (typeof answer.body !== 'string') return sendJson(response, answer.status, answer.body);
    response.writeHead(answer.status, { 'content-type': 'text/html' });
    response.end(answer.body);
  };
  const file: Handle = async (rest, request, response) => {
    const found = deps.uploads.read(rest.split('/')[0] ?? '');
    if (found === undefined) return notFound(response);
    const token = bearerOf(request);
    // Like Slack, asks people who may not see it to sign in. The page needs no token.
    if (token !== undefined && !deps.mayRead(token, found.by)) {
      response.writeHead(302, { location: '/?redir=files' }).end();
      return;
    }
    const { status, headers, body } = ranged(found.bytes, found.mimetype, request.headers.range);
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(body);
  };
  const control: Handle = async (rest, request, response) => {
    if (!(await deps.control(rest, request, response))) notFound(response);
  };
  const routes: [method: string, prefix: string, handle: Handle][] = [
    ['POST', '/api/', deps.webApi],
    ['GET', '/api/', deps.webApi],
    ['POST', '/upload/v1/', upload],
    ['POST', '/response/', respond],
    ['GET', '/files/', file],
    ['HEAD', '/files/', file],
    ['GET', '/app_redirect', deps.opens],
    ['GET', '/oauth/', deps.oauth],
    ['POST', '/oauth/', deps.oauth],
    ['GET', '/_sandbox/', control],
    ['POST', '/_sandbox/', control],
  ];

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://sandbox');
    const route = routes.find(
      ([method, prefix]) => request.method === method && pathname.startsWith(prefix),
    );
    if (route !== undefined) {
      await route[2](pathname.slice(route[1].length), request, response);
      return;
    }
    const shown = request.method === 'GET' && (await deps.page()?.(request, response));
    if (!shown) notFound(response);
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
      if (!response.headersSent) sendJson(response, 500, { ok: false, error: 'internal_error' });
      else response.destroy();
    });
  });
  server.on('upgrade', (request, stream, head) => {
    if (deps.socketMode.upgrade(request, stream, head)) return;
    stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });

  return {
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', resolve);
      });
      const { port: bound } = server.address() as AddressInfo;
      return `http://127.0.0.1:${bound}`;
    },
    async close() {
      await deps.socketMode.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function notFound(response: ServerResponse): void {
  sendJson(response, 404, { ok: false, error: 'not_found' });
}
