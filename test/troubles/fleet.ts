import { setTimeout as sleep } from 'node:timers/promises';
import { type AppProcess, createAppProcess } from '../../sandbox/app-process.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { until } from '../support/until.ts';

export type Fleet = Awaited<ReturnType<typeof createFleet>>;

/** Runs several real programs over one state, each with its own port and clock offset. */
export async function createFleet(deps: {
  readonly replicas: number;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The clock offset of each replica, in ms. */
  readonly offsets: readonly number[];
}) {
  const lines: string[] = [];
  const ports = await Promise.all(Array.from({ length: deps.replicas }, () => freePort()));

  const replicaAt = (port: number, nth: number): AppProcess => {
    const offset = deps.offsets[nth] ?? 0;
    const skew = encodeURIComponent(`const { now } = Date; Date.now = () => now() + ${offset};`);
    const skewed = { NODE_OPTIONS: `--import data:text/javascript,${skew}` };
    return createAppProcess({
      env: { ...deps.env, PORT: String(port), ...(offset === 0 ? {} : skewed) },
      folder: deps.folder,
      onLine: (line) => void lines.push(line),
      onStart: () => undefined,
      onGiveUp: (reason) => lines.push(`${nth} gave up: ${reason}`),
    });
  };
  const replicas = ports.map(replicaAt);
  const at = (nth: number) => replicas[nth] as AppProcess;
  const isReady = async (port: number): Promise<boolean> => {
    await sleep(50);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status === 200;
  };
  return {
    ports,
    lines: lines as readonly string[],
    /** Starts all replicas and resolves when each is ready. */
    async start(): Promise<void> {
      await Promise.all(replicas.map((each) => each.start()));
    },
    /** Kills a replica, which restarts at once. Resolves when the old process is gone. */
    kill: (nth: number) => at(nth).kill(),
    /** Ends a replica by SIGTERM and starts another. Resolves when the new one is ready. */
    async replace(nth: number): Promise<void> {
      await at(nth).stop();
      replicas[nth] = replicaAt(ports[nth] ?? 0, nth);
      await at(nth).start();
    },
    signal(nth: number, signal: NodeJS.Signals): void {
      const { pid } = at(nth);
      if (pid !== undefined) process.kill(pid, signal);
    },
    ready: () => until(async () => (await Promise.all(ports.map(isReady))).every(Boolean)),
    stop: () => Promise.all(replicas.map((each) => each.stop())),
  };
}
