import { expect, test } from 'vitest';
import { createAppProcess } from '../app-process.ts';
import type { DemoWorld } from '../demo-world.ts';
import { createLastLines } from '../log-line.ts';
import { runOnce } from '../once-run.ts';
import { ADA, APP, MARKETING } from '../slack/seed.ts';
import { appWithForm, sandboxWith } from '../slack/test/start-slack.ts';

test.each([
  ['Twice', '1 card, 2 results, 1 paid request'],
  ['forbidden', 'the form was refused at “script”: Not that word'],
])('a run of “%s” fails: %s', async (script, words) => {
  await using setup = await sandboxWith();
  const { slack } = setup;
  await using _app = await appWithForm(setup);
  const log = [{ method: 'POST', path: '/v1/create_video_from_talking_avatar' }];
  const world = { slack, jogg: { log } } as unknown as DemoWorld;
  const result = { user: APP.botUser, text: `<@${ADA}> it is ready` };
  const results =
    script === 'Twice' &&
    slack.driver
      .waitFor(() => slack.messages(MARKETING)[0])
      .then(({ ts: thread_ts }) =>
        [1, 2].map(() => slack.driver.write(MARKETING, { ...result, thread_ts })),
      );
  await expect(runOnce(world, { script, kill: false }, slack)).rejects.toThrow(words);
  if (results) expect(await results).toMatchObject([result, result]);
});

test('an app that ends at its start fails the demo at once, with its last log lines', async () => {
  const last = createLastLines();
  const gaveUp: string[] = [];
  const before = last.text();
  const app = createAppProcess({
    env: { PORT: '1', NODE_OPTIONS: '--no-such-option' },
    folder: '.',
    onLine: last.add,
    onStart: () => {},
    onGiveUp: (reason) => gaveUp.push(reason),
  });
  await expect(app.start()).rejects.toThrow('the app ended at its start (exit 9)');
  expect([gaveUp, before, last.text()]).toEqual([
    ['the app ended at its start (exit 9)'],
    'The app has logged nothing so far.\n',
    expect.stringMatching(/^The app's last log lines:\n[\s\S]*--no-such-option is not allowed/),
  ]);
});
