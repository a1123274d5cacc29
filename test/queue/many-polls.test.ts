import { expect, it } from 'vitest';
import { totalOf } from '../support/lane-total.ts';
import { idle, plant, queued } from './harness.ts';

const DAY = 24 * 3_600_000;
const some = (count: number) => Array.from({ length: count }, (_, n) => `overdue ${n}`);

it('F87: ten thousand polls at a start never run more than six in a second, and all within 2,200 s', async () => {
  const { queue, file, now, pass, at } = queued(idle, { lanes: 8 });
  plant(file, some(5_000));
  file.db.exec(`INSERT INTO task (id, payload, lane, due, touched)
    SELECT 'soon ' || id, '', 'poll', ${now()} + random() % 30000, 0 FROM task`);
  await queue.start();
  await pass(2_200_000);
  const perSecond = Map.groupBy(at(), (ms) => Math.floor(ms / 1_000)).values();
  const most = Math.max(...[...perSecond].map((runs) => runs.length));
  expect([totalOf(await queue.lanes()).resting, most <= 6]).toEqual([10_000, true]);
});

it('fifty polls run at once; only what rested for more than 90 days is forgotten', async () => {
  const { queue, file, now, pass, ids } = queued(idle);
  plant(file, some(50));
  const rested = file.db.prepare(`INSERT INTO task (id, payload, lane, quarantined, touched)
    VALUES (?, '', 'poll', ?, ?)`);
  rested.run('old', 0, now() - 91 * DAY);
  rested.run('young', 0, now() - 89 * DAY);
  rested.run('old in quarantine', 1, now() - 91 * DAY);
  await queue.start();
  await pass(10);
  const left = file.db.prepare("SELECT id FROM task WHERE id NOT LIKE 'overdue%' ORDER BY id");
  expect([ids().length, left.all().map(({ id }) => id)]).toEqual([
    51,
    ['old in quarantine', 'young'],
  ]);
});
