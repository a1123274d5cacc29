import { expect, it } from 'vitest';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import type { RunVideo, RunVideoDeps } from '../../src/videos/run-video.ts';
import { facts } from '../domain/facts.ts';
import { living, SUCCEEDED } from './living.ts';

const FILES = 40;
const SLOW_MS = 100_000;

/** Forty videos that render; `isDone` says whether Jogg has made them, and each file takes long. */
async function forty(webhook: boolean) {
  let isDone = false;
  let moving = 0;
  let most = 0;
  const slow: Partial<RunVideoDeps> = {
    webhook: () => webhook,
    renderer: {
      version: 'v2',
      submit: async ({ name }) => ({ kind: 'done', projectId: `p of ${name}`, version: 'v2' }),
      poll: async ({ id }) => (isDone && !id.endsWith('new') ? SUCCEEDED : { kind: 'running' }),
    },
    storeFile: async () => {
      moving += 1;
      most = Math.max(most, moving);
      await world.clock.sleep(SLOW_MS);
      moving -= 1;
      return { kind: 'impossible', why: 'not_moved' };
    },
  };
  const world = living(slow);
  const { clock, state, store, unconfirmed, happened } = world;
  const run: RunVideo = (id, payload, lease) => world.runVideo(id, payload, lease);
  const queue = createTaskQueue({
    tasks: state.tasks,
    clock,
    random: () => 0.5,
    lanes: { prompt: 32, poll: 16, file: 16 },
    leaseMs: 30_000,
    logEvent: () => {},
  });
  await queue.start(run);
  const add = (id: string) =>
    queue.add(id, JSON.stringify({ ...facts, id, order: { ...facts.order, name: id } }));
  for (let nth = 0; nth < FILES; nth += 1) await add(`v${nth}`);
  await clock.advance(1_000);
  isDone = true;
  const hint = createReceiveHint({ store, unconfirmed, queue });
  if (webhook) for (let nth = 0; nth < FILES; nth += 1) await hint(`p of v${nth}`);
  await clock.advance(webhook ? 6_000 : 14_000);
  return { clock, queue, hint, add, happened, moved: () => [moving, most] };
}

it.each([
  ['that webhooks announced', true],
  ['that were found by polling', false],
])(
  'forty slow files %s delay neither the card of a new video nor its look at Jogg',
  async (_, webhook) => {
    const { clock, queue, add, happened, moved } = await forty(webhook);
    expect(moved()).toEqual([16, 16]);
    await add('new');
    await clock.advance(1_100);
    expect(happened.filter((each) => each.endsWith('new'))).toEqual(['card of new']);
    const results = () => happened.filter((each) => each.startsWith('result')).length;
    await clock.advance(3 * SLOW_MS + 30_000);
    expect([results(), moved()]).toEqual([FILES, [0, 16]]);
    await queue.stop(0);
  },
);

it('a webhook that comes again does not move a waiting file in the prompt lane', async () => {
  const { clock, queue, hint, add, happened, moved } = await forty(true);
  for (let nth = 0; nth < FILES; nth += 1) await hint(`p of v${nth}`);
  await clock.advance(1_000);
  await add('new');
  await clock.advance(1_100);
  expect([moved(), happened.includes('card of new')]).toEqual([[16, 16], true]);
  await queue.stop(0);
});
