import './lib/needed-node.js';
import { enableCompileCache } from 'node:module';
import type { RunningApp } from './app/index.ts';
import { isMisnamed, readEnvFile } from './lib/env-file.ts';
import type { LogEvent } from './lib/log.ts';

// Halves the start: compiled code is cached between starts where the system allows it.
enableCompileCache();

const envFile = readEnvFile('.env');
if (envFile.kind === 'unread') {
  process.stderr.write(`jogg-slack cannot start: the file .env ${envFile.fix}.\n`);
  process.exit(1);
}
// The environment wins over the file.
for (const [name, value] of Object.entries(envFile.values)) process.env[name] ??= value;

if (process.argv[2] === 'doctor') {
  const { examine } = await import('./doctor/index.ts');
  const findings = await examine(process.env);
  const marks = { ok: '✓', warning: '!', fail: '✗' } as const;
  for (const { what, how, says } of findings)
    process.stdout.write(`${marks[how]} ${what}: ${says}\n`);
  process.exit(findings.some(({ how }) => how === 'fail') ? 1 : 0);
}

if (process.argv[2] === 'backup') {
  const { backup } = await import('./backup/index.ts');
  const { readStateUrl } = await import('./config/read-config.ts');
  const stateUrl = readStateUrl(process.env);
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (typeof stateUrl !== 'string') {
    print(`${stateUrl.variable}: ${stateUrl.fix}`);
    process.exit(1);
  }
  process.exit(backup({ args: process.argv.slice(3), stateUrl, print }));
}

if (process.argv[2] === 'migrate') {
  const { migrate } = await import('./migrate/index.ts');
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  process.exit(await migrate({ args: process.argv.slice(3), print, signal: stopping.signal }));
}

const { systemClock } = await import('./lib/clock.ts');
const { createEnding } = await import('./lib/ending.ts');

let logEvent: LogEvent = () => undefined;
let app: RunningApp | null = null;
let stopping = false;
// From here on, also while modules load: the first process of a container ends only by its own
// handler.
const end = createEnding({
  stop: async (withinMs) => {
    stopping = true;
    await app?.stop(withinMs);
  },
  exit: (code) => process.exit(code),
  clock: systemClock,
  logEvent: (event, fields) => logEvent(event, fields),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(signal));

const { ConfigError } = await import('./config/config.ts');
const { misspelt, readConfig } = await import('./config/read-config.ts');
const { createApp } = await import('./app/index.ts');
const { createLog, createLogEvent, errorFields } = await import('./lib/log.ts');

/** By then the webhook is registered and the lists are loaded. */
const DOCTOR_AFTER_MS = 5_000;

const config = (() => {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.problems.map(({ variable, fix }) => `  ${variable}: ${fix}`);
    process.stderr.write(
      [
        'jogg-slack cannot start. Please fix these settings:',
        '',
        ...lines,
        '',
        ...(isMisnamed('.env')
          ? ['The file .env.txt is not read: rename it to .env (Windows hides the ending).']
          : []),
        'Put them into .env (cp .env.example .env) or the environment; README.md explains each.',
        'To see the app work without any account: npm run demo',
        '',
      ].join('\n'),
    );
    process.exit(1);
  }
})();

const log = createLog(config.logLevel);
logEvent = createLogEvent(log, () => undefined);
for (const { variable, fix } of misspelt(process.env))
  log.warn('setting_unknown', { variable, says: fix });

// An unhandled rejection leaves an unknown state behind. A restart is safe.
process.on('unhandledRejection', (reason) => {
  log.error('unhandled_rejection', errorFields(reason));
  process.exit(1);
});
process.on('uncaughtException', (error) => {
  log.error('uncaught_exception', errorFields(error));
  process.exit(1);
});

const running = await createApp({ config, log }).catch(cannotStart);
app = running;
const { says: words } = await running.start().catch(cannotStart);
// For people: standard output belongs to the log, one JSON object a line.
for (const line of words) process.stderr.write(`${line}\n`);

// The doctor's findings once everything is up: one line per warning, none if all is well.
await systemClock.sleep(DOCTOR_AFTER_MS);
const { examineConfig } = await import('./doctor/index.ts');
for (const { what, how, says } of stopping ? [] : await examineConfig(config, running.jogg))
  if (how !== 'ok') log.warn('doctor', { what, how, says });

function cannotStart(error: unknown): never {
  log.error('start_failed', errorFields(error));
  const says = error instanceof Error ? error.message : String(error);
  process.stderr.write(`jogg-slack cannot start: ${says}\n`);
  process.exit(1);
}
