import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../sandbox/free-port.ts';
import { nowMs } from './instant.ts';
import { processorMs } from './processor-time.ts';
import { SIGNING_SECRET, WEBHOOK_SECRET } from './signed-requests.ts';

const READY_TIMEOUT_MS = 30_000;
/** `BENCH_PROFILE=FOLDER`: each program writes a profile there, for `bench/profile.ts`. */
const { BENCH_PROFILE } = process.env;
const PROFILE_FLAGS = BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${BENCH_PROFILE}`] : [];

/** A measured program in its own process. */
export interface Program {
  readonly url: string;
  /** The time from the start of the process to the first 200 of `/readyz`, in ms. */
  readonly startMs: number;
  /** Its current memory, in MiB. */
  memory(): number;
  /**
   * Its processor time so far, in ms; NaN if the system does not report it.
   */
  processorMs(): number;
  stop(): Promise<void>;
}

/** The addresses of a program's environment. */
export interface Environment {
  readonly slackApiUrl: string;
  readonly joggUrl: string;
  /** Its working directory and its `TMPDIR`, which also holds Node's cache of compiled code. */
  readonly folder: string;
}

/**
 * Starts `src/start.js` as an operator would, with its own state in `folder`. `overrides` are
 * additional settings.
 */
export function startApp(
  environment: Environment,
  state = `state-${Date.now()}`,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Program> {
  return start('../src/start.js', environment, nodeFlags(), {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    JOGG_API_KEY: 'bench-key',
    JOGG_API_VERSION: 'v1',
    JOGG_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STATE_URL: `sqlite://${environment.folder}/${state}.sqlite`,
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    ...overrides,
  });
}

/** Starts one of the baselines of this folder. */
export function startBaseline(
  file: './bare-bolt.ts' | './bare-webhook.ts',
  environment: Environment,
  settings: Readonly<Record<string, string>> = {},
): Promise<Program> {
  return start(file, environment, [], settings);
}

/** The Node options of `npm start`. */
function nodeFlags(): string[] {
  const { scripts } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { scripts: { start: string } };
  return [...new Set(scripts.start.split(' ').filter((word) => word.startsWith('--')))];
}

async function start(
  file: string,
  environment: Environment,
  flags: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Program> {
  const port = await freePort();
  const began = nowMs();
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [...PROFILE_FLAGS, ...flags, program], {
    cwd: environment.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      TMPDIR: environment.folder,
      PORT: String(port),
      SLACK_API_URL: environment.slackApiUrl,
      JOGG_API_URL: environment.joggUrl,
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(child, `${url}/readyz`, file);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const startMs = nowMs() - began;
  return {
    url,
    startMs,
    memory: () => residentMiB(child.pid ?? 0),
    processorMs: () => processorMs(child.pid ?? 0),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(timer);
    },
  };
}

async function ready(child: ChildProcess, url: string, file: string): Promise<void> {
  const until = nowMs() + READY_TIMEOUT_MS;
  while (nowMs() < until) {
    if (child.exitCode !== null) throw new Error(`${file} ended at its start`);
    if ((await statusOf(url)) === 200) return;
    await sleep(3);
  }
  throw new Error(`${file} was not ready within ${READY_TIMEOUT_MS / 1_000} s`);
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', () => resolve(undefined));
  });
}

function residentMiB(pid: number): number {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
  }
  return (
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024
  );
}
