import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { createJoggDispatcher } from '../../src/jogg/http/jogg-dispatcher.ts';
import { createTransport, type TransportDeps } from '../../src/jogg/http/transport.ts';
import { createLibrary } from '../../src/jogg/library.ts';
import { createRenderer } from '../../src/jogg/renderer.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import type { LogEvent, LogFields } from '../../src/lib/log.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import { createTestHolds } from '../support/holds.ts';
import { ok, type Reply, startJogg } from './fake-server.ts';

export type Version = 'v1' | 'v2';
export const VERSIONS = ['v1', 'v2'] as const;

export const order = { ...sampleNewVideo.order, name: 'Launch' };

/** The schema and the answer of a minimal request. */
export const schema = z.object({ name: z.string() });
export const hello = ok({ name: 'hello' });

/** A clock that only moves by its sleeps, which it records. */
export function createFakeClock(start = Date.parse('2026-10-01T12:00:00Z')) {
  let now = start;
  const sleeps: number[] = [];
  const advance = (ms: number) => {
    now += ms;
  };
  const sleep = async (ms: number) => advance(sleeps.push(ms) && ms);
  return { clock: { now: () => now, monotonic: () => now, sleep }, sleeps, advance };
}

/** The transport and Jogg's ports over both versions, for the Jogg at `url`. */
export function portsTo(url: string, changes: Partial<TransportDeps> = {}) {
  const time = createFakeClock();
  const dispatcher = createJoggDispatcher();
  onTestFinished(() => dispatcher.destroy());
  const transport = createTransport({
    apiKey: 'key-that-is-secret',
    baseUrl: url,
    dispatcher,
    freshDispatcher: createJoggDispatcher,
    clock: time.clock,
    random: () => 1,
    throttleGet: async () => false,
    holds: createTestHolds(time.clock),
    timeouts: { totalMs: timeLimit(5_000), paidMs: timeLimit(5_000) },
    ...changes,
  });
  const events: { event: string; fields: LogFields | undefined }[] = [];
  const logEvent: LogEvent = (event, fields) => events.push({ event, fields });
  const deps = { transport, link: createLinkReader('https://api.jogg.ai'), logEvent };
  const adapters = { v1: createV1(deps), v2: createV2(deps) };
  return {
    ...{ ...time, transport, events, deps, adapters },
    renderer: (version: Version) => createRenderer({ adapters, version, logEvent }),
    library: (version: Version) => createLibrary({ adapter: adapters[version], logEvent }),
  };
}

/** The same for a new fake Jogg with this reply, and the requests it gets. */
export async function portsWithReply(reply: Reply, changes: Partial<TransportDeps> = {}) {
  const { url, requests } = await startJogg(reply);
  return { ...portsTo(url, changes), requests };
}
