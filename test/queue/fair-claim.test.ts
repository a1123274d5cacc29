import { expect, it } from 'vitest';
import { idle, queued } from './harness.ts';

it('one video of a quiet workspace waits for half a lane of a busy one, whatever waits there', async () => {
  const { queue, ids, pass } = queued(idle, { isFair: true, lanes: 8 });
  for (let nth = 0; nth < 40; nth += 1) await queue.add(`TBUSY~${nth}`, '');
  await pass(1);
  await queue.add('TQUIET~1', '');
  await queue.start();
  while (ids().length < 41) await pass(10);
  expect(ids().indexOf('TQUIET~1')).toBe(4);
});

it('a busy workspace never has more than half a lane, however its runs begin and end', async () => {
  let [busy, most] = [0, 0];
  const { queue, ids, pass, clock } = queued(
    async ({ id }) => {
      if (!id.startsWith('TBUSY')) return 'idle';
      busy += 1;
      most = Math.max(most, busy);
      await clock.sleep(1 + (Number(id.slice(6)) % 7) * 10);
      busy -= 1;
      return 'idle';
    },
    { isFair: true, lanes: 7 },
  );
  await queue.start();
  for (let nth = 0; nth < 60; nth += 1) {
    await queue.add(`TBUSY~${nth}`, '');
    if (nth % 5 === 0) await queue.add(`TQUIET~${nth}`, '');
    await pass(3);
  }
  while (ids().length < 72) await pass(10);
  expect(most).toBe(4);
});
