import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAppProcess } from '../app-process.ts';
import { createLastLines } from '../last-lines.ts';

test('an app that ends at its start fails the demo at once, which shows what it said', async ({
  onTestFinished,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-no-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const last = createLastLines();
  const gaveUp: string[] = [];
  const app = createAppProcess({
    env: { PATH: process.env['PATH'] ?? '', PORT: '1' },
    folder,
    onLine: last.add,
    onStart: () => {},
    onGiveUp: (reason) => gaveUp.push(reason),
  });
  await expect(app.start()).rejects.toThrow('the app ended at its start (exit 1)');
  expect([gaveUp, last.words()]).toEqual([
    ['the app ended at its start (exit 1)'],
    expect.stringMatching(/^The app's last log lines:\n[\s\S]*SLACK_BOT_TOKEN/),
  ]);
});

test('an app that has said nothing is said to', () => {
  expect(createLastLines().words()).toBe('The app has logged nothing so far.\n');
});
