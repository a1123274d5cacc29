import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

// Halves the start: compiled code is kept between starts where the system lets us.
enableCompileCache();

// What the environment says wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');

const { ConfigError, misspelt, readConfig } = await import('./config.ts');
const { createApp } = await import('./app.ts');
const { createLog, errorFields } = await import('./lib/log.ts');
const { systemClock } = await import('./lib/clock.ts');

if (process.argv[2] === 'doctor') {
  const { examine } = await import('./doctor.ts');
  const findings = await examine(process.env);
  const marks = { well: '✓', warning: '!', ill: '✗' } as const;
  for (const { what, how, says } of findings)
    process.stdout.write(`${marks[how]} ${what}: ${says}\n`);
  process.exit(findings.some(({ how }) => how === 'ill') ? 1 : 0);
}

/** Kubernetes and systemd kill after 30 s; what is left then is taken up by the next start. */
const EXIT_WITHIN_MS = 25_000;
/** By then the webhook is registered and the lists are loaded. */
const DOCTOR_AFTER_MS = 5_000;

const config = (() => {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.problems.map(({ variable, mend }) => `  ${variable}: ${mend}`);
    process.stderr.write(
      [
        'jogg-slack cannot start. Please mend these settings:',
        '',
        ...lines,
        '',
        'Put them into .env (cp .env.example .env) or the environment; README.md explains each.',
        'To see the app work without any account: npm run demo',
        '',
      ].join('\n'),
    );
    process.exit(1);
  }
})();

const log = createLog(config.logLevel);
for (const { variable, mend } of misspelt(process.env))
  log.warn('setting_unknown', { variable, says: mend });

// A rejection nobody handles leaves the process in a state nobody knows: the next start is safe.
process.on('unhandledRejection', (reason) => {
  log.error('unhandled_rejection', errorFields(reason));
  process.exit(1);
});
process.on('uncaughtException', (error) => {
  log.error('uncaught_exception', errorFields(error));
  process.exit(1);
});

const app = await createApp(config, log).catch((error: unknown) => {
  log.error('start_failed', errorFields(error));
  process.stderr.write(`jogg-slack cannot start: ${messageOf(error)}\n`);
  process.exit(1);
});

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    app.stop(EXIT_WITHIN_MS - 2_000).then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error('stop_failed', errorFields(error));
        process.exit(1);
      },
    );
  });

await app.start().catch((error: unknown) => {
  log.error('start_failed', errorFields(error));
  process.stderr.write(`jogg-slack cannot start: ${messageOf(error)}\n`);
  process.exit(1);
});

// What the doctor would say, once everything is up: a warning a line, and nothing where all is well.
await systemClock.sleep(DOCTOR_AFTER_MS);
const { examineConfig } = await import('./doctor.ts');
for (const { what, how, says } of stopping ? [] : await examineConfig(config, app.jogg))
  if (how !== 'well') log.warn('doctor', { what, how, says });

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
