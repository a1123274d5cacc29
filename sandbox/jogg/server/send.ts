import type { ServerResponse } from 'node:http';
import type { Reply } from './call.ts';

/** Sends a reply whole, with its length. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
  response.end(bytes);
}
