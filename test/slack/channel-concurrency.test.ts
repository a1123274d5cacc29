import { expect, it } from 'vitest';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { createChannelTurns } from '../../src/slack/delivery/channel-concurrency.ts';
import { facts } from '../domain/facts.ts';
import { createGate } from '../queue/harness.ts';
import { living } from '../videos/living.ts';

it('eight calls about a channel are under way at most; others are not held up, and a place that is free again is given', async () => {
  const inTurn = createChannelTurns();
  const gate = createGate();
  const slow = Array.from({ length: 8 }, () => inTurn('C1', () => gate.opened.then(() => 'done')));
  const full = await inTurn('C1', async () => 'done');
  const other = await inTurn('C2', async () => 'done');
  gate.open();
  await Promise.all(slow);
  await inTurn('C1', () => Promise.reject(new Error('no'))).catch(() => {});
  expect([full, other, await inTurn('C1', async () => 'done')]).toEqual([
    { kind: 'later', afterMs: 1_000 },
    'done',
    'done',
  ]);
});

it('a hundred videos in a channel that hangs ten seconds a call do not hold up a card elsewhere', async () => {
  const inTurn = createChannelTurns();
  const cards = new Map<string, number>();
  const world = living({
    messenger: {
      post: (video) =>
        inTurn(video.origin.channel, async () => {
          if (video.origin.channel === 'CSLOW') {
            await world.clock.sleep(10_000);
            return { kind: 'unknown' } as const;
          }
          cards.set(video.id, world.clock.now());
          return { kind: 'done', channel: 'C1', ts: '1.1', inThread: true } as const;
        }),
      edit: async () => ({ kind: 'done' }),
      find: async () => ({ kind: 'absent' }),
      discard: async () => ({ kind: 'done' }),
      retract: async () => ({ kind: 'done' }),
    },
  });
  const { clock, state } = world;
  const queue = createTaskQueue({
    tasks: state.tasks,
    clock,
    random: () => 0.5,
    lanes: { prompt: 32, poll: 16, file: 16 },
    leaseMs: 30_000,
    logEvent: () => {},
  });
  await queue.start((id, payload, claim) => world.runVideo(id, payload, claim));
  const add = (id: string, channel: string) =>
    queue.add(id, JSON.stringify({ ...facts, id, origin: { channel, threadTs: null } }));
  for (let nth = 0; nth < 100; nth += 1) await add(`v${nth}`, 'CSLOW');
  await clock.advance(2_000);
  const began = clock.now();
  await add('new', 'C2');
  await clock.advance(2_000);
  const card = cards.get('new');
  const stopping = queue.stop(0);
  await clock.advance(1_000);
  await stopping;
  expect(card === undefined ? null : card - began).toBe(0);
});
