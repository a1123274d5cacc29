import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { flatten } from '../../sandbox/slack/rules/input-state.ts';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { NOTHING_YET } from '../../src/slack/form/form-values.ts';
import { kindOf, type StandInOptions, standIns } from './stand-ins.ts';
import { until } from './until.ts';

const MAIN = resolve(import.meta.dirname, '../../src/start.js');

export interface ProgramOptions extends StandInOptions {
  /** More settings, or other ones. */
  readonly env?: Record<string, string>;
  /** What Node is told before the program, e.g. `--import`. */
  readonly execArgv?: readonly string[];
  /** Runs what it is given when the test ends: `onTestFinished`. */
  readonly atEnd: (end: () => Promise<void>) => void;
}

export type Program = Awaited<ReturnType<typeof onProgram>>;

/**
 * The real program as its own process, with its state in a file, between the two stand-ins. Started
 * and ended as a test says; delays are a fiftieth, renders take 300 ms.
 */
export async function onProgram(options: ProgramOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-program-'));
  const file = join(folder, 'state.sqlite');
  const world = await standIns(options, file);
  const { slack, driver, url } = world;
  const living = new Set<ChildProcess>();
  const outputs: string[][] = [];
  options.atEnd(async () => {
    for (const child of living) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    await world.end(outputs.flat());
  });
  const env = { ...world.env, TMPDIR: folder, ...options.env };

  /** Starts the program, with other settings for this life; it may well end by itself. */
  const spawned = (over: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [...(options.execArgv ?? []), MAIN], {
      cwd: folder,
      env: { ...env, ...over },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    living.add(child);
    const output: string[] = [];
    outputs.push(output);
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => output.push(line));
    // Only when it is closed is all that it wrote here.
    const ended = once(child, 'close').then(([code, signal]) => {
      living.delete(child);
      return { code, signal };
    });
    return {
      pid: child.pid ?? 0,
      output,
      /** How it ended: its exit code or the signal that ended it. */
      ended,
      signal: (name: NodeJS.Signals) => child.kill(name),
      /** SIGKILL; resolves when it is gone. */
      async kill() {
        child.kill('SIGKILL');
        await ended;
      },
      /** Whether a line of this event, with these words in it, was logged. */
      said: (event: string, words = '') =>
        output.some((line) => line.includes(`"event":"${event}"`) && line.includes(words)),
    };
  };

  return {
    ...world,
    file,
    folder,
    /** What the program is started with. */
    env,
    spawned,
    /** Starts the program and resolves when it is ready. */
    start: async (over: Record<string, string> = {}) => {
      const life = spawned(over);
      await until(async () => {
        if (life.output.some((line) => line.includes('cannot start')))
          throw new Error(life.output.join('\n'));
        return (await ready(url)) === 200;
      });
      return life;
    },
    ready: () => ready(url),
    /** Opens the form and presses its button; answers what stands under its fields. */
    make: async (script = 'Hello from Slack') => {
      // A process that has just started on a busy machine may be too slow for Slack: the app then
      // says to type it again.
      let viewId = '';
      await until(async () => {
        viewId = (await driver.command({ channel: MARKETING })).viewId ?? '';
        return viewId !== '';
      });
      const values = { script, avatar: { query: '' }, voice: { query: '' } };
      // The very first start has still to ask Jogg for its lists.
      await until(async () => {
        const offered = await driver.suggest({ viewId, actionId: 'voice', query: '' });
        return flatten(offered).some(({ value }) => value !== NOTHING_YET);
      });
      const press = () => driver.submit({ viewId, values });
      return { ...(await press()), press };
    },
    paid: () => world.paid().length,
    card: () => JSON.stringify(slack.messages(MARKETING).find((each) => kindOf(each) === 'card')),
  };
}

/** The status of `/readyz`; 0 where nobody answers. */
async function ready(url: string): Promise<number> {
  const response = await fetch(`${url}/readyz`).catch(() => null);
  await response?.body?.cancel();
  return response?.status ?? 0;
}
