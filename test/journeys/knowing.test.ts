import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { it, journey } from '../support/journey.ts';
import { TESTED_VERSION } from '../support/tested-version.ts';
import { until } from '../support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** What a change of the version finds: what was begun over `begun` is finished over it. */
const CHANGE = {
  v1: { after: 'v2', polled: '/v1/project' },
  v2: { after: 'v1', polled: '/v2/avatar_video/' },
}[TESTED_VERSION];

describe.concurrent('knowing when it is done', () => {
  it('the webhook is registered at the start, once, and found again later', async ({ stage }) => {
    await stage.stop();
    await stage.start();
    const registered = await stage.logged('webhook_registered', 2);
    const endpoints = stage.jogg.endpoints.size;
    expect([registered.map(({ was }) => was), endpoints]).toEqual([['created', 'found'], 1]);
  });

  const env = { STATE_URL: `sqlite://${join(folder, 'state.sqlite')}` };
  journey({ env, jogg: { renderMs: 800 } })(
    `a video begun over ${TESTED_VERSION} is finished over it after a change to ${CHANGE.after}`,
    async ({ stage }) => {
      // Seen in the field while videos were made all the same.
      stage.jogg.habits.quota = 'zero';
      await stage.make();
      await stage.moved('rendering');
      await stage.stop();
      const [restarted, logged] = [stage.jogg.log.length, stage.lines.length];
      await stage.start({ JOGG_API_VERSION: CHANGE.after });
      const webhook = () =>
        stage.lines.slice(logged).find(({ event }) => event.startsWith('webhook_'))?.event;
      await until(() => webhook() !== undefined);
      expect(webhook()).toBe('webhook_registered');
      await stage.reply('result');
      await stage.make();
      await stage.shown('result', 2);
      expect([stage.slots(), stage.paid().map(({ path }) => path.slice(1, 3))]).toEqual([
        ['card', 'result', 'card', 'result'],
        [TESTED_VERSION, CHANGE.after],
      ]);
      const polled = stage.jogg.log.slice(restarted).map(({ path }) => path);
      expect(polled.some((each) => each.startsWith(CHANGE.polled))).toBe(true);
      const told = [];
      for (const id of stage.jogg.projects.keys()) told.push(...(await stage.jogg.deliver(id)));
      expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
    },
  );
});
