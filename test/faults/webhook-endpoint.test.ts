import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { answer, createHttpServer, type Route } from '../../src/http/server.ts';
import { webhookRoute } from '../../src/http/webhook.ts';
import { sign } from '../../src/jogg/webhook/webhook-signature.ts';
import { type OpenState, openState } from '../../src/store/open-state.ts';
import { serveRoutes } from '../support/serve-routes.ts';
import { onStage, until } from '../support/stage.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const MIB = 1024 * 1024;
type Headers = Record<string, string | string[]>;

/** The app with these webhook secrets, and a sender of webhooks. */
async function openEndpoint(...secrets: string[]) {
  const first = openState('memory:', () => {});
  const open: OpenState = (...given) => (first.db.isOpen ? first : openState(...given));
  const stage = await onStage({ open, env: { JOGG_WEBHOOK_SECRET: secrets.join() } });
  const url = `${stage.url}/jogg/webhook`;
  const post = async (chunks: readonly (string | Buffer)[], headers: Headers = {}) => {
    const sent = request(url, { method: 'POST', headers, agent: false });
    const answered = once(sent, 'response');
    // A request rejected halfway may reset the connection after its answer.
    sent.on('error', () => {});
    for (const chunk of chunks.slice(0, -1)) sent.write(chunk);
    sent.end(chunks.at(-1));
    const [response] = await answered;
    response.resume();
    return response.statusCode as number;
  };
  const signed = (body: string | Buffer, secret = secrets[0] ?? '') =>
    post([body], { 'x-webhook-signature': sign(Buffer.from(body), secret) });
  const hints = first.db.prepare(`SELECT count(*) AS n FROM keyv WHERE namespace = 'hint'`);
  return { ...stage, webhookUrl: url, post, signed, countHints: () => hints.get()?.['n'] };
}

const bodyOf = (project: string) =>
  JSON.stringify({ event: 'generated_video_success', data: { project_id: project, title: 'Ünï' } });

// Other wrong signatures: `jogg/webhook-signature`.
it('F56, F59: a signature by another key, twice or for other bytes gets 401 and stores nothing; split and binary bodies are accepted', async () => {
  const { post, signed, countHints } = await openEndpoint('one');
  const body = bodyOf('p1');
  const right = sign(Buffer.from(body), 'one');
  const bytes = Buffer.from(body);
  const middle = bytes.indexOf(Buffer.from('Ü')) + 1;
  const refused = [
    await signed(body, 'another'),
    await post([body], { 'x-webhook-signature': [right, right] }),
    await post([body], { 'x-signature': right }),
    await post([body.replace(':', ': ')], { 'x-webhook-signature': right }),
  ];
  const before = countHints();
  const split = [bytes.subarray(0, middle), bytes.subarray(middle)];
  const taken = [await post(split, { 'x-webhook-signature': right })];
  taken.push(await signed(Buffer.from([0xff, 0xfe, 0x80, 0x00, 0xc3])));
  expect([refused, before, taken, countHints()]).toEqual([Array(4).fill(401), 0, [200, 200], 1]);
});

it('F60: one byte over 64 KiB is rejected, and 200 MiB without a length are cut off before they are read', async () => {
  const { post, signed, webhookUrl } = await openEndpoint('one');
  const large = 'x'.repeat(64 * 1024 + 1);
  let read = 0;
  async function* pieces() {
    for (; read < 200 * MIB; read += 65_536) yield Buffer.alloc(65_536, 'a');
  }
  const body = ReadableStream.from(pieces());
  // The server cuts it off before or after its answer is read.
  const endless = await fetch(webhookUrl, { method: 'POST', body, duplex: 'half' }).then(
    ({ status }) => status,
    () => 413,
  );
  const statuses = [
    await post([large], { 'content-length': String(large.length) }),
    await post([large, '']),
    endless,
    await signed(large.slice(1)),
  ];
  expect([statuses, read < 20 * MIB]).toEqual([[413, 413, 413, 200], true]);
});

it('F61: two hundred senders with slow headers, and one with a slow body, are cut off; others are served', async () => {
  const cutMs = timeLimit(400);
  const cut = { headersTimeout: cutMs, requestTimeout: cutMs };
  const timeouts = { ...cut, connectionsCheckingInterval: 50 };
  const handle: Route['handle'] = async (_, to) => answer(to, 200, 'ok');
  const server = createHttpServer([{ method: 'GET', path: '/', handle }], () => {}, timeouts);
  const port = await server.listen(0, '127.0.0.1');
  onTestFinished(() => server.close());
  const slowSender = (more = ''): Socket => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${more}`);
    return socket.resume();
  };
  const slow = slowSender('content-length: 60000\r\n\r\n');
  const drip = setInterval(() => slow.write('x'), 20);
  onTestFinished(() => clearInterval(drip));
  const slowSenders = [...Array.from({ length: 200 }, () => slowSender()), slow];
  const served = new Set<number>();
  do served.add((await fetch(`http://127.0.0.1:${port}/`)).status);
  while (slowSenders.some((socket) => !socket.closed));
  expect(served).toEqual(new Set([200]));
});

it('F62: if the store takes 6 s, Jogg gets 503 after 4 s, before its own timeout', async () => {
  const clock = createVirtualClock();
  const receive = () => clock.sleep(6_000).then(() => 'known' as const);
  const read = () => ({ projectId: 'p1', reason: null });
  const quick = { secrets: () => ['one'], verify: () => true, read, logEvent: () => {} };
  const { url } = await serveRoutes([webhookRoute({ ...quick, receive, clock })]);
  const answered = fetch(`${url}/jogg/webhook`, { method: 'POST', body: 'x' });
  await until(() => clock.sleepers() === 2);
  await clock.advance(3_999);
  const waiting = clock.sleepers();
  await clock.advance(1);
  expect([waiting, (await answered).status]).toEqual([2, 503]);
});

it('F63: while a secret is replaced both are valid; a retired one is not', async () => {
  const { signed, stop, start } = await openEndpoint('old', 'new');
  const tries = async () => [await signed('{}', 'old'), await signed('{}', 'new')];
  const both = await tries();
  await stop();
  await start({ JOGG_WEBHOOK_SECRET: 'new' });
  expect([...both, ...(await tries())]).toEqual([200, 200, 401, 200]);
});

it('F64: a thousand webhooks at once get 200, and all are stored', async () => {
  const { signed, countHints } = await openEndpoint('one');
  const names = Array.from({ length: 1_000 }, (_, index) => `p${index}`);
  const statuses = await Promise.all(names.map((name) => signed(bodyOf(name))));
  expect([new Set(statuses), countHints()]).toEqual([new Set([200]), 1_000]);
});
