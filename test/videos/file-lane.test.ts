import { expect, it } from 'vitest';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { facts } from '../domain/facts.ts';
import { living, SUCCEEDED } from './living.ts';

const [FILES, SLOW_MS] = [40, 100_000];

it.each([
  ['that webhooks announced, again and again', true],
  ['that were found by polling', false],
])('forty slow files %s delay neither a new card nor its look at Jogg', async (_, webhook) => {
  let isDone = false;
  let [moving, most] = [0, 0];
  const world = living({
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
  });
  const { clock, state, store, unconfirmed, happened, runVideo } = world;
  const queue = createTaskQueue({
    ...{ tasks: state.tasks, clock, random: () => 0.5, leaseMs: 30_000, logEvent: () => {} },
    lanes: { prompt: 32, poll: 16, file: 16 },
  });
  const hint = createReceiveHint({ store, unconfirmed, queue });
  await queue.start(runVideo);
  const add = (id: string) =>
    queue.add(id, JSON.stringify({ ...facts, id, order: { ...facts.order, name: id } }));
  const hintAll = async () => {
    for (const nth of Array(FILES).keys()) if (webhook) await hint(`p of v${nth}`);
  };
  for (const nth of Array(FILES).keys()) await add(`v${nth}`);
  await clock.advance(1_000);
  isDone = true;
  await hintAll();
  await clock.advance(webhook ? 6_000 : 14_000);
  expect([moving, most]).toEqual([16, 16]);
  await hintAll();
  await clock.advance(1_000);
  await add('new');
  await clock.advance(1_100);
  expect([most, ...happened.filter((each) => each.endsWith('new'))]).toEqual([16, 'card of new']);
  await clock.advance(3 * SLOW_MS + 30_000);
  const results = happened.filter((each) => each.startsWith('result')).length;
  expect([results, moving, most]).toEqual([FILES, 0, 16]);
  await queue.stop(0);
});
