import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface Answer {
  readonly status: number | null;
  readonly error: string | null;
}

/** One POST on a connection of its own; follows nothing, throws nothing. */
export function post(
  url: string,
  body: Buffer | string,
  headers: Readonly<Record<string, string>>,
  limits: { timeoutMs: number; signal: AbortSignal },
): Promise<Answer> {
  const bytes = Buffer.from(body);
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeoutMs)]),
      headers: { ...headers, 'content-length': bytes.length },
    });
    request.on('response', (response) => {
      response.resume();
      response.on('error', () => {});
      resolve({ status: response.statusCode ?? null, error: null });
    });
    request.on('error', (error) => resolve({ status: null, error: String(error) }));
    request.end(bytes);
  });
}
