import { it } from 'vitest';
import { sign } from '../../src/jogg/webhook/webhook-signature.ts';
import { answering } from '../support/listening.ts';
import { onStage, type Stage, until } from '../support/stage.ts';
import { byHand } from './by-hand.ts';
import { end, HOUR, play, UNCONFIRMED } from './play.ts';

const DAY = 24 * HOUR;
/** Polling comes far too late to show anything: what is shown, a webhook has brought about. */
const HARDLY_POLLING = { POLL_INTERVAL_SCALE: '5' };
const ONCE = [['card', 'result'], 1];
const SUCCESS = 'generated_video_success';

const shown = (stage: Stage) => [stage.slots(), stage.paid().length];
const projectOf = ({ jogg }: Pick<Stage, 'jogg'>) => [...jogg.projects.keys()].at(-1) ?? '';

it.concurrent('F51: ten copies of a webhook at once are all answered 200, and the result is shown once', async ({
  expect,
  onTestFinished: atEnd,
}) => {
  const stage = await onStage({ atEnd, env: HARDLY_POLLING });
  stage.jogg.outcome({ webhookCopies: 10 });
  await stage.video();
  await stage.jogg.webhooksIdle();
  const statuses = stage.jogg.deliveries.map(({ status }) => status);
  expect([statuses, shown(stage)]).toEqual([Array(10).fill(200), ONCE]);
});

it.concurrent('F52: the same end by two endpoints, each with its own secret, and by two names is shown once', async ({
  expect,
  onTestFinished: atEnd,
}) => {
  const stage = await onStage({ atEnd, env: { ...HARDLY_POLLING, JOGG_API_VERSION: 'v2' } });
  stage.jogg.habits.v2.legacyEventsToo = true;
  const names = ['generated_avatar_video_success', SUCCESS];
  const [first] = stage.jogg.endpoints.values();
  await stage.stop();
  const response = await fetch(`${stage.jogg.url}/v2/endpoint`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': stage.jogg.apiKeys[0] ?? '' },
    body: JSON.stringify({ url: first?.url, events: names, status: 'enabled' }),
  });
  expect([response.status, stage.jogg.endpoints.size]).toEqual([200, 2]);
  const before = stage.lines.length;
  await stage.start();
  for (const each of ['webhook_registered', 'catalogue_refreshed'])
    await until(() => stage.lines.slice(before).some(({ event }) => event === each));
  await stage.video();
  await stage.jogg.webhooksIdle();
  const { deliveries } = stage.jogg;
  expect({
    names: [...new Set(deliveries.map(({ event }) => event))].toSorted(),
    endpoints: new Set(deliveries.map(({ endpointId }) => endpointId)).size,
    statuses: [...new Set(deliveries.map(({ status }) => status))],
    shown: shown(stage),
  }).toEqual({ names, endpoints: 2, statuses: [200], shown: ONCE });
});

it.concurrent('F53: a webhook that comes before the answer to our request is kept until then, and shown once', async ({
  expect,
  onTestFinished: atEnd,
}) => {
  const stage = await onStage({ atEnd, env: HARDLY_POLLING });
  stage.jogg.outcome({ webhook: 'before_answer' });
  await stage.video();
  const received = stage.lines.filter(({ event }) => event === 'webhook_received');
  const videos = received.map(({ fields }) => fields['video']);
  expect([videos, shown(stage)]).toEqual([['unknown'], ONCE]);
});

it.concurrent.for([
  ['a success', 'fail', SUCCESS, 'failed', 'Failed'],
  ['a failure', 'succeed', 'generated_video_failed', 'delivered', 'Ready'],
] as const)(
  'F54: a webhook that tells of %s, before and after the truth, changes nothing: Jogg is asked',
  async ([_, render, event, state, words], { expect, onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    stage.jogg.outcome({ render });
    stage.jogg.holdWebhooks();
    await stage.make();
    await stage.moved('rendering');
    const lie = { event, endpointId: [...stage.jogg.endpoints.keys()][0] ?? '' };
    await stage.jogg.deliver(projectOf(stage), lie);
    await stage.reply('result');
    await stage.jogg.deliver(projectOf(stage), lie);
    await stage.jogg.releaseWebhooks();
    await stage.moved(state);
    const { text } = await stage.card();
    expect([shown(stage), text]).toEqual([ONCE, expect.stringContaining(words)]);
  },
);

it.concurrent('F54: a webhook of success after its requester gave the video up shows nothing', async ({
  expect,
  onTestFinished: atEnd,
}) => {
  const stage = await byHand({ atEnd });
  await play(stage, { outcome: { lostAnswer: true } });
  await stage.press('v', { choice: 'give_up', confirmation: 1 });
  await stage.finish();
  const asked = stage.jogg.log.length;
  expect(await stage.hint(projectOf(stage))).toBe('unknown');
  await stage.finish();
  expect([await end(stage), stage.jogg.log.length]).toEqual([
    { ...UNCONFIRMED, state: 'cancelled' },
    asked,
  ]);
});

it.concurrent.for([
  ['F55', 'names a project that nobody knows', 0, 'ghost'],
  ['F57', 'is replayed a day later', DAY, null],
  ['F57', 'is replayed a year later', 365 * DAY, null],
] as const)(
  '%s: a webhook that %s costs no question and shows nothing',
  async ([, , later, named], { expect, onTestFinished: atEnd }) => {
    const stage = await byHand({ webhook: true, atEnd });
    await play(stage, {});
    const seen = () => [stage.jogg.log.length, stage.slack.log.length];
    const before = seen();
    await stage.pass(later);
    await stage.hint(named ?? projectOf(stage));
    await stage.finish();
    expect(seen()).toEqual(before);
  },
);

it('F58: the address in a webhook is never asked and never shown: the one that Jogg tells is', async ({
  expect,
}) => {
  const canary = await answering((_, response) => void response.end());
  const stage = await onStage({ env: HARDLY_POLLING });
  stage.jogg.outcome({ webhook: 'never' });
  await stage.make();
  await stage.moved('rendering');
  await stage.jogg.finish(projectOf(stage));
  const [endpoint] = stage.jogg.endpoints.values();
  for (const host of [canary.host, '169.254.169.254', 'evil.example.test']) {
    const url = `http://${host}/latest/meta-data.mp4`;
    const data = { project_id: projectOf(stage), video_url: url, cover_url: url };
    const body = JSON.stringify({ event: SUCCESS, data });
    const headers = { 'x-webhook-signature': sign(Buffer.from(body), endpoint?.secret ?? '') };
    const sent = { method: 'POST', body, headers };
    expect((await fetch(`${stage.url}/jogg/webhook`, sent)).status).toBe(200);
  }
  await stage.reply('result');
  const shown = JSON.stringify((await stage.card()).blocks);
  const spread = JSON.stringify(stage.slack.log).match(/meta-data|evil\.example/);
  expect([canary.hits.paths, spread, shown.includes(stage.jogg.url)]).toEqual([[], null, true]);
});
