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

it('a lane never has more runs than places, nor half of them of one workspace, however they begin and end', async () => {
  const running: string[] = [];
  let [most, mostBusy] = [0, 0];
  const { queue, ids, pass, clock } = queued(
    async ({ id }) => {
      running.push(id);
      most = Math.max(most, running.length);
      mostBusy = Math.max(mostBusy, running.filter((each) => each.startsWith('TBUSY')).length);
      await clock.sleep(1 + (Number(id.split('~')[1]) % 7) * 10);
      running.splice(running.indexOf(id), 1);
      return 'idle';
    },
    { isFair: true, lanes: 7 },
  );
  await queue.start();
  for (let nth = 0; nth < 60; nth += 1) {
    await queue.add(`TBUSY~${nth}`, '');
    if (nth % 3 === 0) await queue.add(`TQUIET~${nth}`, '');
    await pass(3);
  }
  while (ids().length < 80) await pass(10);
  expect([most, mostBusy]).toEqual([7, 4]);
});
