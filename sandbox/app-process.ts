import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { timeLimit } from './time-limit.ts';

const MAIN = fileURLToPath(new URL('../src/start.js', import.meta.url));
const STOP_MS = 26_000;

export type AppProcess = ReturnType<typeof createAppProcess>;

/** Hears each line the app writes, the pid of each life, and that it died before it was ready. */
export interface AppEvents {
  readonly onLine: (line: string) => void;
  readonly onStart: (pid: number, again: boolean) => void;
  readonly onGiveUp: (reason: string) => void;
}

/**
 * The real `npm start` program as its own process, with `env` alone as its environment and `folder`
 * as its working directory. Started again whenever it dies.
 */
export function createAppProcess(
  options: AppEvents & { readonly env: Readonly<Record<string, string>>; readonly folder: string },
) {
  const { env, folder, onLine, onStart, onGiveUp } = options;
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  let child: ChildProcess | undefined;
  let stopping = false;
  // Whatever ends this process, the app does not outlive it.
  const killWithParent = () => void child?.kill('SIGKILL');
  process.once('exit', killWithParent);

  const spawnApp = (again: boolean): void => {
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
        if (isReady) ready.resolve();
        onLine(line);
      });
    }
    if (next.pid !== undefined) onStart(next.pid, again);
    // Not `exit`: by then not all that it said has been read.
    next.once('close', (code, signal) => {
      const reason = `the app ended at its start (${signal ?? `exit ${code}`})`;
      ready.reject(new Error(reason));
      if (stopping || child !== next) return;
      child = undefined;
      // What dies before it is ready will not get better by itself.
      if (signal === 'SIGKILL' || isReady) spawnApp(true);
      else onGiveUp(reason);
    });
  };

  return {
    get pid() {
      return child?.pid;
    },
    /** Resolves with its pid once the app is ready; rejects saying why it is not. */
    async start(): Promise<number> {
      spawnApp(false);
      await ready.promise;
      return child?.pid ?? 0;
    },
    /** SIGKILL; resolves when it is gone. It is started again like after any death. */
    async kill(): Promise<void> {
      if (child === undefined) return;
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    },
    /** SIGTERM, and SIGKILL where that takes too long. It stays down. */
    async stop(): Promise<void> {
      stopping = true;
      const last = child;
      if (last !== undefined && last.exitCode === null && last.signalCode === null) {
        const gone = once(last, 'close');
        last.kill('SIGTERM');
        const timer = setTimeout(() => last.kill('SIGKILL'), timeLimit(STOP_MS));
        await gone;
        clearTimeout(timer);
      }
      process.off('exit', killWithParent);
    },
  };
}
