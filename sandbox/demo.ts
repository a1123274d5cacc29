import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoOptions, readDemoOptions, USAGE } from './demo-options.ts';
import { type DemoWorld, startDemoWorld } from './demo-world.ts';
import { freePort } from './free-port.ts';
import { createLastLines } from './last-lines.ts';
import { summariseLogLine } from './log-line.ts';
import { RunFailure, runOnce } from './once-run.ts';
import { patience } from './patience.ts';
import { GRACE, MARKETING } from './slack/seed.ts';
import { runTour } from './tour.ts';

const USUAL_PORT = 4400;
/** The longest a whole run may take on a quiet machine, the app's start included. */
const ONCE_MS = 180_000;
const TOUR_MS = 300_000;

const request = readDemoOptions(process.argv.slice(2));
if (request.kind === 'help') process.stdout.write(USAGE);
else if (request.kind === 'wrong') {
  process.stderr.write(`${request.problem}\n\n${USAGE}`);
  process.exitCode = 1;
} else {
  const { options } = request;
  const { once: script } = options;
  if (script !== null) process.exitCode = await once(options, script);
  else if (options.tour) process.exitCode = await tour(options);
  else await stayUp(options);
}

/** One video without a browser; the exit code. */
function once(options: DemoOptions, script: string): Promise<number> {
  const timing = {
    outer: process.env,
    withinMs: patience(ONCE_MS),
    renderMs: options.kill ? 3_000 : 1_000,
  };
  return headless(options, timing, async (world) => {
    const report = await runOnce(world, { script, kill: options.kill });
    say(`${report.thread}\n\n${report.summary}\nvideo: ${report.videoUrl}`);
  });
}

/** Everything without a browser; the exit code. */
function tour(options: DemoOptions): Promise<number> {
  // Only the second version of Jogg's API tells the balance.
  const outer = { JOGG_API_VERSION: 'v2', ...process.env };
  const timing = { outer, withinMs: patience(TOUR_MS), renderMs: 1_000 };
  return headless(options, timing, async (world) => {
    await world.lists;
    await runTour(world, say);
  });
}

/** A headless run; the exit code. Results go to standard output, the rest to standard error. */
async function headless(
  options: DemoOptions,
  {
    outer,
    withinMs,
    renderMs,
  }: {
    readonly outer: Readonly<Record<string, string | undefined>>;
    readonly withinMs: number;
    readonly renderMs: number;
  },
  work: (world: DemoWorld) => Promise<void>,
): Promise<number> {
  const last = createLastLines();
  let giveUp: (reason: RunFailure) => void = () => {};
  const trouble = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  trouble.catch(() => {});
  const timer = setTimeout(
    () => giveUp(new RunFailure(`the run did not end within ${Math.round(withinMs / 1000)} s`)),
    withinMs,
  );
  const interrupted = () => giveUp(new RunFailure('interrupted'));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  let world: DemoWorld | undefined;
  try {
    const starting = startDemoWorld({
      outer,
      socket: options.socket,
      webhook: options.webhook,
      pagePort: options.port,
      renderMs,
      pollScale: 0.05,
      onLine: (line) => {
        last.add(line);
        if (options.verbose) process.stderr.write(`${summariseLogLine(line)}\n`);
      },
      onStart: (pid, again) => {
        process.stderr.write(`${again ? 'app started again' : 'app started'}, pid ${pid}\n`);
        if (again && !options.kill) giveUp(new RunFailure('the app died in mid-run'));
      },
      onGiveUp: (reason) => giveUp(new RunFailure(reason)),
    });
    world = await Promise.race([starting, trouble]);
    await Promise.race([work(world), trouble]);
    return 0;
  } catch (error) {
    process.stderr.write(`The run failed: ${wordsOf(error)}\n\n${last.words()}`);
    return 1;
  } finally {
    clearTimeout(timer);
    await world?.stop();
  }
}

/** The interactive run: until Ctrl-C. */
async function stayUp(options: DemoOptions): Promise<void> {
  const logFile = join(mkdtempSync(join(tmpdir(), 'jogg-slack-log-')), 'app.log');
  const log = openSync(logFile, 'a');
  const last = createLastLines();
  let end = () => {};
  const world = await startDemoWorld({
    socket: options.socket,
    webhook: options.webhook,
    pagePort: await freePort(options.port === 0 ? USUAL_PORT : options.port),
    renderMs: [6_000, 9_000],
    pollScale: 0.25,
    onLine: (line) => {
      writeSync(log, `${line}\n`);
      last.add(line);
      if (options.verbose) say(`  ${summariseLogLine(line)}`);
    },
    onStart: (pid, again) => {
      if (again) say(`The app died and was started again: pid ${pid}`);
    },
    onGiveUp: (reason) => {
      process.stderr.write(`Given up: ${reason}.\n\n${last.words()}All of it: ${logFile}\n`);
      process.exitCode = 1;
      end();
    },
  }).catch((error: unknown) => {
    process.stderr.write(
      `The demo cannot start: ${wordsOf(error)}.\n\n${last.words()}All of it: ${logFile}\n`,
    );
    process.exit(1);
  });
  await world.slack.driver.say({
    user: GRACE,
    channel: MARKETING,
    text: 'The spring release is out on Thursday. Could somebody make a short video for it?',
  });
  say('');
  say(`The app runs, pid ${world.app.pid}. Kill it if you like: it is started again.`);
  say('');
  say(`  Open  ${world.url}`);
  say('  and type  /jogg Hello from Slack  in #marketing.');
  say('  Scripts with [fail], [slow], [credit] … rehearse trouble: see sandbox/jogg/README.md.');
  say('');
  say(
    `Slack and Jogg are stand-ins on this computer; nothing leaves it. The app's log: ${logFile}`,
  );
  say('Ctrl-C stops everything.');
  await new Promise<void>((resolve) => {
    end = resolve;
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  say('\nStopping …');
  await world.stop();
  closeSync(log);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
