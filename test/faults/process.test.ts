import { readdirSync } from 'node:fs';
import { describe, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { ConfigError } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { onProgram, type Program } from '../support/program.ts';
import { until } from '../support/stage.ts';
import { numbers, rowsOf } from './rows.ts';

const CREATE = { method: 'POST', path: /create_video/ };

/** The outcome in the channel's true history and at Jogg. */
const end = (program: Program) => [program.slots(), program.paid()];
const ONCE = [['card', 'result'], 1];

const said = (program: Program, method: string) =>
  program.slack.log.filter((each) => each.method === method).length;

describe.concurrent('killed with a file in its hands', () => {
  it.for([
    ['fetched', 'GET', /\/media\//],
    ['sent', 'POST', null],
  ] as const)(
    'F79: while the video’s file is %s, the next start shows it once and nothing is left in the folder for such files',
    async ([what, , path], { expect, onTestFinished }) => {
      const program = await onProgram({ atEnd: onTestFinished });
      if (path) program.jogg.fault({ kind: 'cut', match: { method: 'GET', path } });
      else program.slack.fault({ method: 'files.getUploadURLExternal', kind: 'hang', done: true });
      const life = await program.start();
      await program.make();
      if (what === 'sent') await until(() => said(program, 'files.getUploadURLExternal') === 1);
      else await until(() => program.jogg.log.some((each) => path?.test(each.path) ?? false));
      await life.kill();
      await program.start();
      await program.shown('result');
      const left = readdirSync(program.folder).filter((name) => name.endsWith('.part'));
      expect([...end(program), left]).toEqual([...ONCE, []]);
    },
  );
});

describe.concurrent('told to stop', () => {
  it('F80: while Slack takes a message, it is finished, stored and not posted again', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished });
    program.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 800 });
    const life = await program.start();
    await program.make();
    await program.shown('card');
    life.signal('SIGTERM');
    const { code } = await life.ended;
    const unready = await program.ready();
    await program.start();
    await program.shown('result');
    // It was not in doubt either: nobody looked for it.
    const searches =
      said(program, 'conversations.history') + said(program, 'conversations.replies');
    expect([code, unready, ...end(program), searches]).toEqual([0, 0, ...ONCE, 0]);
  });

  it('F80: while Jogg takes the paid request, its answer is stored', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished, jogg: { renderMs: 1_500 } });
    program.jogg.fault({ kind: 'slow', ms: 800, match: CREATE });
    const life = await program.start();
    await program.make();
    await until(() => program.paid() === 1);
    life.signal('SIGTERM');
    const { code } = await life.ended;
    await program.start();
    await program.shown('result');
    expect([code, ...end(program)]).toEqual([0, ...ONCE]);
  });

  it.for([
    ['SIGTERM twice', ['SIGTERM', 'SIGTERM']],
    ['SIGINT while it stops', ['SIGTERM', 'SIGINT']],
    ['SIGINT alone', ['SIGINT']],
    ['SIGTERM as soon as it runs', ['SIGTERM']],
  ] as const)(
    'F81: %s: still a clean end, and nothing is lost',
    async ([name, signals], { expect, onTestFinished }) => {
      const program = await onProgram({ atEnd: onTestFinished });
      const life = await program.start();
      if (name !== 'SIGTERM as soon as it runs') {
        program.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 400 });
        await program.make();
        await program.shown('card');
      }
      const began = performance.now();
      for (const signal of signals) {
        life.signal(signal);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      const { code } = await life.ended;
      const inTime = performance.now() - began < patience(25_000);
      await program.start();
      if (program.slots().length === 0) await program.make();
      await program.shown('result');
      expect([code, inTime, ...end(program)]).toEqual([0, true, ...ONCE]);
    },
  );
});

describe.concurrent('a network that goes nowhere', () => {
  it.for([
    ['a name that nobody resolves', 'http://jogg.invalid'],
    ['an IPv6 address that swallows everything', 'http://[100::1]'],
  ] as const)(
    'F88: %s: the paid request was surely not sent, and is sent once when there is a way',
    async ([, nowhere], { expect, onTestFinished }) => {
      const program = await onProgram({ atEnd: onTestFinished, webhook: false });
      const first = await program.start();
      await until(() => first.said('catalogue_refreshed'));
      first.signal('SIGTERM');
      await first.ended;
      const cutOff = await program.start({ JOGG_API_URL: nowhere });
      await program.make();
      await until(() => cutOff.said('video_submitted', '"outcome":"later"'));
      const ready = await program.ready();
      cutOff.signal('SIGTERM');
      await cutOff.ended;
      await program.start();
      await program.shown('result');
      expect([ready, ...end(program)]).toEqual([200, ...ONCE]);
    },
  );
});

