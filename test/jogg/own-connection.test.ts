import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createRenderer } from '../../src/jogg/renderer.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { createProxies } from '../../src/lib/proxies.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { order } from './order.ts';
import { createAdapterDeps, cut, no, ok, type Reply, reset, startJogg } from './stand-in.ts';

const VIDEOS = Array.from({ length: 8 }, (_, at) => at);
const accepted = ok({ project_id: 'p1', video_id: 'p1', status: 'processing' });

/**
 * A NAT on loopback: what it forgot it neither carries nor closes. `begun`: the first line of each
 * request.
 */
async function startNat(target: string) {
  const sockets = new Set<Socket>();
  const forgotten = new Set<Socket>();
  const begun: string[][] = [];
  const server = createServer((inside) => {
    const outside = connect(Number(new URL(target).port), '127.0.0.1');
    const lines: string[] = [];
    begun.push(lines);
    sockets.add(inside).add(outside);
    for (const socket of [inside, outside]) socket.on('error', () => undefined);
    inside.on('data', (bytes) => {
      if (forgotten.has(inside)) return;
      const [line = ''] = bytes.toString('latin1').split('\r\n');
      if (line.endsWith(' HTTP/1.1')) lines.push(line.split(' ')[0] ?? '');
      outside.write(bytes);
    });
    outside.on('data', (bytes) => inside.write(bytes));
    inside.on('close', () => outside.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    begun,
    forget: () => {
      for (const socket of sockets) forgotten.add(socket);
    },
  };
}

/** Before a NAT that forgets each connection as soon as it idles. */
async function behindNat(version: 'v1' | 'v2', isProxied = false) {
  const jogg = await startJogg(accepted);
  const proxy = await countingProxy();
  onTestFinished(() => proxy.close());
  const nat = await startNat(isProxied ? proxy.url : jogg.url);
  const proxies = createProxies({ https: null, http: isProxied ? nat.url : null, bypass: '' });
  const dispatcher = createJoggDispatcher(proxies);
  onTestFinished(() => dispatcher.destroy());
  const { deps } = createAdapterDeps(isProxied ? jogg.url : nat.url, {
    dispatcher,
    freshDispatcher: () => createJoggDispatcher(proxies),
  });
  const adapters = { v1: createV1(deps), v2: createV2(deps) };
  const renderer = createRenderer({ adapters, version, logEvent: deps.logEvent });
  const paid = () => jogg.requests.filter(({ method }) => method === 'POST');
  return { nat, renderer, paid, project: { id: 'p1', version } };
}

describe.each(['v1', 'v2'] as const)('the paid request over %s', (version) => {
  it.each([
    ['', false],
    [' to a proxy', true],
  ])('reaches Jogg 8 times of 8 though every idle connection%s was forgotten', async (_, via) => {
    const { nat, renderer, paid, project } = await behindNat(version, via);
    await Promise.all(VIDEOS.map(() => renderer.poll(project)));
    nat.forget();
    const outcomes = await Promise.all(VIDEOS.map(() => renderer.submit(order)));

    expect([outcomes.map(({ kind }) => kind), paid().length]).toEqual([
      VIDEOS.map(() => 'done'),
      8,
    ]);
    const carried = nat.begun.filter((lines) => lines.includes('POST'));
    expect(carried).toEqual(VIDEOS.map(() => ['POST']));
  });

  it('is the only one on its connection, which is closed behind it', async () => {
    const { nat, renderer, project } = await behindNat(version);
    await renderer.poll(project);
    await Promise.all(VIDEOS.map(() => renderer.submit(order)));
    await renderer.poll(project);

    const carried = nat.begun.map((lines) => lines.join(' ')).toSorted();
    expect(carried).toEqual(['GET GET', ...VIDEOS.map(() => 'POST')]);
  });

  it('says that the connection is not kept', async () => {
    const jogg = await startJogg(accepted);
    const { deps } = createAdapterDeps(jogg.url);
    const adapters = { v1: createV1(deps), v2: createV2(deps) };
    await createRenderer({ adapters, version, logEvent: deps.logEvent }).submit(order);
    expect(jogg.requests.map(({ headers }) => headers.connection)).toEqual(['close']);
  });

  it.each<[string, Reply, number, string]>([
    ['refuses it', no(18020), 5_000, 'refused'],
    ['resets it', reset, 5_000, 'unknown'],
    ['cuts its answer', cut, 5_000, 'unknown'],
    ['never answers', () => undefined, 1_000, 'unknown'],
  ])('leaves no connection open where Jogg %s', async (_, reply, paidMs, kind) => {
    const ended: string[] = [];
    const jogg = await startJogg(reply);
    const { deps } = createAdapterDeps(jogg.url, {
      timeouts: { totalMs: patience(5_000), paidMs },
      freshDispatcher: () =>
        createJoggDispatcher()
          .once('connect', () => ended.push('opened'))
          .once('disconnect', () => ended.push('closed')),
    });
    const adapters = { v1: createV1(deps), v2: createV2(deps) };
    const outcome = await createRenderer({ adapters, version, logEvent: deps.logEvent }).submit(
      order,
    );
    expect([outcome.kind, ended]).toEqual([kind, ['opened', 'closed']]);
  });
});
