import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { sign } from '../../src/jogg/webhook/webhook-signature.ts';
import { openState } from '../../src/store/open-state.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';
import { joggByHand } from './jogg-by-hand.ts';
import { rowsOf } from './rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Polling comes far too late to show anything: what is shown, a webhook has brought about. */
const HARDLY_POLLING = { POLL_INTERVAL_SCALE: '5' };
const ONCE = [['card', 'result'], 1];

const shown = (stage: Stage) => [stage.slots(), stage.paid().length];

/** Sends a body that is signed as Jogg signs; answers the status. */
async function signed(stage: Stage, body: string): Promise<number> {
  const [endpoint] = stage.jogg.endpoints.values();
  const headers = { 'x-webhook-signature': sign(Buffer.from(body), endpoint?.secret ?? '') };
  return (await fetch(`${stage.url}/jogg/webhook`, { method: 'POST', body, headers })).status;
}

async function rendering(stage: Stage): Promise<string> {
  await until(() => stage.lines.some(({ fields }) => fields['to'] === 'rendering'));
  return [...stage.jogg.projects.keys()].at(-1) ?? '';
}

describe.concurrent('a webhook that is true', () => {
  it('F51: ten copies at once are all answered 200, and the result is shown once', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, env: HARDLY_POLLING });
    stage.jogg.outcome({ webhookCopies: 10 });
    await stage.make();
    await stage.reply('result');
    await stage.jogg.webhooksIdle();
    expect([stage.jogg.deliveries.map(({ status }) => status), shown(stage)]).toEqual([
      Array(10).fill(200),
      ONCE,
    ]);
  });

  it('F52: the same end by two endpoints, each with its own secret, and by two names is shown once', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, env: { ...HARDLY_POLLING, JOGG_API_VERSION: 'v2' } });
    stage.jogg.habits.v2.legacyEventsToo = true;
    const names = ['generated_avatar_video_success', 'generated_video_success'];
    const [first] = stage.jogg.endpoints.values();
    await stage.stop();
    const response = await fetch(`${stage.jogg.url}/v2/endpoint`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': stage.jogg.apiKeys[0] ?? '' },
      body: JSON.stringify({ url: first?.url, events: names, status: 'enabled' }),
    });
    expect([response.status, stage.jogg.endpoints.size]).toEqual([200, 2]);
    await stage.start();
    for (const each of ['webhook_registered', 'catalogue_refreshed'])
      await until(() => stage.lines.filter(({ event }) => event === each).length > 1);
    await stage.make();
    await stage.reply('result');
    await stage.jogg.webhooksIdle();
    const { deliveries } = stage.jogg;
    expect(new Set(deliveries.map(({ event }) => event))).toEqual(new Set(names));
    expect(new Set(deliveries.map(({ endpointId }) => endpointId)).size).toBe(2);
    expect([deliveries.map(({ status }) => status), shown(stage)]).toEqual([
      Array(deliveries.length).fill(200),
      ONCE,
    ]);
  });

  it('F53: one that comes before the answer to our request is kept until then, and shown once', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, env: HARDLY_POLLING });
    stage.jogg.outcome({ webhook: 'before_answer' });
    await stage.make();
    await stage.reply('result');
    const received = stage.lines.filter(({ event }) => event === 'webhook_received');
    expect([received.map(({ fields }) => fields['video']), shown(stage)]).toEqual([
      ['unknown'],
      ONCE,
    ]);
  });
});

