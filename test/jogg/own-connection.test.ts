import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createProxies } from '../../src/lib/proxies.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { listening } from '../support/listening.ts';
import { order } from './order.ts';
import { portsBefore, portsTo, VERSIONS, type Version } from './ports.ts';
import { cut, no, ok, type Reply, reset, startJogg } from './stand-in.ts';

const VIDEOS = Array.from({ length: 8 }, (_, at) => at);
const accepted = ok({ project_id: 'p1', video_id: 'p1', status: 'processing' });

/**
 * A NAT on loopback: what it forgot it neither carries nor closes. `begun`: by connection, the
 * method of each request.
 */
async function startNat(target: string) {
  const sockets = new Set<Socket>();
  const forgotten = new Set<Socket>();
  const begun: string[][] = [];
  const server = createServer((inside) => {
    const outside = connect(Number(new URL(target).port), '127.0.0.1');
    const methods: string[] = [];
    begun.push(methods);
    sockets.add(inside).add(outside);
    for (const socket of [inside, outside]) socket.on('error', () => undefined);
    inside.on('data', (bytes) => {
      if (forgotten.has(inside)) return;
      const [, method] = /^(\w+) .* HTTP\/1\.1\r\n/.exec(bytes.toString('latin1')) ?? [];
      if (method) methods.push(method);
      outside.write(bytes);
    });
    outside.on('data', (bytes) => inside.write(bytes));
    inside.on('close', () => outside.destroy());
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  const forget = () => void [...sockets].map((socket) => forgotten.add(socket));
  return { url: `http://127.0.0.1:${await listening(server)}`, begun, forget };
}

/** Before a NAT that forgets each connection as soon as it idles. */
async function behindNat(version: Version, isProxied = false) {
  const jogg = await startJogg(accepted);
  const proxy = await countingProxy();
  onTestFinished(() => proxy.close());
  const nat = await startNat(isProxied ? proxy.url : jogg.url);
  const proxies = createProxies({ https: null, http: isProxied ? nat.url : null, bypass: '' });
  const freshDispatcher = () => createJoggDispatcher(proxies);
  const dispatcher = freshDispatcher();
  onTestFinished(() => dispatcher.destroy());
  const ports = portsTo(isProxied ? jogg.url : nat.url, { dispatcher, freshDispatcher });
  const renderer = ports.renderer(version);
  const paid = () => jogg.requests.filter(({ method }) => method === 'POST');
  return { nat, renderer, paid, poll: () => renderer.poll({ id: 'p1', version }) };
}

describe.each(VERSIONS)('the paid request over %s', (version) => {
  it.each([
    ['', false],
    [' to a proxy', true],
  ])('reaches Jogg 8 times of 8 though every idle connection%s was forgotten', async (_, via) => {
    const { nat, renderer, paid, poll } = await behindNat(version, via);
    await Promise.all(VIDEOS.map(poll));
    nat.forget();
    const outcomes = await Promise.all(VIDEOS.map(() => renderer.submit(order)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(VIDEOS.map(() => 'done'));
    const carried = nat.begun.filter((methods) => methods.includes('POST'));
    expect([paid().length, carried]).toEqual([8, VIDEOS.map(() => ['POST'])]);
  });

  it('is the only one on its connection, which is closed behind it and says so', async () => {
    const { nat, renderer, paid, poll } = await behindNat(version);
    await poll();
    await Promise.all(VIDEOS.map(() => renderer.submit(order)));
    await poll();
    const carried = nat.begun.map((methods) => methods.join(' ')).toSorted();
    expect(carried).toEqual(['GET GET', ...VIDEOS.map(() => 'POST')]);
    expect(paid().map(({ headers }) => headers.connection)).toEqual(VIDEOS.map(() => 'close'));
  });

  it.each<[string, Reply, number, string]>([
    ['refuses it', no(18020), 5_000, 'refused'],
    ['resets it', reset, 5_000, 'unknown'],
    ['cuts its answer', cut, 5_000, 'unknown'],
    ['never answers', () => undefined, 1_000, 'unknown'],
  ])('leaves no connection open where Jogg %s', async (_, reply, paidMs, kind) => {
    const ended: string[] = [];
    const { renderer } = await portsBefore(reply, {
      timeouts: { totalMs: patience(5_000), paidMs },
      freshDispatcher: () =>
        createJoggDispatcher()
          .once('connect', () => ended.push('opened'))
          .once('disconnect', () => ended.push('closed')),
    });
    const outcome = await renderer(version).submit(order);
    expect([outcome.kind, ended]).toEqual([kind, ['opened', 'closed']]);
  });
});
