import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app/index.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { standIns } from '../support/stand-ins.ts';
import { until } from '../support/until.ts';

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

const FOLDER = { STATE_URL: `sqlite://${tmpdir()}` };
const BOT = { SLACK_BOT_TOKEN: 'xoxb-wrong' };
const APP = { SLACK_APP_TOKEN: 'xapp-wrong' };
const OPENS = ['apps.connections.open', 'auth.test'];
it('F90: over HTTP a start without Slack says so, and says who the app is once Slack answers', async () => {
  const world = await standIns({}, '');
  const told: string[] = [];
  const events: string[] = [];
  onTestFinished(() => world.end(told));
  const keep = (event: string) => void events.push(event);
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const config = readConfig({ ...world.env, STATE_URL: 'memory:' });
  world.slack.fault({ method: 'auth.test', kind: 'status', times: 1 });
  const tell = (lines: readonly string[]) => void told.push(lines[0] ?? '');
  const app = await createApp({ config, log, tell });
  onTestFinished(() => app.stop(0));
  await app.start();
  const readyz = await fetch(`${world.url}/readyz`).then((answer) => answer.text());
  await until(() => told.length === 2);
  expect([readyz, told, events.includes('slack_reached')]).toEqual([
    'ready, but Slack does not answer yet\n',
    [expect.stringMatching(/^Running, but Slack doesn't/), expect.stringMatching(/^Connected to /)],
    true,
  ]);
});

// Every other file that is no state: `store/sqlite-file`.
it.each<[string, Record<string, string>, string, string[]]>([
  ['F65: a state file that is a folder', FOLDER, 'it is a folder', []],
  ['a bot token that Slack refuses', BOT, 'SLACK_BOT_TOKEN (invalid_auth)', ['auth.test']],
  ['an app token that Slack refuses', APP, 'SLACK_APP_TOKEN (invalid_auth)', OPENS],
])('%s ends the start with a sentence that says so', async (_, env, words, asked) => {
  const start = await started(env);
  expect([start.says, start.asked.toSorted(), start.says.includes('-wrong')]).toEqual([
    expect.stringContaining(words),
    asked,
    false,
  ]);
});
