import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rangeResponse } from '../../byte-range.ts';
import { CLIENT_CLOSES } from '../../keep-alive.ts';
import type { Uploads } from '../methods/files.ts';
import type { Dict } from '../rules/block-kit.ts';
import { type FaultSpec, playFault, takesEffect } from './faults.ts';
import { argumentsOf, bearerOf, bodyOf, sendJson, uploadOf } from './http-body.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketMode } from './socket-mode.ts';

type Handled = boolean | Promise<boolean>;
/** Handles a GET of the page; false leads to a 404. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Handled;
type Handle = (rest: string, ...on: Parameters<Page>) => Promise<unknown>;

/** The HTTP server: Web API, uploads, response URLs, files, control API, page, sockets. */
export function createServerOn(deps: {
  webApi: Handle;
  control: (rest: string, ...on: Parameters<Page>) => Promise<boolean>;
  uploads: Uploads;
  /** Whether this token may read the uploads of this installation. */
  canRead: (token: string, by: string) => boolean;
  responseUrls: (key: string) => Pick<ResponseUrls, 'receive'>;
  oauth: Handle;
  appRedirect: Handle;
  socketMode: SocketMode;
  /** Takes the next fault for a call of this name. */
  takeFault: (name: string, args: Dict) => FaultSpec | undefined;
  page: () => Page | undefined;
}): { listen(port: number): Promise<string>; close(): Promise<void> } {
  const upload: Handle = async (key, request, response) => {
    const bytes = await uploadOf(request.headers['content-type'] ?? '', await bodyOf(request));
    const fault = deps.takeFault('upload', {});
    const hasEffect = fault === undefined || takesEffect(fault);
    const isAccepted = hasEffect && deps.uploads.receive(key, bytes);
    if (fault !== undefined) return playFault(fault, response, { ok: isAccepted });
    response.writeHead(isAccepted ? 200 : 400, { 'content-type': 'text/plain' });
    response.end(isAccepted ? `OK - ${bytes.length}` : 'unknown upload or wrong length');
  };
  const respond: Handle = async (key, request, response) => {
    const body = argumentsOf('application/json', await bodyOf(request));
    const fault = deps.takeFault('response_url', body ?? {});
    if (fault !== undefined && !takesEffect(fault)) return playFault(fault, response, {});
    const answer = deps.responseUrls(key).receive(key, body);
    if (fault !== undefined) return playFault(fault, response, { ok: true });
    if (typeof answer.body !== 'string') return sendJson(response, answer.status, answer.body);
    response.writeHead(answer.status, { 'content-type': 'text/html' });
    response.end(answer.body);
  };
  const file: Handle = async (rest, request, response) => {
    const found = deps.uploads.read(rest.split('/')[0] ?? '');
    if (found === undefined) return notFound(response);
    const token = bearerOf(request);
    // Like Slack, redirects to the sign-in page without access. The page needs no token.
    if (token !== undefined && !deps.canRead(token, found.by)) {
      response.writeHead(302, { location: '/?redir=files' }).end();
      return;
    }
    const { range } = request.headers;
    const { status, headers, body } = rangeResponse(found.bytes, found.mimetype, range);
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(body);
  };
  const control: Handle = async (rest, request, response) => {
    if (!(await deps.control(rest, request, response))) notFound(response);
  };
  const routes: [methods: string, prefix: string, handle: Handle][] = [
    ['GET POST', '/api/', deps.webApi],
    ['POST', '/upload/v1/', upload],
    ['POST', '/response/', respond],
    ['GET HEAD', '/files/', file],
    ['GET', '/app_redirect', deps.appRedirect],
    ['GET POST', '/oauth/', deps.oauth],
    ['GET POST', '/_sandbox/', control],
  ];

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://sandbox');
    const method = request.method ?? '';
    for (const [methods, prefix, handle] of routes)
      if (methods.split(' ').includes(method) && pathname.startsWith(prefix))
        return handle(pathname.slice(prefix.length), request, response);
    const isHandled = request.method === 'GET' && (await deps.page()?.(request, response));
    if (!isHandled) notFound(response);
    return undefined;
  };

  const server: Server = createServer(CLIENT_CLOSES, (request, response) => {
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
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async close() {
      await deps.socketMode.end();
      server.closeAllConnections();
      if (server.listening) await server[Symbol.asyncDispose]();
    },
  };
}

function notFound(response: ServerResponse): void {
  sendJson(response, 404, { ok: false, error: 'not_found' });
}