describe.concurrent('a webhook that is not true', () => {
  it.for([
    ['a success', 'fail', 'generated_video_success', 'Failed'],
    ['a failure', 'succeed', 'generated_video_failed', 'Ready'],
  ] as const)(
    'F54: one that tells of %s, before and after the truth, changes nothing: Jogg is asked',
    async ([_, render, event, words], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      stage.jogg.outcome({ render });
      stage.jogg.holdWebhooks();
      await stage.make();
      const id = await rendering(stage);
      const [endpoint] = stage.jogg.endpoints.keys();
      const lie = { event, endpointId: endpoint ?? '' };
      await stage.jogg.deliver(id, lie);
      await stage.reply('result');
      await stage.jogg.deliver(id, lie);
      await stage.jogg.releaseWebhooks();
      await until(() =>
        stage.lines.some(({ fields }) => /delivered|failed/.test(String(fields['to']))),
      );
      expect([shown(stage), (await stage.card()).text]).toEqual([
        ONCE,
        expect.stringContaining(words),
      ]);
    },
  );

  it('F54: a success after its requester gave the video up shows nothing', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await joggByHand({ atEnd });
    stage.jogg.outcome({ lostAnswer: true });
    stage.make('v');
    await stage.finish();
    await stage.press('v', { choice: 'give_up', confirmation: 1 });
    await stage.finish();
    const [id = ''] = stage.jogg.projects.keys();
    const asked = stage.jogg.log.length;
    expect(await stage.hint(id)).toBe('unknown');
    await stage.finish();
    expect([(await stage.video('v'))?.state, stage.slots('v'), stage.jogg.log.length]).toEqual([
      'cancelled',
      ['card', 'unconfirmed'],
      asked,
    ]);
  });

  it('F55: one of a project that nobody knows is answered 200 and shows nothing', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const asked = stage.jogg.log.length;
    const body = JSON.stringify({
      event: 'generated_video_success',
      data: { project_id: 'ghost' },
    });
    expect(await signed(stage, body)).toBe(200);
    expect([stage.slots(), stage.jogg.log.length]).toEqual([[], asked]);
  });

  it('F55: such a project is forgotten after a day', async () => {
    let now = Date.UTC(2026, 0, 1);
    const clock = { now: () => now, monotonic: () => now, sleep: async () => {} };
    const state = openState('memory:', () => {});
    const unconfirmed = createUnconfirmed({ keyvFor: state.keyvFor, clock, logEvent: () => {} });
    await unconfirmed.rememberHint('ghost');
    now += DAY - 1;
    const before = await unconfirmed.hints();
    now += 1;
    expect([before.map(({ projectId }) => projectId), await unconfirmed.hints()]).toEqual([
      ['ghost'],
      [],
    ]);
    state.close();
  });

  it.for([
    ['a day', DAY],
    ['a year', 365 * DAY],
  ] as const)(
    'F57: one that is replayed %s later costs no question and shows nothing',
    async ([, later], { onTestFinished: atEnd }) => {
      const stage = await joggByHand({ webhook: true, atEnd });
      stage.make('v');
      await stage.finish();
      const [id = ''] = stage.jogg.projects.keys();
      const before = [stage.jogg.log.length, stage.messages('v'), stage.card('v')];
      await stage.pass(later);
      await stage.hint(id);
      await stage.finish();
      expect([stage.jogg.log.length, stage.messages('v'), stage.card('v')]).toEqual(before);
    },
  );

  it('F58: the address in it is never asked and never shown: the one that Jogg tells is', async ({
    onTestFinished: atEnd,
  }) => {
    const asked: unknown[] = [];
    const canary = createServer((request, response) => {
      asked.push(request.url);
      response.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const { port } = canary.address() as AddressInfo;
    const stage = await onStage({ atEnd, env: HARDLY_POLLING });
    stage.jogg.outcome({ webhook: 'never' });
    await stage.make();
    const id = await rendering(stage);
    await stage.jogg.finish(id);
    for (const host of [`127.0.0.1:${port}`, '169.254.169.254', 'evil.example.test']) {
      const url = `http://${host}/latest/meta-data.mp4`;
      const data = { project_id: id, video_url: url, cover_url: url };
      expect(await signed(stage, JSON.stringify({ event: 'generated_video_success', data }))).toBe(
        200,
      );
    }
    const result = await stage.reply('result');
    expect([asked, JSON.stringify(stage.slack.log).match(/meta-data|evil\.example/)]).toEqual([
      [],
      null,
    ]);
    expect(result?.text).toContain(stage.jogg.url);
    await new Promise((resolve) => canary.close(resolve));
  });
});

it('the rows of this file are F51 to F58 but F56', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual(['F51', 'F52', 'F53', 'F54', 'F55', 'F57', 'F58']);
});
