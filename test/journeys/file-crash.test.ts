import { readdirSync } from 'node:fs';
import { describe, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { onProgram } from '../support/program.ts';
import { until } from '../support/until.ts';

describe.concurrent('a process that is killed', () => {
  it.for([
    ['before', false],
    ['after', true],
  ] as const)(
    '%s Slack showed the file: it is there once, and nothing is left behind',
    async ([, done], { expect, onTestFinished }) => {
      const program = await onProgram({ atEnd: onTestFinished });
      const { slack } = program;
      const files = () => slack.messages(MARKETING).flatMap((each) => each.files ?? []).length;
      const asked = () => slack.log.some(({ method }) => method.includes('completeUpload'));
      slack.fault({ method: 'files.completeUploadExternal', kind: 'hang', done });
      const life = await program.start();
      await program.make();
      await until(() => (done ? files() === 1 : asked()));
      await life.kill();
      const next = await program.start();
      await until(() => next.said('video_moved', '"to":"delivered"'));
      const left = readdirSync(program.folder).filter((name) => name.endsWith('.part'));
      const called = slack.messages(MARKETING).filter(({ text }) => text.includes('is ready'));
      expect([files(), called.length, left]).toEqual([1, 1, []]);
    },
  );
});
