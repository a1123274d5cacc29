import { expect, it } from 'vitest';
import { sign } from '../../src/jogg/webhook/webhook-signature.ts';
import { startHttpServer } from '../support/listen.ts';
import { onStage, type Stage } from '../support/stage.ts';
import { HOUR, manualStage } from './manual-stage.ts';

const DAY = 24 * HOUR;
/** Polls come far too late, so a webhook has caused everything that is shown. */
const RARE_POLLING = { POLL_INTERVAL_SCALE: '5' };
const ONCE = [['card', 'result'], 1];
const SUCCESS = 'generated_video_success';

const shown = (stage: Stage) => [stage.slots(), stage.paid().length];
const projectOf = ({ jogg }: Pick<Stage, 'jogg'>) => [...jogg.projects.keys()].at(-1) ?? '';

it.concurrent('F51: ten copies of a webhook at once all get 200, and the result is shown once', async ({
  onTestFinished: atEnd,
}) => {
  const stage = await onStage({ atEnd, env: RARE_POLLING });
  stage.jogg.outcome({ webhookCopies: 10 });
  await stage.video();
  await stage.jogg.webhooksIdle();
  const statuses = stage.jogg.deliveries.map(({ status }) => status);
  expect([statuses, shown(stage)]).toEqual([Array(10).fill(200), ONCE]);
});

it.concurrent('F53: a webhook before the answer to the request is kept until then, and its result shown once', async ({
  onTestFinished: atEnd,
}) => {
  const stage = await onStage({ atEnd, env: RARE_POLLING });
  stage.jogg.outcome({ webhook: 'before_answer' });
  await stage.video();
  const received = stage.lines.filter(({ event }) => event === 'webhook_received');
  const videos = received.map(({ fields }) => fields['video']);
  expect([videos, shown(stage)]).toEqual([['unknown'], ONCE]);
});

it.concurrent.for([
  ['F52', 'its success twice', 'succeed', ['generated_avatar_video_success', SUCCESS], 'Ready'],
  ['F54', 'a success', 'fail', [SUCCESS], 'Failed'],
  ['F54', 'a failure', 'succeed', ['generated_video_failed'], 'Ready'],
] as const)(
  '%s: a webhook that reports %s, before and after the end, changes nothing: the app polls Jogg',
  async ([, , render, events, words], { onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    stage.jogg.outcome({ render });
    stage.jogg.holdWebhooks();
    await stage.make();
    await stage.moved('rendering');
    const [endpointId = ''] = stage.jogg.endpoints.keys();
    const deliver = (event: (typeof events)[number]) =>
      stage.jogg.deliver(projectOf(stage), { event, endpointId });
    const deliverAll = () => Promise.all(events.map(deliver));
    await deliverAll();
    await stage.reply('result');
    const statuses = (await deliverAll()).flat().map(({ status }) => status);
    await stage.jogg.releaseWebhooks();
    await stage.cardShows(new RegExp(words));
    expect([new Set(statuses), shown(stage)]).toEqual([new Set([200]), ONCE]);
  },
);

it.each([
  ['F55', 'names an unknown project', 0, 'ghost'],
  ['F44', 'comes after the result, though Jogg now reports a failure,', 0, null],
  ['F57', 'is replayed a day later', DAY, null],
  ['F57', 'is replayed a year later', 365 * DAY, null],
] as const)('%s: a webhook that %s causes no call or message', async (_, _what, later, named) => {
  const stage = await manualStage({ webhook: true });
  await stage.play();
  const seen = () => [stage.jogg.log.length, stage.slack.log.length];
  const before = seen();
  for (const project of stage.jogg.projects.values()) project.outcome.status = 5;
  await stage.pass(later);
  await stage.hint(named ?? projectOf(stage));
  await stage.finish();
  expect(seen()).toEqual(before);
});

it('F58: the app never requests or shows the URL in a webhook, only the one from a poll', async () => {
  const canary = await startHttpServer((_, response) => void response.end());
  const stage = await onStage({ env: RARE_POLLING });
  stage.jogg.outcome({ webhook: 'never' });
  await stage.make();
  await stage.moved('rendering');
  await stage.jogg.finish(projectOf(stage));
  const [endpoint] = stage.jogg.endpoints.values();
  const url = `http://${canary.host}/latest/meta-data.mp4`;
  const data = { project_id: projectOf(stage), video_url: url, cover_url: url };
  const body = JSON.stringify({ event: SUCCESS, data });
  const headers = { 'x-webhook-signature': sign(Buffer.from(body), endpoint?.secret ?? '') };
  const { status } = await fetch(`${stage.url}/jogg/webhook`, { method: 'POST', body, headers });
  await stage.reply('result');
  const shown = JSON.stringify((await stage.card()).blocks).includes(stage.jogg.url);
  const isRequested = JSON.stringify(stage.slack.log).includes('meta-data');
  expect([status, canary.hits.paths, isRequested, shown]).toEqual([200, [], false, true]);
});
