import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app/index.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { standIns } from '../support/stand-ins.ts';

function noDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-starts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'no.sqlite');
  writeFileSync(file, 'not a database. '.repeat(500));
  return `sqlite://${file}`;
}

/** What a program with such settings says when it starts, and what was asked of Slack and Jogg. */
async function started(env: Record<string, string>) {
  const world = await standIns({}, '');
  const lines: unknown[] = [];
  onTestFinished(() => world.end(lines));
  const keep = (...line: unknown[]) => void lines.push(line);
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const config = readConfig({ ...world.env, STATE_URL: 'memory:', ...env });
  const asked = () => world.slack.log.map(({ method }) => method);
  const app = await createApp({ config, log }).catch(String);
  if (typeof app === 'string') return { says: app, asked: asked() };
  onTestFinished(() => app.stop(0));
  const says = await app.start().then(() => 'ready', String);
  return { says, asked: asked() };
}

it.each<[string, () => Record<string, string>, string, string[]]>([
  [
    'F65: a state file that is a folder',
    () => ({ STATE_URL: `sqlite://${tmpdir()}` }),
    'it is a folder',
    [],
  ],
  [
    'F65: a state file that is no database',
    () => ({ STATE_URL: noDatabase() }),
    'is damaged or not one of ours',
    [],
  ],
  [
    'a bot token that Slack refuses',
    () => ({ SLACK_BOT_TOKEN: 'xoxb-wrong' }),
    'Slack refuses SLACK_BOT_TOKEN (invalid_auth)',
    ['auth.test'],
  ],
  [
    'an app token that Slack refuses',
    () => ({ SLACK_APP_TOKEN: 'xapp-wrong' }),
    'Slack refuses SLACK_APP_TOKEN (invalid_auth)',
    ['apps.connections.open', 'auth.test'],
  ],
])('%s ends the start with a sentence that says so', async (_, envOf, words, asked) => {
  const start = await started(envOf());
  expect([start.says, start.asked.toSorted(), start.says.includes('-wrong')]).toEqual([
    expect.stringContaining(words),
    asked,
    false,
  ]);
});
