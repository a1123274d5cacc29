import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import { patience } from '../../sandbox/patience.ts';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { onProgram, type Program } from '../support/program.ts';
import { kindOf } from '../support/stage.ts';
import { until } from '../support/until.ts';
import { ALWAYS, HOUR } from './by-hand.ts';

const CREATE = { method: 'POST', path: /create_video/ };
const POLL = { method: 'GET', path: /project|avatar_video/ };
const MEDIA = { method: 'GET', path: /\/media\// };
const UPLOAD = 'files.getUploadURLExternal';

/** Throws on a signal what nobody expects. */
const LATER = `
  process.on('SIGUSR2', () => { Promise.reject(new Error('xoxb-in-the-words')) });
  process.on('SIGHUP', () => { throw new Error('xoxb-in-the-words') });
`;
const ONCE = { slots: ['card', 'result'], paid: 1 };

type Life = ReturnType<Program['spawned']>;

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
/** Resolves when videos of this life have come into a state so often. */
const moved = (to: string, times = 1, also = '') =>
  until(() => {
    const lines = life.output.filter((line) => line.includes(`"to":"${to}"`));
    return lines.filter((line) => line.includes(also)).length >= times;
  });
const called = (method: string, script = '') =>
  program.slack.log.filter(
    (each) => each.method === method && JSON.stringify(each.arguments).includes(script),
  ).length;
/** Slack does what it is asked about a video, and does not say so. */
const slackHangs = (method: string, script = '') => {
  const when = (args: object) => JSON.stringify(args).includes(script);
  program.slack.fault({ method, kind: 'hang', done: true, when });
};
const cardOf = (script: string) =>
  program.slack
    .messages(MARKETING)
    .find((each) => kindOf(each) === 'card' && JSON.stringify(each).includes(script));
const cardSays = (script: string, words: string) =>
  JSON.stringify(cardOf(script) ?? null).includes(words);
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
const filesOnTheirWay = () => readdirSync(program.folder).filter((name) => name.endsWith('.part'));

it('F71 to F79: killed at each instant of a video’s life, a program goes on with it, shows it once and pays once', async () => {
  const { slack, jogg } = program;
  const card = 'F72: the card was posted, not answered';
  const turnedAway = 'F73: Jogg was to be asked again';
  const asked = 'F74: Jogg was asked and had not answered';
  const [rendering, told] = ['F75: the answer was stored', 'F76: a webhook was acknowledged'];
  const edited = 'F78: the card was edited, not answered';
  const [fetched, sent] = ['F79: its file was fetched', 'F79: its file was sent'];
  const accepted = 'F71: its form was accepted';

  await make(rendering, { renderMs: HOUR });
  await moved('rendering');
  const [first = ''] = jogg.projects.keys();
  await make(told, { renderMs: HOUR, webhook: 'after' });
  await moved('rendering', 2);
  const project = [...jogg.projects.keys()].at(-1) ?? '';
  jogg.fault({ kind: 'hang', work: true, match: CREATE });
  await make(asked);
  await until(() => endOf(asked).paid === 1);
  slackHangs('chat.update', edited);
  await make(edited);
  await until(() => called('chat.update', edited) === 1);
  const uploads = called(UPLOAD);
  slackHangs(UPLOAD);
  await make(sent);
  await until(() => called(UPLOAD) > uploads);
  const cut = jogg.fault({ kind: 'cut', match: MEDIA, times: ALWAYS });
  await make(fetched);
  await until(() => cut.struck > 0);
  slackHangs('chat.postMessage', card);
  await make(card);
  await until(() => cardOf(card) !== undefined);
  const limit = jogg.fault({ kind: 'retry_after', seconds: 4, match: CREATE, times: ALWAYS });
  await make(turnedAway);
  await moved('announced', 1, '"from":"submitting"');
  const hanging = jogg.fault({ kind: 'hang', match: POLL, times: ALWAYS });
  await until(() => hanging.struck > 0);
  await Promise.all([make(accepted), jogg.finish(project)]);
  const before = [told, rendering, turnedAway].map(endOf);
  await life.kill();
  for (const fault of [cut, limit, hanging]) fault.retract();
  life = await program.start();
  await jogg.finish(first);

  const shown = [accepted, card, turnedAway, rendering, told, edited, fetched, sent];
  for (const script of shown) await isShown(script);
  await until(() => cardSays(asked, '"action_id":"ask_again"'));
  const files = slack.messages(MARKETING).filter(({ files: its }) => its?.length);
  const untold = { slots: ['card'], paid: 1 };
  expect([
    before,
    Object.fromEntries([...shown, asked].map((each) => [each, endOf(each)])),
  ]).toEqual([
    [untold, untold, untold],
    {
      ...Object.fromEntries(shown.map((script) => [script, ONCE])),
      [turnedAway]: { ...ONCE, paid: 2 },
      [asked]: { slots: ['card', 'unconfirmed'], paid: 1 },
    },
  ]);
  expect([filesOnTheirWay(), files.length]).toEqual([[], shown.length]);
  // F77: what it held is taken over at once, and its successor waits for nothing.
  expect([life.said('queue_started', '"released":0'), life.said('state_held_trouble')]).toEqual([
    false,
    process.platform !== 'linux',
  ]);
});

it('F80, F81: told to stop twice and once more, a program finishes what Slack and Jogg take, and repeats none of it', async () => {
  const { slack, jogg } = program;
  const looked = () => called('conversations.history') + called('conversations.replies');
  const before = looked();
  const [asked, posted] = ['F80: Jogg takes the paid request', 'F80: Slack takes a message'];
  const stopping = Promise.withResolvers<void>();
  jogg.fault({ kind: 'held', until: stopping.promise, match: CREATE });
  await make(asked);
  await until(() => endOf(asked).paid === 1);
  const when = (args: object) => JSON.stringify(args).includes(posted);
  slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 400, when });
  await make(posted);
  await until(() => cardOf(posted) !== undefined);
  const began = performance.now();
  for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) {
    life.signal(signal);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  stopping.resolve();
  const { code } = await life.ended;
  const inTime = performance.now() - began < patience(25_000);
  life = await program.start();
  for (const script of [asked, posted]) await isShown(script);
  // Neither was in doubt: nobody looked for a message.
  expect([code, inTime, endOf(asked), endOf(posted), looked()]).toEqual([
    0,
    true,
    ONCE,
    ONCE,
    before,
  ]);
});

it('F89: an error that nobody handles is logged without its words, and a next start goes on', async () => {
  const script = 'F89: Jogg renders it';
  await make(script, { renderMs: HOUR });
  await moved('rendering');
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
