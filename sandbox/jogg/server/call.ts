import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** Reads a request. Drops a body over the limit and sets `tooLarge`. */
export async function readCall(
  request: IncomingMessage,
  limitOf: (path: string) => number,
): Promise<Call & { readonly tooLarge: boolean }> {
  const url = URL.parse(request.url ?? '/', 'http://sandbox') ?? new URL('http://sandbox/');
  const limit = limitOf(url.pathname);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    // Reads to the end, because the sender reads the answer only then.
    if (size <= limit) parts.push(part);
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    raw: size > limit ? Buffer.alloc(0) : Buffer.concat(parts),
    tooLarge: size > limit,
  };
}

export function htmlPage(status: number, title: string): Reply {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  const head = `<head><title>${status} ${title}</title></head>`;
  const body = `<body><center><h1>${status} ${title}</h1></center></body>`;
  return { status, headers, body: `<html>\n${head}\n${body}\n</html>\n` };
}

export function jsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) };
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
  response.end(bytes);
}
