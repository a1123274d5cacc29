import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { createSendBytes } from '../../src/media/send-bytes.ts';
import { startHttpServer } from '../support/listen.ts';

const BYTES = Buffer.alloc(300_000, 'video');

/** Sends the bytes with the length `announced` to a server with this answer. */
async function send(answer: RequestListener, announced = BYTES.length, ms = 60_000) {
  const { port, hits } = await startHttpServer(answer);
  const send = createSendBytes({ proxies: DIRECT, logEvent: () => {} });
  const video = { bytes: announced, read: () => Readable.from([BYTES]) };
  const address = `http://127.0.0.1:${port}/upload/v1/1`;
  return { outcome: await send(address, video, AbortSignal.timeout(ms)), hits };
}

const answerWith =
  (status: number): RequestListener =>
  (request, response) =>
    request.on('end', () => response.writeHead(status, { location: '/other' }).end()).resume();

it('an upload announces its length and sends no token or cookie', async () => {
  const { outcome, hits } = await send(answerWith(200));
  const { host, connection, ...rest } = Object(hits.headers[0]);
  const expected = { 'content-type': 'application/octet-stream', 'content-length': '300000' };
  expect([outcome, rest]).toEqual(['sent', expected]);
});

it.each<[string, Parameters<typeof send>, string]>([
  ['413', [answerWith(413)], 'too_large'],
  ['400', [answerWith(400)], 'failed'],
  ['500', [answerWith(500)], 'failed'],
  ['a redirect, which is not followed', [answerWith(302)], 'failed'],
  ['a broken connection', [({ socket }) => socket.destroy()], 'failed'],
  ['nothing', [() => {}, BYTES.length, 50], 'failed'],
  ['200 to too few bytes', [answerWith(200), BYTES.length + 1], 'failed'],
])('an upload that is answered with %s is not repeated', async (_, upload, outcome) => {
  const found = await send(...upload);
  expect([found.outcome, found.hits.paths.length < 2]).toEqual([outcome, true]);
});
