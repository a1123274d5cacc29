import { expect, it } from 'vitest';
import { createChannelTurns } from '../../src/slack/delivery/channel-concurrency.ts';

it('eight calls about a channel are under way at most: a ninth is told to come later, so that it holds up nothing; other channels go on, and a free place is given again', async () => {
  const inTurn = createChannelTurns();
  const gate = Promise.withResolvers<string>();
  const slow = Array.from({ length: 8 }, () => inTurn('C1', () => gate.promise));
  const full = await inTurn('C1', async () => 'done');
  const other = await inTurn('C2', async () => 'done');
  gate.resolve('done');
  await Promise.all(slow);
  await inTurn('C1', () => Promise.reject(new Error('no'))).catch(() => {});
  expect([full, other, await inTurn('C1', async () => 'done')]).toEqual([
    { kind: 'later', afterMs: 1_000 },
    'done',
    'done',
  ]);
});
