import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/proxies.ts';
import { createSendBytes } from '../../src/media/send-bytes.ts';
import { serving } from './downloading.ts';

const BYTES = Buffer.alloc(300_000, 'video');
const NEVER = new AbortController().signal;
const VIDEO = { bytes: BYTES.length, read: () => Readable.from([BYTES]) };

async function sending(answer: RequestListener, signal = NEVER, video = VIDEO) {
  const server = await serving(answer);
  const send = createSendBytes({ proxies: DIRECT, logEvent: () => {} });
  const outcome = await send(`http://127.0.0.1:${server.port}/upload/v1/1`, video, signal);
  return { outcome, headers: server.hits.headers };
}

it('bytes arrive as they are, their number said beforehand, with no token and no cookie', async () => {
  const got: Buffer[] = [];
  const { outcome, headers } = await sending((request, response) => {
    request.on('data', (chunk) => got.push(chunk));
    request.on('end', () => response.end('OK - 300000'));
  });
  const { host, connection, ...rest } = Object(headers[0]);
  const said = { 'content-type': 'application/octet-stream', 'content-length': '300000' };
  expect([outcome, Buffer.concat(got).equals(BYTES), rest]).toEqual(['sent', true, said]);
});

it.each([
  [413, 'too_large'],
  [400, 'failed'],
  [302, 'failed'],
  [500, 'failed'],
])('an upload that is answered by %i has %s, and nobody else is asked', async (status, outcome) => {
  const canary = await serving((_, response) => response.end());
  const location = `http://127.0.0.1:${canary.port}/`;
  const found = await sending((request, response) => {
    request.on('end', () => response.writeHead(status, { location }).end()).resume();
  });
  expect([found.outcome, canary.hits.connections]).toEqual([outcome, 0]);
});

it('an upload that is cut, that nobody answers or that has too few bytes has failed', async () => {
  const short = { bytes: BYTES.length + 1, read: VIDEO.read };
  const outcomes = await Promise.all([
    sending((request) => request.socket.destroy()),
    sending(() => {}, AbortSignal.timeout(50)),
    sending((request, response) => request.on('end', () => response.end()).resume(), NEVER, short),
  ]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
});
