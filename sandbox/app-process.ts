import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { timeLimit } from './time-limit.ts';

const MAIN = fileURLToPath(new URL('../src/start.js', import.meta.url));
const STOP_MS = 26_000;

export type AppProcess = ReturnType<typeof createAppProcess>;

/** Called for each line the app writes, for each start, and if the app dies before it is ready. */
export interface AppEvents {
  readonly onLine: (line: string) => void;
  readonly onStart: (pid: number, again: boolean) => void;
  readonly onGiveUp: (reason: string) => void;
}

/**
 * The real `npm start` program as its own process, with only `env` as its environment and `folder`
 * as its working directory. If it dies, it is started again.
 */
export function createAppProcess(
  options: AppEvents & { readonly env: Readonly<Record<string, string>>; readonly folder: string },
) {
  const { env, folder, onLine, onStart, onGiveUp } = options;
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  let child: ChildProcess | undefined;
  let stopping = false;
  // The app must not outlive this process.
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
    // Not `exit`: that fires before all output has been read.
    next.once('close', (code, signal) => {
      const reason = `the app ended at its start (${signal ?? `exit ${code}`})`;
      ready.reject(new Error(reason));
      if (stopping || child !== next) return;
      child = undefined;
      // An app that dies before it is ready would die again.
      if (signal === 'SIGKILL' || isReady) spawnApp(true);
      else onGiveUp(reason);
    });
  };

  return {
    get pid() {
      return child?.pid;
    },
    /** Resolves with the pid once the app is ready; rejects with the reason if it never is. */
    async start(): Promise<number> {
      spawnApp(false);
      await ready.promise;
      return child?.pid ?? 0;
    },
    /** Sends SIGKILL; resolves when the app has ended. It then starts again. */
    async kill(): Promise<void> {
      if (child === undefined) return;
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    },
    /** Sends SIGTERM, then SIGKILL if that takes too long. The app does not start again. */
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
