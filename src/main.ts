import './lib/check-node-version.js';
import type { RunningApp } from './app/index.ts';
import { readArguments, USAGE } from './config/read-arguments.ts';
import type { LogEvent } from './lib/log.ts';
import { readEnvFile } from './lib/process/env-file.ts';

const invocation = readArguments(process.argv.slice(2));
if (invocation.kind === 'help') {
  process.stdout.write(USAGE);
  process.exit(0);
}
if (invocation.kind === 'invalid') {
  process.stderr.write(`${invocation.problem}\n\n${USAGE}`);
  process.exit(1);
}

const envFile = readEnvFile('.env');
if (envFile.kind === 'unreadable') {
  process.stderr.write(`jogg-slack cannot start: the file .env ${envFile.fix}.\n`);
  process.exit(1);
}
// The environment wins over the file.
for (const [name, value] of Object.entries(envFile.values)) process.env[name] ??= value;

if (invocation.kind === 'doctor') {
  const { examine } = await import('./doctor/index.ts');
  const { report } = await import('./doctor/report.ts');
  const findings = await examine(process.env);
  for (const line of report(findings, envFile.file)) process.stdout.write(`${line}\n`);
  process.exit(findings.some(({ status }) => status === 'fail') ? 1 : 0);
}

if (invocation.kind === 'backup' || invocation.kind === 'erase') {
  const { readStateUrl } = await import('./config/read-config.ts');
  const stateUrl = readStateUrl(process.env);
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (typeof stateUrl !== 'string') {
    print(`${stateUrl.variable}: ${stateUrl.fix}`);
    process.exit(1);
  }
  const options = { args: invocation.args, stateUrl, print };
  if (invocation.kind === 'erase') {
    const { erase } = await import('./erase/index.ts');
    process.exit(await erase(options));
  }
  const { backup } = await import('./backup/index.ts');
  process.exit(backup(options));
}

if (invocation.kind === 'migrate') {
  const { migrate } = await import('./migrate/index.ts');
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  process.exit(await migrate({ args: invocation.args, print, signal: stopping.signal }));
}

const { systemClock } = await import('./lib/clock.ts');
const { createShutdown } = await import('./lib/shutdown.ts');

/** How long the remaining spans may take to reach the collector. */
const LAST_SPANS_MS = 1_000;

let logEvent: LogEvent = () => undefined;
let app: RunningApp | null = null;
let stopping = false;
let tracing: { stop(): Promise<void> } | null = null;
// Installed before the modules load: as PID 1 of a container the process ends only by its own
// signal handler.
const shutDown = createShutdown({
  stop: async (timeoutMs) => {
    stopping = true;
    await app?.stop(timeoutMs);
    const sent = tracing?.stop().catch(() => undefined);
    await Promise.race([sent, systemClock.sleep(LAST_SPANS_MS)]);
  },
  exit: (code) => process.exit(code),
  clock: systemClock,
  logEvent: (event, fields) => logEvent(event, fields),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => shutDown(signal));

const { ConfigError } = await import('./config/config.ts');
const { misspelledVariables, readConfig } = await import('./config/read-config.ts');
const { problemLines } = await import('./config/problem-copy.ts');
const { isTracingEnabled } = await import('./config/tracing-enabled.ts');
const { createApp } = await import('./app/index.ts');
const { createTellOperator } = await import('./app/tell-operator.ts');
const { appVersion } = await import('./app/app-version.ts');
const { createLog, createLogEvent, errorFields } = await import('./lib/log.ts');

/** After this delay the webhook is registered and the lists are loaded. */
const DOCTOR_AFTER_MS = 5_000;

const config = (() => {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = problemLines(error.problems, envFile.file);
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exit(1);
  }
})();

const log = createLog(config.logLevel);
logEvent = createLogEvent(log, () => undefined);
for (const { variable, fix } of misspelledVariables(process.env))
  log.warn('setting_unknown', { variable, says: fix });

// After an unhandled rejection the state in memory is unknown. A restart is safe.
process.on('unhandledRejection', (reason) => {
  log.error('unhandled_rejection', errorFields(reason));
  process.exit(1);
});
process.on('uncaughtException', (error) => {
  log.error('uncaught_exception', errorFields(error));
  process.exit(1);
});

if (isTracingEnabled(process.env))
  tracing = await import('./app/start-tracing.ts').then(
    ({ startTracing }) => startTracing({ env: process.env, version: appVersion(), logEvent }),
    () => {
      const says = 'OTEL_EXPORTER_OTLP_ENDPOINT is set, but the packages for it are not installed';
      log.warn('tracing_not_started', { says: `${says}: run npm ci` });
      return null;
    },
  );

const tell = createTellOperator(log, process.stderr);
const running = await createApp({ config, log, tell }).catch(cannotStart);
app = running;
await running.start().catch(cannotStart);

// Logs the doctor's warnings once the app is up.
await systemClock.sleep(DOCTOR_AFTER_MS);
const { examineConfig } = await import('./doctor/index.ts');
for (const { check, status, message } of stopping ? [] : await examineConfig(config, running.jogg))
  if (status !== 'ok') log.warn('doctor', { what: check, how: status, says: message });

function cannotStart(error: unknown): never {
  log.error('start_failed', errorFields(error));
  const says = error instanceof Error ? error.message : String(error);
  process.stderr.write(`jogg-slack cannot start: ${says}\n`);
  process.exit(1);
}
