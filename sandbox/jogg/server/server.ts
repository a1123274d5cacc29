import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLIENT_CLOSES } from '../../keep-alive.ts';
import { parseJson } from '../../slack/server/http-body.ts';
import { LostAnswer } from '../api/routes.ts';
import { type Call, htmlPage, type Reply, readCall, sendReply } from './call.ts';
import { type FaultSpec, matches } from './faults.ts';
import { playFault } from './play-fault.ts';
import type { Timers } from './timers.ts';

const API_BODY_LIMIT = 1024 * 1024;

/** The HTTP server: reads and logs requests, applies faults, answers. */
export function createJoggServer(deps: {
  api: (call: Call) => Promise<Reply>;
  media: (call: Call) => Reply | Promise<Reply>;
  takeFault: (fits: (spec: FaultSpec) => boolean) => FaultSpec | undefined;
  log: RequestLogEntry[];
  timers: Timers;
  now: () => number;
  uploadLimit: number;
}) {
  const limitOf = (path: string) =>
    path.startsWith('/media/uploads/') ? deps.uploadLimit : API_BODY_LIMIT;

  const answer = async (call: Call): Promise<Reply> => {
    if (!isDecodable(call.path)) return htmlPage(400, 'Bad Request');
    if (/^\/v[12]\//.test(call.path)) return deps.api(call);
    if (call.path.startsWith('/media/')) return deps.media(call);
    return htmlPage(404, 'Not Found');
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const call = await readCall(request, limitOf);
    const entry = logEntry(call, deps.now());
    deps.log.push(entry);
    response.on('finish', () => {
      entry.status = response.statusCode;
    });
    if (call.tooLarge) {
      response.setHeader('connection', 'close');
      sendReply(response, htmlPage(413, 'Request Entity Too Large'));
      return;
    }
    const fault = deps.takeFault((spec) => matches(spec, call));
    entry.fault = fault?.kind ?? null;
    if (fault === undefined) sendReply(response, await answer(call));
    else await playFault(fault, () => answer(call), response, deps);
  };

  const server = createServer(CLIENT_CLOSES, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!(error instanceof LostAnswer) && !request.destroyed) console.error(error);
      response.socket?.resetAndDestroy();
    });
  });

  return {
    /** Listens on loopback; resolves with the port. */
    async start(port: number): Promise<number> {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    async stop(): Promise<void> {
      if (!server.listening) return;
      const closed = server[Symbol.asyncDispose]();
      server.closeAllConnections();
      await closed;
    },
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** One request and its outcome, without the API key. */
export interface RequestLogEntry {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON, or the text, or the number of bytes. */
  readonly body: unknown;
  /** The status of the answer; `null` before it is sent or if the connection was cut. */
  status: number | null;
  fault: string | null;
}

const SECRET = new Set(['x-api-key', 'authorization', 'cookie']);
const LONGEST_TEXT = 64 * 1024;

function logEntry(call: Call, at: number): RequestLogEntry {
  const headers = Object.entries(call.headers).flatMap(([name, value]) =>
    SECRET.has(name) || value === undefined ? [] : [[name, String(value)] as const],
  );
  const { method, path, query } = call;
  const facts = { headers: Object.fromEntries(headers), body: readable(call) };
  return { at, method, path, query, ...facts, status: null, fault: null };
}

function readable({ raw, headers }: Call): unknown {
  if (raw.length === 0) return null;
  const text = /json|text/.test(headers['content-type'] ?? '') && raw.length <= LONGEST_TEXT;
  return text ? (parseJson(raw.toString()) ?? raw.toString()) : `<${raw.length} bytes>`;
}
