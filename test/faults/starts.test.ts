import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app/index.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { standIns } from '../support/stand-ins.ts';
import { until } from '../support/until.ts';

/** A start with such settings: what it says, and what was asked of Slack. */
async function started(env: Record<string, string>, slackFails = false) {
  const { slack, url, env: usual, end } = await standIns({}, '');
  const lines: unknown[] = [];
  const told: string[] = [];
  onTestFinished(() => end([...lines, ...told]));
  if (slackFails) slack.fault({ method: 'auth.test', kind: 'status', times: 1 });
  const keep = (...line: unknown[]) => void lines.push(line);
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const config = readConfig({ ...usual, STATE_URL: 'memory:', ...env });
  const tell = (said: readonly string[]) => void told.push(said[0] ?? '');
  const app = await createApp({ config, log, tell }).catch(String);
  const isBuilt = typeof app !== 'string';
  if (isBuilt) onTestFinished(() => app.stop(0));
  const says = isBuilt ? await app.start().then(() => 'ready', String) : app;
  return { url, lines, told, says, asked: slack.log.map(({ method }) => method).toSorted() };
}

it('F90: over HTTP a start without Slack says so, and says who the app is once Slack answers', async () => {
  const { url, lines, told } = await started({}, true);
  const readyz = await fetch(`${url}/readyz`).then((answer) => answer.text());
  await until(() => told.length === 2);
  expect([readyz, told, JSON.stringify(lines).includes('"slack_reached"')]).toEqual([
    'ready, but Slack does not answer yet\n',
    [expect.stringMatching(/^Running, but Slack doesn't/), expect.stringMatching(/^Connected to /)],
    true,
  ]);
});

const FOLDER = { STATE_URL: `sqlite://${tmpdir()}` };
const BOT = { SLACK_BOT_TOKEN: 'xoxb-wrong' };
const APP = { SLACK_APP_TOKEN: 'xapp-wrong' };
const OPENS = ['apps.connections.open', 'auth.test'];
// Every other file that is no state: `store/sqlite-file`.
it.each<[string, Record<string, string>, string, string[]]>([
  ['F65: a state file that is a folder', FOLDER, 'it is a folder', []],
  ['a bot token that Slack refuses', BOT, 'SLACK_BOT_TOKEN (invalid_auth)', ['auth.test']],
  ['an app token that Slack refuses', APP, 'SLACK_APP_TOKEN (invalid_auth)', OPENS],
])('%s ends the start with a sentence that says so', async (_, env, words, wanted) => {
  const { says, asked } = await started(env);
  expect([says, asked, says.includes('-wrong')]).toEqual([
    expect.stringContaining(words),
    wanted,
    false,
  ]);
});
