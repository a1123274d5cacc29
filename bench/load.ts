import { connect, type Socket } from 'node:net';
import { parentPort, Worker } from 'node:worker_threads';
import { nowMs } from './instant.ts';
import type { Prepared } from './signed-requests.ts';

/** The requests: each once, or repeatedly for `forMs`, over `connections` at a time. */
export interface Load {
  readonly url: string;
  readonly requests: readonly Prepared[];
  readonly connections: number;
  readonly forMs: number | null;
}

/**
 * The outcome: `began[i]` is the start of the i-th request, `took[i]` its duration, in ms.
 */
export interface LoadResult {
  readonly startedAt: readonly number[];
  readonly durations: readonly number[];
  readonly elapsedMs: number;
}

/** A generator in its own thread; it keeps its connections from one load to the next. */
export function createLoad(): { run(load: Load): Promise<LoadResult>; close(): Promise<void> } {
  const worker = new Worker(new URL(import.meta.url));
  return {
    run(load) {
      return new Promise((resolve, reject) => {
        worker.once('message', (outcome: LoadResult | { failed: string }) => {
          if ('failed' in outcome) reject(new Error(outcome.failed));
          else resolve(outcome);
        });
        worker.postMessage(load);
      });
    },
    close: async () => void (await worker.terminate()),
  };
}

const lanes = new Map<string, readonly Lane[]>();

async function generate({ url, requests, connections, forMs }: Load): Promise<LoadResult> {
  const key = `${url} ${connections}`;
  const open = lanes.get(key) ?? Array.from({ length: connections }, () => createLane(url));
  lanes.set(key, open);
  const messages = requests.map((request) => messageOf(request, url));
  const startedAt: number[] = [];
  const durations: number[] = [];
  const start = nowMs();
  let next = 0;

  const sendNext = async (lane: Lane): Promise<void> => {
    for (;;) {
      const index = next;
      next += 1;
      if (forMs === null ? index >= requests.length : nowMs() - start >= forMs) return;
      const message = messages[index % messages.length];
      if (!message) return;
      const at = nowMs();
      const head = await lane(message);
      startedAt[index] = at;
      durations[index] = nowMs() - at;
      if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(`answered ${head.slice(0, 60)}`);
    }
  };
  await Promise.all(open.map(sendNext));
  return { startedAt, durations, elapsedMs: nowMs() - start };
}

function messageOf({ path, headers, body }: Prepared, url: string): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\n${lines.join('')}` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Sends one request and resolves with its whole answer. */
type Lane = (message: Buffer) => Promise<string>;

/**
 * One connection, one request at a time. A full HTTP client would load the machine as much as the
 * measured program.
 */
function createLane(url: string): Lane {
  let socket: Socket | null = null;
  let received = '';
  let pending: { resolve(answer: string): void; reject(error: Error): void } | null = null;
  const open = (): Socket => {
    const { hostname, port } = new URL(url);
    const opened = connect({ host: hostname, port: Number(port), noDelay: true });
    opened.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (isWhole(received)) pending?.resolve(received);
    });
    opened.on('error', (error) => pending?.reject(error));
    opened.on('close', () => {
      socket = null;
      pending?.reject(new Error('the connection was closed'));
    });
    return opened;
  };
  return (message) =>
    new Promise((resolve, reject) => {
      received = '';
      pending = { resolve, reject };
      socket ??= open();
      socket.write(message);
    });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return answer.endsWith('0\r\n\r\n');
}

parentPort?.on('message', (load: Load) => {
  generate(load).then(
    (measured) => parentPort?.postMessage(measured),
    (error: unknown) => parentPort?.postMessage({ failed: String(error) }),
  );
});
