import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { TEAM } from '../../sandbox/slack/seed.ts';
import { createApp } from '../../src/app/index.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { openState } from '../../src/store/open-state.ts';
import { startFakes } from '../support/fakes.ts';
import { onStage } from '../support/stage.ts';
import { until } from '../support/until.ts';

it('F90: over HTTP a start without Slack reports it, and names the app once Slack answers', async () => {
  const { slack, url, env, end } = await startFakes({}, '');
  const lines: unknown[] = [];
  const messages: string[] = [];
  onTestFinished(() => end([...lines, ...messages]));
  slack.fault({ method: 'auth.test', kind: 'status', times: 1 });
  const keep = (...line: unknown[]) => void lines.push(line);
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const config = readConfig({ ...env, STATE_URL: 'memory:' });
  const tell = (lines: readonly string[]) => void messages.push(lines[0] ?? '');
  const state = openState('memory:', () => {});
  const app = await createApp({ config, log, tell, open: () => state });
  onTestFinished(() => app.stop(0));
  await app.start();
  const readyz = await fetch(`${url}/readyz`).then((answer) => answer.text());
  await until(() => messages.length === 2);
  expect([readyz, messages, JSON.stringify(lines).includes('"slack_reached"')]).toEqual([
    'ready, but Slack does not answer yet\n',
    [expect.stringMatching(/^Running, but Slack doesn't/), expect.stringMatching(/^Connected to /)],
    true,
  ]);
  // Its records stay its own if other workspaces install the app later.
  expect(await state.keyvFor('tenancy').get('own-workspace')).toBe(TEAM.id);
});

// Other files that are no state: `store/sqlite-file`.
it.each([
  ['F65: a state file that is a folder', { STATE_URL: `sqlite://${tmpdir()}` }, 'it is a folder'],
  ['a bot token that Slack rejects', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, '_TOKEN (invalid_auth)'],
  ['an app token that Slack rejects', { SLACK_APP_TOKEN: 'xapp-wrong' }, '_TOKEN (invalid_auth)'],
])('%s ends the start with a clear sentence', async (_, env, words) => {
  const says = await onStage({ env }).then(() => 'ready', String);
  expect([says, says.includes('-wrong')]).toEqual([expect.stringContaining(words), false]);
});
