import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { createSendBytes } from '../../src/media/send-bytes.ts';
import { startHttpServer } from '../support/listen.ts';

const BYTES = Buffer.alloc(300_000, 'video');

/** Sends the bytes, `said` to be so many, to a server that answers so. */
async function sent(answer: RequestListener, said = BYTES.length, ms = 60_000) {
  const { port, hits } = await startHttpServer(answer);
  const send = createSendBytes({ proxies: DIRECT, logEvent: () => {} });
  const video = { bytes: said, read: () => Readable.from([BYTES]) };
  const address = `http://127.0.0.1:${port}/upload/v1/1`;
  return { outcome: await send(address, video, AbortSignal.timeout(ms)), hits };
}

const saying =
  (status: number): RequestListener =>
  (request, response) =>
    request.on('end', () => response.writeHead(status, { location: '/other' }).end()).resume();

it('the number of bytes is said beforehand, with no token and no cookie', async () => {
  const { outcome, hits } = await sent(saying(200));
  const { host, connection, ...rest } = Object(hits.headers[0]);
  const said = { 'content-type': 'application/octet-stream', 'content-length': '300000' };
  expect([outcome, rest]).toEqual(['sent', said]);
});

it.each<[string, Parameters<typeof sent>, string]>([
  ['413', [saying(413)], 'too_large'],
  ['400', [saying(400)], 'failed'],
  ['500', [saying(500)], 'failed'],
  ['a redirect, which is not followed', [saying(302)], 'failed'],
  ['a cut', [({ socket }) => socket.destroy()], 'failed'],
  ['nothing', [() => {}, BYTES.length, 50], 'failed'],
  ['200 to too few bytes', [saying(200), BYTES.length + 1], 'failed'],
])('an upload that is answered by %s ends, and is not sent twice', async (_, upload, outcome) => {
  const found = await sent(...upload);
  expect([found.outcome, found.hits.paths.length < 2]).toEqual([outcome, true]);
});
