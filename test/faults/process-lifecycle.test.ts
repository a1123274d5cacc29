import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { onProgram, type Program } from '../support/program.ts';
import { kindOf } from '../support/stage.ts';
import { until } from '../support/until.ts';
import { ALWAYS, HOUR } from './manual-stage.ts';

const CREATE = { method: 'POST', path: /create_video/ };
const MEDIA = { method: 'GET', path: /\/media\// };

/** Throws on a signal what nobody expects. */
const LATER = `
  process.on('SIGUSR2', () => { Promise.reject(new Error('xoxb-in-the-words')) });
  process.on('SIGHUP', () => { throw new Error('xoxb-in-the-words') });
`;
const ONCE = { slots: ['card', 'result'], paid: 1 };

type Life = Awaited<ReturnType<Program['start']>>;

/** One program; each test begins with the life that the one before it has left. */
const ends: (() => Promise<void>)[] = [];
let program: Program;
let life: Life;
beforeAll(async () => {
  program = await onProgram({
    atEnd: (end) => ends.push(end),
    // The system's own folder takes no file, so that files come through that of the state.
    env: { TMPDIR: '/nowhere' },
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(LATER)}`],
  });
  life = await program.start();
});
afterAll(async () => {
  for (const end of ends) await end();
});

async function make(script: string, outcome: Outcome = {}) {
  program.jogg.outcome({ webhook: 'never', ...outcome });
  const { delivery, errors } = await program.make(`Hello from Slack: ${script}`);
  expect([delivery?.outcome, errors]).toEqual(['ok', undefined]);
}
/** What Slack does with the messages of a video. */
const slackTakes = (script: string, how: Omit<FaultSpec, 'method'>) => {
  const when = (args: object) => JSON.stringify(args).includes(script);
  program.slack.fault({ ...how, method: 'chat.postMessage', when });
};
const cardOf = (script: string) =>
  program.slack
    .messages(MARKETING)
    .find((each) => kindOf(each) === 'card' && JSON.stringify(each).includes(script));
const cardSays = (of: string, words: string) => JSON.stringify(cardOf(of) ?? '').includes(words);
/** What a video's thread shows, and how often it was paid for. */
function endOf(script: string) {
  const thread = program.slack.thread(MARKETING, cardOf(script)?.ts ?? '');
  const paid = program.jogg.log.filter(
    ({ path, body }) => CREATE.path.test(path) && JSON.stringify(body).includes(script),
  );
  return { slots: thread.flatMap((message) => kindOf(message) ?? []), paid: paid.length };
}
const isShown = (script: string) =>
  program.driver.waitFor(() => cardSays(script, '.mp4') && endOf(script).slots.includes('result'));

// At every other instant: `simulation/`, crash by crash; at random ones: `troubles/`.
it('F71 to F79: killed with a form, a message, a paid request and a file on their way, a program goes on with each video, shows it once and pays once', async () => {
  const { slack, jogg } = program;
  const asked = 'F74: Jogg was asked and had not answered';
  const [accepted, card] = ['F71: its form was accepted', 'F72: the card was posted, not answered'];
  const [fetched, told] = ['F79: its file was fetched', 'F76: a webhook was acknowledged'];
  await make(told, { renderMs: HOUR, webhook: 'after' });
  await until(() => life.said('video_moved', '"to":"rendering"'));
  const [project = ''] = jogg.projects.keys();
  jogg.fault({ kind: 'hang', work: true, match: CREATE });
  await make(asked);
  await until(() => endOf(asked).paid === 1);
  const cut = jogg.fault({ kind: 'cut', match: MEDIA, times: ALWAYS });
  await make(fetched);
  await until(() => cut.hits > 0);
  slackTakes(card, { kind: 'hang', done: true });
  await make(card);
  await until(() => cardOf(card) !== undefined);
  await Promise.all([make(accepted), jogg.finish(project)]);
  await life.kill();
  cut.cancel();
  life = await program.start();

  const shown = [accepted, card, told, fetched];
  for (const script of shown) await isShown(script);
  await until(() => cardSays(asked, '"action_id":"ask_again"'));
  const files = slack.messages(MARKETING).filter(({ files: its }) => its?.length);
  // A kill may come between the making of a file and the removal of its name; then it is empty.
  const left = readdirSync(program.folder)
    .filter((name) => name.endsWith('.part'))
    .filter((name) => statSync(join(program.folder, name), { throwIfNoEntry: false })?.size);
  expect([shown.map(endOf), endOf(asked), left, files.length]).toEqual([
    ...[shown.map(() => ONCE), { slots: ['card', 'unconfirmed'], paid: 1 }, [], shown.length],
  ]);
  // F77: what it held is taken over at once, and its successor waits for nothing.
  const taken = [life.said('queue_started', '"released":0'), life.said('state_held_trouble')];
  expect(taken).toEqual([false, process.platform !== 'linux']);
});

it('F80, F81: told to stop twice and once more, a program finishes what Slack and Jogg take, and repeats none of it', async () => {
  const { slack, jogg } = program;
  const looked = () => slack.log.filter(({ method }) => /history|replies/.test(method)).length;
  const before = looked();
  const [asked, posted] = ['F80: Jogg takes the paid request', 'F80: Slack takes a message'];
  const stopping = Promise.withResolvers<void>();
  jogg.fault({ kind: 'held', until: stopping.promise, match: CREATE });
  await make(asked);
  await until(() => endOf(asked).paid === 1);
  slackTakes(posted, { kind: 'slow', ms: 400 });
  await make(posted);
  await until(() => cardOf(posted) !== undefined);
  const began = performance.now();
  for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) {
    life.signal(signal);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  stopping.resolve();
  const { code } = await life.ended;
  const inTime = performance.now() - began < timeLimit(25_000);
  life = await program.start();
  for (const script of [asked, posted]) await isShown(script);
  // Neither was in doubt: nobody looked for a message.
  const seen = { code, inTime, ends: [asked, posted].map(endOf), looked: looked() };
  expect(seen).toEqual({ code: 0, inTime: true, ends: [ONCE, ONCE], looked: before });
});

it('F89: an error that nobody handles is logged without its words, and a next start goes on', async () => {
  const script = 'F89: Jogg renders it';
  await make(script, { renderMs: HOUR });
  await until(() => life.said('video_moved', '"to":"rendering"'));
  const ended = [];
  for (const [signal, event] of [
    ['SIGUSR2', 'unhandled_rejection'],
    ['SIGHUP', 'uncaught_exception'],
  ] as const) {
    life.signal(signal);
    const { code } = await life.ended;
    const words = life.output.filter((line) => line.includes('in-the-words'));
    ended.push([code, life.said(event), words]);
    life = await program.start();
  }
  await program.jogg.finish([...program.jogg.projects.keys()].at(-1) ?? '');
  await isShown(script);
  expect([ended, endOf(script)]).toEqual([Array(2).fill([1, true, []]), ONCE]);
});
