import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Dict, isDict } from '../rules/block-kit.ts';

/** The whole body of a request. */
export const bodyOf = (request: IncomingMessage): Promise<Buffer> => buffer(request);

/** The arguments of a form or JSON body, or `undefined` if it is neither. */
export function argumentsOf(contentType: string, body: Buffer): Dict | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') {
    const value = parseJson(body.toString('utf8'));
    return isDict(value) ? value : undefined;
  }
  if (type === 'application/x-www-form-urlencoded' || body.length === 0)
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  return undefined;
}

/** The uploaded bytes: the body itself, or the first file of a multipart form. */
export async function uploadOf(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const file = [...form.values()].find((each) => typeof each !== 'string');
  return file === undefined ? Buffer.alloc(0) : Buffer.from(await file.arrayBuffer());
}

/** The bearer token of a request. */
export const bearerOf = ({ headers }: IncomingMessage): string | undefined =>
  /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Parses JSON; returns `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(value));
}
