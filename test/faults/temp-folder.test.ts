import { expect, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { onProgram } from '../support/program.ts';
import { kindOf } from '../support/stage.ts';
import { until } from '../support/until.ts';

it('where no folder takes a file the link comes at once, and says why', async ({
  onTestFinished,
}) => {
  const program = await onProgram({
    atEnd: onTestFinished,
    env: { TMPDIR: '/nowhere', STATE_URL: 'memory:' },
  });
  const life = await program.start();
  await program.make();
  await program.shown('result');
  await until(() => life.said('video_not_fetched'));
  const result = program.slack.messages(MARKETING).find((each) => kindOf(each) === 'result');
  const fetches = program.jogg.log.filter(({ path }) => path.includes('/media/')).length;
  expect([JSON.stringify(result), fetches]).toEqual([
    expect.stringContaining(
      'The file itself is not here because the machine that runs this app has no folder where it may keep it for a moment.',
    ),
    1,
  ]);
});

it('where only the system’s folder takes no file, the file comes through the one of the state', async ({
  onTestFinished,
}) => {
  const program = await onProgram({ atEnd: onTestFinished, env: { TMPDIR: '/nowhere' } });
  await program.start();
  await program.make();
  await program.shown('result');
  const result = program.slack.messages(MARKETING).find((each) => kindOf(each) === 'result');
  expect(result?.files?.length).toBe(1);
});
