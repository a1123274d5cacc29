import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { flatten } from '../../sandbox/slack/rules/input-state.ts';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { EMPTY_OPTION } from '../../src/slack/form/form-values.ts';
import { type FakesOptions, startFakes } from './fakes.ts';
import { until } from './until.ts';

const MAIN = resolve(import.meta.dirname, '../../src/start.js');

export interface ProgramOptions extends FakesOptions {
  readonly env?: Record<string, string>;
  readonly execArgv?: readonly string[];
  /** Runs a function at the end of the test: `onTestFinished`. */
  readonly atEnd: (end: () => Promise<void>) => void;
}

export type Program = Awaited<ReturnType<typeof onProgram>>;

/**
 * The real program as its own process, with its state in a file, between the two fakes. The test
 * starts and ends it; delays are a fiftieth, renders take 300 ms.
 */
export async function onProgram({ env, execArgv = [], atEnd, ...options }: ProgramOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-program-'));
  const world = await startFakes(options, join(folder, 'state.sqlite'));
  const { driver, url } = world;
  const children = new Set<ChildProcess>();
  const outputs: string[][] = [];
  atEnd(async () => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    await world.end(outputs.flat());
  });

  return {
    ...world,
    folder,
    /** Starts the program and resolves when it is ready. */
    async start() {
      const child = spawn(process.execPath, [...execArgv, MAIN], {
        cwd: folder,
        env: { ...world.env, TMPDIR: folder, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.add(child);
      const output: string[] = [];
      outputs.push(output);
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on('line', (line) => output.push(line));
      // All its output has arrived once the stream is closed.
      const ended = once(child, 'close').then(([code]) => {
        children.delete(child);
        return { code };
      });
      await until(async () => {
        if (output.some((line) => line.includes('cannot start')))
          throw new Error(output.join('\n'));
        const response = await fetch(`${url}/readyz`).catch(() => null);
        await response?.body?.cancel();
        return response?.status === 200;
      });
      return {
        output,
        ended,
        signal: (name: NodeJS.Signals) => child.kill(name),
        /** Sends SIGKILL; resolves once the process has ended. */
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
        /** Whether the log has a line of this event with these words. */
        logged: (event: string, words = '') =>
          output.some((line) => line.includes(`"event":"${event}"`) && line.includes(words)),
      };
    },
    /** Opens the form and submits it; returns the errors under its fields. */
    async make(script: string) {
      // A new process on a busy machine may be too slow for Slack; the app then asks for
      // the command again.
      let viewId = '';
      await until(async () => {
        viewId = (await driver.command({ channel: MARKETING })).viewId ?? '';
        return viewId !== '';
      });
      // The very first start still has to load Jogg's lists.
      await until(async () => {
        const offered = await driver.suggest({ viewId, actionId: 'voice', query: '' });
        return flatten(offered).some(({ value }) => value !== EMPTY_OPTION);
      });
      const values = { script, avatar: { query: '' }, voice: { query: '' } };
      return driver.submit({ viewId, values });
    },
  };
}
