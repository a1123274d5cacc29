import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrExit } from '../src/lib/process/read-options.ts';
import { SANDBOX_KEYS } from './app-env.ts';
import { type DemoOptions, readDemoOptions, USAGE } from './demo-options.ts';
import { type DemoWorld, startDemoWorld } from './demo-world.ts';
import { freePort } from './free-port.ts';
import { createLastLines, summariseLogLine } from './log-line.ts';
import { messageOf, paidRequests, RunFailure, runOnce } from './once-run.ts';
import { GRACE, MARKETING, NORTHWIND, TEAM } from './slack/seed.ts';
import { timeLimit } from './time-limit.ts';
import { runTour } from './tour.ts';

const DEFAULT_PORT = 4400;
const TIMEOUT_MS = 300_000;
const RENDER_MS = { once: 1_000, tour: 300, stayUp: [6_000, 9_000] } as const;
const WORKSPACES_HELP = `
The squares on the left are workspaces. “Sandbox” has the app; open another one and press
“Add to Slack”. The ▾ at a workspace's name removes the app, and installs it for all of
“Globex” at once; ⚠ lets its token expire. Each workspace sees only its own videos.
Its first person is an admin, whose Home accepts ${SANDBOX_KEYS.ownJoggApiKey} as its own Jogg key.
`;
const SAMPLE_MESSAGE =
  'The spring release is out on Thursday. Could somebody make a short video for it?';

const { options: requested } = runOrExit(readDemoOptions(process.argv.slice(2)), USAGE);
if (requested.once === null && !requested.tour) await stayUp(requested);
else process.exitCode = await headless(requested);

/** Makes one video or runs the tour without a browser; returns the exit code. */
async function headless(options: DemoOptions): Promise<number> {
  const lastLines = createLastLines();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const giveUp = (reason: string) => failure.reject(new RunFailure(reason));
  const seconds = Math.round(timeLimit(TIMEOUT_MS) / 1000);
  const timer = setTimeout(
    () => giveUp(`the run did not end within ${seconds} s`),
    timeLimit(TIMEOUT_MS),
  );
  const interrupted = () => giveUp('interrupted');
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  let world: DemoWorld | undefined;
  try {
    const starting = startDemoWorld({
      ...options,
      // Only v2 of Jogg's API returns the balance.
      parentEnv: options.tour ? { JOGG_API_VERSION: 'v2', ...process.env } : process.env,
      renderMs: options.tour ? RENDER_MS.tour : RENDER_MS.once,
      pollScale: 0.05,
      onLine: (line) => {
        lastLines.add(line);
        if (options.verbose) process.stderr.write(`${summariseLogLine(line)}\n`);
      },
      onStart: (pid, again) => {
        process.stderr.write(`${again ? 'app started again' : 'app started'}, pid ${pid}\n`);
        if (again && !options.kill) giveUp('the app died mid-run');
      },
      onGiveUp: giveUp,
    });
    world = await Promise.race([starting, failure.promise]);
    await Promise.race([run(world, options), failure.promise]);
    return 0;
  } catch (error) {
    process.stderr.write(`The run failed: ${messageOf(error)}\n\n${lastLines.text()}`);
    return 1;
  } finally {
    clearTimeout(timer);
    await world?.stop();
  }
}

async function run(world: DemoWorld, options: DemoOptions): Promise<void> {
  const { once: script, kill, socket, webhook, workspaces } = options;
  const teams = workspaces ? [TEAM, NORTHWIND.team] : [TEAM];
  if (workspaces) for (const { id } of teams) await installIn(world, id);
  await world.lists;
  if (script === null) return runTour(world, say);
  const how = [
    `Slack over ${socket ? 'Socket Mode' : 'HTTP'}`,
    `the result found ${webhook ? 'by webhook' : 'by polling'}`,
    ...(kill ? ['the app killed with SIGKILL mid-render and started again'] : []),
  ];
  for (const { id, name } of teams) {
    if (workspaces) say(`In ${name}, which has just installed the app:\n`);
    const order = { script, kill, paidBefore: paidRequests(world).length };
    const { thread, summary, videoUrl } = await runOnce(world, order, world.slack.workspace(id));
    say(`${thread}\n\n${summary}\n${how.join(', ')}\nvideo: ${videoUrl}`);
    if (workspaces && id === TEAM.id) say('');
  }
}

