import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../demo.ts', import.meta.url));

/** `sandbox/demo.ts` as its own process, with traps in its environment that must not be used. */
export interface RunningDemo {
  readonly child: ChildProcess;
  readonly output: { out: string; err: string };
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Resolves with the match once standard output has it. */
  outputMatches(pattern: RegExp): Promise<RegExpExecArray>;
}

export function runDemo(args: readonly string[], env: Record<string, string> = {}): RunningDemo {
  const child = spawn(process.execPath, [DEMO, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text;
  });
  return {
    child,
    output,
    ended: once(child, 'close').then(() => child.exitCode),
    async outputMatches(pattern) {
      for (;;) {
        const match = pattern.exec(output.out);
        if (match !== null) return match;
        if (child.exitCode !== null) throw new Error(`ended: ${output.out}${output.err}`);
        await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      }
    },
  };
}

/** Whether a process with this id is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
