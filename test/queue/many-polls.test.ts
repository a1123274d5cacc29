import { expect, it } from 'vitest';
import { totalOf } from '../support/lane-total.ts';
import { idle, plant, queued } from './harness.ts';

it('F87: ten thousand polls at a start never run more than six in a second, and all within 2,200 s', async () => {
  const { queue, file, now, pass, at } = queued(idle, { lanes: 8 });
  plant(
    file,
    Array.from({ length: 5_000 }, (_, nth) => `overdue ${nth}`),
  );
  file.db.exec(`INSERT INTO task (id, payload, lane, due, touched)
    SELECT 'soon ' || id, '', 'poll', ${now()} + random() % 30000, 0 FROM task`);
  await queue.start();
  await pass(2_200_000);
  const perSecond = Map.groupBy(at(), (ms) => Math.floor(ms / 1_000)).values();
  const most = Math.max(...[...perSecond].map((runs) => runs.length));
  expect([totalOf(await queue.lanes()).resting, most <= 6]).toEqual([10_000, true]);
});
