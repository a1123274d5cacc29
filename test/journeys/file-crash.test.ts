import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startDemoWorld } from '../../sandbox/demo-world.ts';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import { until } from '../support/stage.ts';

const partsOf = (pids: readonly number[]): string[] =>
  readdirSync(tmpdir()).filter((name) => pids.some((pid) => name.startsWith(`jogg-slack-${pid}-`)));

describe.concurrent('a process that is killed', () => {
  it.for<[string, FaultSpec, RegExp]>([
    ['while the file is uploaded', { method: 'upload', kind: 'hang' }, /getUploadURLExternal/],
    [
      'before Slack showed it',
      { method: 'files.completeUploadExternal', kind: 'hang' },
      /completeUploadExternal/,
    ],
    [
      'after Slack showed it',
      { method: 'files.completeUploadExternal', kind: 'hang', done: true },
      /completeUploadExternal/,
    ],
  ])(
    '%s: the file is there once, and nothing is left behind',
    async ([, fault, reached], { onTestFinished }) => {
      const pids: number[] = [];
      const lines: string[] = [];
      const world = await startDemoWorld({
        socket: false,
        webhook: true,
        pagePort: 0,
        renderMs: 300,
        pollScale: 0.02,
        onLine: (line) => lines.push(line),
        onStart: (pid) => pids.push(pid),
        onGiveUp: () => {},
      });
      onTestFinished(() => world.stop());
      const { slack } = world;
      slack.fault(fault);
      await until(() => lines.some((line) => line.includes('catalogue_refreshed')));
      const { viewId = '' } = await slack.driver.command({
        user: ADA,
        channel: MARKETING,
        text: '',
      });
      const values = { script: 'Hello', avatar: { query: '' }, voice: { query: '' } };
      await slack.driver.submit({ viewId, values });
      await until(() => slack.log.some(({ method }) => reached.test(method)));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await world.app.kill();

      const files = () => slack.messages(MARKETING).flatMap((each) => each.files ?? []);
      await until(() => pids.length > 1 && files().length > 0);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const called = slack.messages(MARKETING).filter(({ text }) => text.includes('is ready'));
      expect([files().length, called.length, partsOf(pids)]).toEqual([1, 1, []]);
    },
  );
});
