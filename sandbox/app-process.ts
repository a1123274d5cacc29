import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { patience } from './patience.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
/** The longest the app may take until it is ready, on a quiet machine. */
const READY_MS = 60_000;
const STOP_MS = 26_000;

export interface AppProcess {
  /** Starts the app and resolves with its pid once it is ready; rejects saying why it is not. */
  start(): Promise<number>;
  /** SIGKILL; resolves when it is gone. It is started again like after any death. */
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL where that takes too long. It stays down. */
  stop(): Promise<void>;
  readonly pid: number | undefined;
}

/**
 * The real `npm start` program as its own process, with `env` alone as its environment and `folder`
 * as its working directory. Started again whenever it dies; `onStart` hears the pid of each life,
 * `onLine` each line it writes, `onGiveUp` that it died before it was ready.
 */
export function createAppProcess(options: {
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly onLine: (line: string) => void;
  readonly onStart: (pid: number, again: boolean) => void;
  readonly onGiveUp: (reason: string) => void;
}): AppProcess {
  const { env, folder, onLine, onStart, onGiveUp } = options;
  const health = `http://127.0.0.1:${env['PORT']}/readyz`;
  let child: ChildProcess | undefined;
  let stopping = false;
  // Whatever ends this process, the app does not outlive it.
  const takeAlong = () => void child?.kill('SIGKILL');
  process.once('exit', takeAlong);

  const live = (again: boolean): ChildProcess => {
    let isReady = false;
    const next = spawn(process.execPath, [MAIN], {
      cwd: folder,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = next;
    for (const stream of [next.stdout, next.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        isReady ||= line.includes('"event":"ready"');
        onLine(line);
      });
    }
    if (next.pid !== undefined) onStart(next.pid, again);
    // Not `exit`: by then not all that it said has been read.
    next.once('close', (code, signal) => {
      if (stopping || child !== next) return;
      child = undefined;
      const killed = signal === 'SIGKILL';
      // What dies before it is ready will not get better by itself.
      if (!killed && !isReady) {
        onGiveUp(`the app ended at its start (${signal ?? `exit ${code}`})`);
      } else live(true);
    });
    return next;
  };

  return {
    get pid() {
      return child?.pid;
    },
    async start() {
      const first = live(false);
      const ended = once(first, 'close').then(([code, signal]) => {
        throw new Error(`the app ended at its start (${signal ?? `exit ${code}`})`);
      });
      await Promise.race([ready(health, first), ended]);
      ended.catch(() => {});
      return first.pid ?? 0;
    },
    async kill() {
      const victim = child;
      if (victim === undefined) return;
      const gone = once(victim, 'close');
      victim.kill('SIGKILL');
      await gone;
    },
    async stop() {
      stopping = true;
      const last = child;
      if (last !== undefined && last.exitCode === null && last.signalCode === null) {
        const gone = once(last, 'close');
        last.kill('SIGTERM');
        const timer = setTimeout(() => last.kill('SIGKILL'), patience(STOP_MS));
        await gone;
        clearTimeout(timer);
      }
      process.off('exit', takeAlong);
    },
  };
}

async function ready(health: string, child: ChildProcess): Promise<void> {
  const began = Date.now();
  while (Date.now() - began < patience(READY_MS)) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const answer = await fetch(health).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await sleep(50);
  }
  throw new Error(`the app was not ready within ${Math.round((Date.now() - began) / 1000)} s`);
}
