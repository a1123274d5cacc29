import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';
import { TESTED_VERSION } from '../support/tested-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const moved = (stage: Stage, to: string) =>
  until(() =>
    stage.lines.some(({ event, fields }) => event === 'video_moved' && fields['to'] === to),
  );

describe.concurrent('knowing when it is done', () => {
  it('the webhook is registered at Jogg at the start, once, and found again later', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.stop();
    await stage.start();
    await until(
      () => stage.lines.filter(({ event }) => event === 'webhook_registered').length === 2,
    );
    const registered = stage.lines.filter(({ event }) => event === 'webhook_registered');
    expect([registered.map(({ fields }) => fields['was']), stage.jogg.endpoints.size]).toEqual([
      ['created', 'found'],
      1,
    ]);
  });

  it('a webhook that arrives ten times is told once', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await stage.make();
    await stage.reply('result');
    const [id = ''] = stage.jogg.projects.keys();
    await Promise.all(Array.from({ length: 10 }, () => stage.jogg.deliver(id)));
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
  });

  it('a webhook that overtakes the answer to our request is not lost', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({
      atEnd,
      env: { POLL_INTERVAL_SCALE: '5' },
      jogg: { renderMs: 10 },
    });
    stage.jogg.fault({ kind: 'slow', ms: 700, match: { path: /create_video/ } });
    await stage.make();
    await stage.reply('result');
    const received = stage.lines.find(({ event }) => event === 'webhook_received');
    expect(received?.fields).toEqual({ video: 'unknown' });
  });

  it('a forged webhook changes nothing', async ({ onTestFinished: atEnd }) => {
    const env = { POLL_INTERVAL_SCALE: '5' };
    const stage = await onStage({ atEnd, env, jogg: { renderMs: 60_000 } });
    await stage.make();
    await moved(stage, 'rendering');
    const [id = ''] = stage.jogg.projects.keys();
    const searches = () =>
      stage.jogg.log.filter(({ path }) => /project$|avatar_video/.test(path)).length;
    const body = JSON.stringify({ event: 'generated_video_success', data: { project_id: id } });
    const answer = await fetch(`${stage.url}/jogg/webhook`, {
      method: 'POST',
      body,
      headers: { 'x-webhook-signature': 'a'.repeat(64) },
    });
    expect([answer.status, searches(), stage.slots()]).toEqual([401, 0, ['card']]);
  });

  it('a webhook that lies costs one question and changes nothing anybody sees', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({
      atEnd,
      jogg: { renderMs: 60_000 },
      env: { POLL_INTERVAL_SCALE: '0.1' },
    });
    await stage.make();
    await moved(stage, 'rendering');
    const [id = ''] = stage.jogg.projects.keys();
    await stage.jogg.deliver(id);
    await until(() => stage.jogg.log.some(({ path }) => /project$|avatar_video/.test(path)));
    expect(stage.slots()).toEqual(['card']);
  });

  it('a restart while a video renders goes on where it was', async ({ onTestFinished: atEnd }) => {
    const stateUrl = `sqlite://${join(folder, 'restart.sqlite')}`;
    const stage = await onStage({ atEnd, env: { STATE_URL: stateUrl }, jogg: { renderMs: 800 } });
    await stage.make();
    await moved(stage, 'rendering');
    await stage.stop();
    await stage.start();
    await stage.reply('result');
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
  });

  it.for(
    (
      [
        ['v1', 'v2', '/v1/project'],
        ['v2', 'v1', '/v2/avatar_video/'],
      ] as const
    ).filter(([begun]) => begun === TESTED_VERSION),
  )(
    'a video begun over %s is finished over it after a change to %s',
    async ([before, after, path], { onTestFinished: atEnd }) => {
      const stateUrl = `sqlite://${join(folder, `change-${before}.sqlite`)}`;
      const env = { STATE_URL: stateUrl, JOGG_API_VERSION: before };
      const stage = await onStage({ atEnd, env, jogg: { renderMs: 800 } });
      // Seen in the field while videos were made all the same.
      stage.jogg.habits.quota = 'zero';
      await stage.make();
      await moved(stage, 'rendering');
      await stage.stop();
      const restarted = stage.jogg.log.length;
      const logged = stage.lines.length;
      await stage.start({ JOGG_API_VERSION: after });
      await until(() =>
        stage.lines.slice(logged).some(({ event }) => event.startsWith('webhook_')),
      );
      const [registered] = stage.lines
        .slice(logged)
        .filter(({ event }) => event.startsWith('webhook_'));
      expect(registered?.event).toBe('webhook_registered');
      await stage.reply('result');
      await stage.make();
      await until(() => stage.slots().length === 4);
      const searches = stage.jogg.log.slice(restarted).map((each) => each.path);
      expect([stage.slots(), stage.paid().map((each) => each.path.slice(1, 3))]).toEqual([
        ['card', 'result', 'card', 'result'],
        [before, after],
      ]);
      expect(searches.some((each) => each.startsWith(path))).toBe(true);
      const told = await Promise.all(
        [...stage.jogg.projects.keys()].map((id) => stage.jogg.deliver(id)),
      );
      expect(told.map((each) => new Set(each.map(({ status }) => status)))).toEqual([
        new Set([200]),
        new Set([200]),
      ]);
    },
  );

  it('a restart after the form, before anything was posted, forgets nothing', async ({
    onTestFinished: atEnd,
  }) => {
    const stateUrl = `sqlite://${join(folder, 'early.sqlite')}`;
    const stage = await onStage({ atEnd, env: { STATE_URL: stateUrl } });
    stage.slack.fault({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 1 });
    await stage.make();
    await stage.stop();
    await stage.start();
    await stage.reply('result');
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
  });

  it('what is logged holds no token, key, script or link', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ script: 'canary-script words' });
    await stage.reply('result');
    await stage.make({ script: '[fail] canary-script' });
    await until(() => stage.slots().length === 4);
    stage.jogg.fault({ kind: 'html', match: { path: /create_video/ } });
    await stage.make({ script: 'canary-script three' });
    await until(() => stage.slots().includes('unconfirmed'));
    expect(stage.lines.length).toBeGreaterThan(20);
    expect(JSON.stringify(stage.lines)).not.toMatch(/canary|https?:|\.mp4/);
  });

  it('SIGTERM makes it unready at once and lets nothing half done', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 60_000 } });
    const before = await fetch(`${stage.url}/readyz`);
    await stage.make();
    await moved(stage, 'rendering');
    await stage.stop();
    await expect(fetch(`${stage.url}/readyz`)).rejects.toThrow();
    expect([before.status, stage.slots(MARKETING)]).toEqual([200, ['card']]);
  });
});