async function stayUp(options: DemoOptions): Promise<void> {
  const logFile = join(mkdtempSync(join(tmpdir(), 'jogg-slack-log-')), 'app.log');
  const log = openSync(logFile, 'a');
  const lastLines = createLastLines();
  const end = Promise.withResolvers<void>();
  const failed = (text: string) => {
    process.stderr.write(`${text}.\n\n${lastLines.text()}All of it: ${logFile}\n`);
    process.exitCode = 1;
    end.resolve();
  };
  const world = await startDemoWorld({
    ...options,
    parentEnv: process.env,
    port: await freePort(options.port === 0 ? DEFAULT_PORT : options.port),
    renderMs: RENDER_MS.stayUp,
    pollScale: 0.25,
    onLine: (line) => {
      writeSync(log, `${line}\n`);
      lastLines.add(line);
      if (options.verbose) say(`  ${summariseLogLine(line)}`);
    },
    onStart: (pid, again) => {
      if (again) say(`The app died and started again, pid ${pid}`);
    },
    onGiveUp: (reason) => failed(`Given up: ${reason}`),
  }).catch((error: unknown) => {
    failed(`The demo cannot start: ${messageOf(error)}`);
    process.exit();
  });
  if (options.workspaces)
    await installIn(world, TEAM.id).catch(async (error: unknown) => {
      failed(messageOf(error));
      await world.stop();
      process.exit();
    });
  await world.slack.driver.say({ user: GRACE, channel: MARKETING, text: SAMPLE_MESSAGE });
  say(`
Ready. Open this page and type  /jogg Hello from Slack  in #marketing:

  ${world.url}
${options.workspaces ? WORKSPACES_HELP : ''}
Put [fail], [slow] or [credit] into a script to see what happens when things go wrong
(all of them: sandbox/jogg/README.md). Try  kill -9 ${world.app.pid}  while a video renders:
the app restarts and loses nothing.

Slack and Jogg are fakes on this computer; nothing leaves it. The app's log: ${logFile}
Ctrl-C stops everything.`);
  process.once('SIGINT', end.resolve).once('SIGTERM', end.resolve);
  await end.promise;
  say('\nStopping…');
  await world.stop();
  closeSync(log);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * Installs the app in one of the demo's workspaces as a person does in a browser: from the app's
 * page to Slack's consent page and back.
 * @throws RunFailure with the last page's text if the app is not installed afterwards
 */
async function installIn({ installUrl, slack }: DemoWorld, place: string): Promise<void> {
  const first = await fetch(installUrl ?? '', { redirect: 'manual' });
  const firstPage = await first.text();
  const link = /href="([^"]*\/oauth\/v2\/authorize\?[^"]*)"/.exec(firstPage)?.[1];
  const consent = first.headers.get('location') ?? link?.replaceAll('&amp;', '&');
  if (consent === undefined) throw failed(first, firstPage);
  const body = new URLSearchParams({ place, decision: 'allow' });
  const allowed = await fetch(consent, { method: 'POST', body, redirect: 'manual' });
  const back = allowed.headers.get('location');
  if (back === null) throw failed(allowed, await allowed.text());
  const cookie = first.headers.getSetCookie().map((each) => each.split(';')[0]);
  const headers = { cookie: cookie.join('; ') };
  const installed = await fetch(back, { headers, redirect: 'manual' });
  const page = await installed.text();
  if (installed.status !== 200 || slack.workspace(place).installed() === null)
    throw failed(installed, page);
}

function failed({ url, status }: Response, page: string): RunFailure {
  const text = page.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return new RunFailure(`the app could not be installed: ${url} says ${status}${text}`);
}