describe.concurrent('a fault that nobody expected', () => {
  it.for([
    [
      'a rejection that nobody handles',
      "Promise.reject(new Error('xoxb-in-the-words'))",
      'unhandled_rejection',
    ],
    [
      'an exception that nobody catches',
      "throw new Error('xoxb-in-the-words')",
      'uncaught_exception',
    ],
  ] as const)(
    'F89: %s is logged without its words and ends the program; the next start goes on',
    async ([, fault, event], { expect, onTestFinished }) => {
      const later = `process.on('SIGUSR2', () => { ${fault} })`;
      const program = await onProgram({
        atEnd: onTestFinished,
        jogg: { renderMs: 800 },
        execArgv: ['--import', `data:text/javascript,${encodeURIComponent(later)}`],
      });
      const life = await program.start();
      await program.make();
      await until(() => life.said('video_moved', '"to":"rendering"'));
      life.signal('SIGUSR2');
      const { code } = await life.ended;
      const words = life.output.filter((line) => line.includes('in-the-words'));
      await program.start();
      await program.shown('result');
      expect([code, life.said(event), words, ...end(program)]).toEqual([1, true, [], ...ONCE]);
    },
  );
});

const GOOD = {
  SLACK_BOT_TOKEN: 'xoxb-good',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  JOGG_API_KEY: 'key',
};

describe('settings', () => {
  it.for([
    ['SLACK_BOT_TOKEN', undefined],
    ['SLACK_BOT_TOKEN', 'xapp-CANARY'],
    ['SLACK_BOT_TOKEN', 'xoxb CANARY'],
    ['SLACK_APP_TOKEN', 'xoxb-CANARY'],
    ['SLACK_SIGNING_SECRET', 'CANARY CANARY'],
    ['SLACK_BOT_TOKEN', '“xoxb-CANARY”'],
    ['SLACK_SIGNING_SECRET', 'xoxb-CANARY'],
    ['SLACK_SIGNING_SECRET', 'CANARY'],
    ['SLACK_API_URL', 'CANARY'],
    ['JOGG_API_KEY', undefined],
    ['JOGG_API_KEY', 'CANARY CANARY'],
    ['JOGG_API_KEY', 'xoxb-CANARY'],
    ['JOGG_API_URL', 'ftp://CANARY'],
    ['JOGG_API_URL', 'https://CANARY/v1'],
    ['JOGG_API_VERSION', 'vCANARY'],
    ['JOGG_WEBHOOK_SECRET', 'CANARY,,'],
    ['PUBLIC_URL', 'CANARY'],
    ['PUBLIC_URL', 'https://x.example/?CANARY'],
    ['STATE_URL', 'CANARY'],
    ['PORT', 'CANARY'],
    ['PORT', '70000'],
    ['LOG_LEVEL', 'CANARY'],
    ['POLL_INTERVAL_SCALE', 'CANARY'],
    ['POLL_INTERVAL_SCALE', '0'],
  ] as const)(
    'F90: %s=%s stops the start by its name, and its value is not said',
    ([name, value], { expect }) => {
      const problems = (() => {
        try {
          readConfig({ ...GOOD, [name]: value });
          return null;
        } catch (error) {
          if (error instanceof ConfigError) return error.problems;
          throw error;
        }
      })();
      expect(problems?.map(({ variable }) => variable)).toEqual([name]);
      expect(JSON.stringify(problems)).not.toContain('CANARY');
    },
  );

  it('F90: the program names every wrong setting at once, exits 1 and starts nothing', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({
      atEnd: onTestFinished,
      env: { PORT: 'CANARY', JOGG_API_KEY: '', STATE_URL: 'CANARY' },
    });
    const life = program.spawned();
    const { code } = await life.ended;
    const said = life.output.join('\n');
    const named = VARIABLES.map(({ name }) => name).filter((name) => said.includes(`  ${name}: `));
    expect([code, named, said.includes('CANARY')]).toEqual([
      1,
      ['JOGG_API_KEY', 'STATE_URL', 'PORT'],
      false,
    ]);
  });

  it('F90: a misspelt name that stops nothing is told in the log with the right one', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished, env: { JOGG_API_VERSOIN: 'CANARY' } });
    const life = await program.start();
    const told = life.said('setting_unknown', 'JOGG_API_VERSOIN","says":"is unknown: did you mean');
    expect([told, life.output.join('').includes('CANARY')]).toEqual([true, false]);
  });
});

it('every row from F79 to F81 and from F88 to F90 is here', ({ task, expect }) => {
  expect(rowsOf(task.file.tasks)).toEqual([...numbers(79, 81), ...numbers(88, 90)]);
});
