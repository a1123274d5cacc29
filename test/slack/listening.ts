import { createServer, type RequestListener } from 'node:http';
import { listening as listeningOn } from '../support/listening.ts';

/** A server until the test ends: its host and port, which requests came, and its end. */
export async function listening(listener: RequestListener = () => {}) {
  const seen: { url: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url, authorization: request.headers.authorization });
    request.resume().on('end', () => listener(request, response));
  });
  const host = `127.0.0.1:${await listeningOn(server)}`;
  return { host, url: `http://${host}/`, seen, close: () => server.close() };
}
