import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import { onProgram, type Program } from '../support/program.ts';
import { kindOf } from '../support/stage.ts';
import { until } from '../support/until.ts';
import { ALWAYS, HOUR } from './manual-stage.ts';

const CREATE = { method: 'POST', path: /create_video/ };
const MEDIA = { method: 'GET', path: /\/media\// };

/** Throws an unexpected error on a signal. */
const THROW_ON_SIGNAL = `
  process.on('SIGUSR2', () => { Promise.reject(new Error('xoxb-in-the-words')) });
  process.on('SIGHUP', () => { throw new Error('xoxb-in-the-words') });
`;
const ONCE = { slots: ['card', 'result'], paid: 1 };

type Run = Awaited<ReturnType<Program['start']>>;

/** One program; each test continues with the process of the previous one. */
const ends: (() => Promise<void>)[] = [];
let program: Program;
let run: Run;
beforeAll(async () => {
  program = await onProgram({
    atEnd: (end) => ends.push(end),
    // The system's temporary folder takes no file, so that files pass through the state's folder.
    env: { TMPDIR: '/nowhere' },
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(THROW_ON_SIGNAL)}`],
  });
  run = await program.start();
});
afterAll(async () => {
  for (const end of ends) await end();
});

async function make(script: string, outcome: Outcome = {}) {
  program.jogg.outcome({ webhook: 'never', ...outcome });
  const { delivery, errors } = await program.make(`Hello from Slack: ${script}`);
  expect([delivery?.outcome, errors]).toEqual(['ok', undefined]);
}
/** Slack's fault for the messages of a video. */
const slackFault = (script: string, how: Omit<FaultSpec, 'method'>) => {
  const when = (args: object) => JSON.stringify(args).includes(script);
  program.slack.fault({ ...how, method: 'chat.postMessage', when });
};
const cardOf = (script: string) =>
  program.slack
    .messages(MARKETING)
    .find((each) => kindOf(each) === 'card' && JSON.stringify(each).includes(script));
const cardSays = (of: string, words: string) => JSON.stringify(cardOf(of) ?? '').includes(words);
/** The messages of a video's thread, and the number of its paid requests. */
function endOf(script: string) {
  const thread = program.slack.thread(MARKETING, cardOf(script)?.ts ?? '');
  const paid = program.jogg.log.filter(
    ({ path, body }) => CREATE.path.test(path) && JSON.stringify(body).includes(script),
  );
  return { slots: thread.flatMap((message) => kindOf(message) ?? []), paid: paid.length };
}
const isShown = (script: string) =>
  program.driver.waitFor(() => cardSays(script, '.mp4') && endOf(script).slots.includes('result'));

// Crashes at every other point: `simulation/`; at random points: `troubles/`.
it('F71 to F79: killed during a form, a message, a paid request and a file, the program continues each video, shows it once and pays once', async () => {
  const { slack, jogg } = program;
  const files = () => slack.messages(MARKETING).filter((each) => each.files?.length).length;
  const before = files();
  const unanswered = 'F74: Jogg was asked and had not answered';
  const [accepted, card] = ['F71: its form was accepted', 'F72: the card was posted, not answered'];
  const [fetched, notified] = ['F79: its file was fetched', 'F76: a webhook was acknowledged'];
  await make(notified, { renderMs: HOUR, webhook: 'after' });
  await until(() => cardSays(notified, 'Just started'));
  const project = [...jogg.projects.keys()].at(-1) ?? '';
  jogg.fault({ kind: 'hang', work: true, match: CREATE });
  await make(unanswered);
  await until(() => endOf(unanswered).paid === 1);
  const cut = jogg.fault({ kind: 'cut', match: MEDIA, times: ALWAYS });
  await make(fetched);
  await until(() => cut.hits > 0);
  slackFault(card, { kind: 'hang', done: true });
  await make(card);
  await until(() => cardOf(card) !== undefined);
  await Promise.all([make(accepted), jogg.finish(project)]);
  await run.kill();
  cut.cancel();
  run = await program.start();

  const shown = [accepted, card, notified, fetched];
  for (const script of shown) await isShown(script);
  await until(() => cardSays(unanswered, '"action_id":"ask_again"'));
  // A kill between creating a file and removing its name leaves it empty.
  const left = readdirSync(program.folder)
    .filter((name) => name.endsWith('.part'))
    .filter((name) => statSync(join(program.folder, name), { throwIfNoEntry: false })?.size);
  expect([shown.map(endOf), endOf(unanswered), left, files() - before]).toEqual([
    ...[shown.map(() => ONCE), { slots: ['card', 'unconfirmed'], paid: 1 }, [], shown.length],
  ]);
  // F77: its successor takes over its tasks at once.
  const taken = [run.logged('queue_started', '"released":0'), run.logged('state_held_trouble')];
  expect(taken).toEqual([false, process.platform !== 'linux']);
});

it('F80, F81: after three stop signals the program finishes its calls to Slack and Jogg, and repeats none', async () => {
  const { slack, jogg } = program;
  const searches = () => slack.log.filter(({ method }) => /history|replies/.test(method)).length;
  const before = searches();
  const [unanswered, posted] = ['F80: Jogg takes the paid request', 'F80: Slack takes a message'];
  const stopping = Promise.withResolvers<void>();
  jogg.fault({ kind: 'held', until: stopping.promise, match: CREATE });
  await make(unanswered);
  await until(() => endOf(unanswered).paid === 1);
  slackFault(posted, { kind: 'slow', ms: 400 });
  await make(posted);
  await until(() => cardOf(posted) !== undefined);
  for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) run.signal(signal);
  stopping.resolve();
  const { code } = await run.ended;
  run = await program.start();
  for (const script of [unanswered, posted]) await isShown(script);
  // Neither was in doubt, so the app did not search for a message.
  expect([code, ...[unanswered, posted].map(endOf), searches()]).toEqual([0, ONCE, ONCE, before]);
});

it('F89: an unhandled error is logged without its message, and the next start continues', async () => {
  const script = 'F89: Jogg renders it';
  await make(script, { renderMs: HOUR });
  await until(() => cardSays(script, 'Just started'));
  const ended = [];
  for (const [signal, event] of [
    ['SIGUSR2', 'unhandled_rejection'],
    ['SIGHUP', 'uncaught_exception'],
  ] as const) {
    run.signal(signal);
    const { code } = await run.ended;
    const words = run.output.filter((line) => line.includes('in-the-words'));
    ended.push([code, run.logged(event), words]);
    run = await program.start();
  }
  await program.jogg.finish([...program.jogg.projects.keys()].at(-1) ?? '');
  await isShown(script);
  expect([ended, endOf(script)]).toEqual([Array(2).fill([1, true, []]), ONCE]);
});
