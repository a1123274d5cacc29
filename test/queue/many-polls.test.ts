import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { atRest, build } from './harness.ts';
import { open, plant } from './queue-file.ts';

describe('many pending polls at the start', () => {
  it('F87: ten thousand never run more than six in a second, and all within 2,200 s', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const began = clock.now();
    const perSecond = new Map<number, number>();
    const { queue } = build({
      file,
      clock,
      lanes: 8,
      run: async () => {
        const second = Math.floor((clock.now() - began) / 1_000);
        perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
        return 'idle';
      },
    });
    const half = Array.from({ length: 5_000 }, (_, n) => ({ id: `overdue ${n}` }));
    plant(file, half);
    file.db.exec(`INSERT INTO task (id, payload, lane, due, touched)
      SELECT 'soon ' || id, '', 'poll', ${began} + random() % 30000, 0 FROM task`);
    await queue.start();
    await clock.advance(2_200_000);
    await queue.stop(0);
    const most = Math.max(...perSecond.values());
    expect({ resting: (await queue.counts()).resting, polite: most <= 6 }).toEqual({
      resting: 10_000,
      polite: true,
    });
  });

  it('those that are far apart keep their time', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const { queue } = build({ file, clock, run: atRest });
    plant(
      file,
      Array.from({ length: 60 }, (_, n) => ({ id: `task ${n}` })),
    );
    file.db.exec(`UPDATE task SET due = ${clock.now()} + rowid * 1000`);
    const dues = () => file.db.prepare('SELECT due FROM task ORDER BY rowid').all();
    const before = dues();
    await queue.start();
    await queue.stop(0);
    expect(dues()).toEqual(before);
  });

  it('a few run at once', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    let runs = 0;
    const { queue } = build({
      file,
      clock,
      run: async () => {
        runs += 1;
        return 'idle';
      },
    });
    plant(
      file,
      Array.from({ length: 50 }, (_, n) => ({ id: `task ${n}` })),
    );
    await queue.start();
    await clock.advance(10);
    await queue.stop(0);
    expect(runs).toBe(50);
  });

  it('tasks that rested for more than 90 days are forgotten, others and quarantined ones are not', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const { queue } = build({ file, clock, run: atRest });
    const day = 24 * 3_600_000;
    const insert = file.db.prepare(
      "INSERT INTO task (id, payload, lane, quarantined, touched) VALUES (?, '', 'poll', ?, ?)",
    );
    insert.run('old', 0, clock.now() - 91 * day);
    insert.run('young', 0, clock.now() - 89 * day);
    insert.run('old in quarantine', 1, clock.now() - 91 * day);
    await queue.start();
    await queue.stop(0);
    expect(
      file.db
        .prepare('SELECT id FROM task ORDER BY id')
        .all()
        .map(({ id }) => id),
    ).toEqual(['old in quarantine', 'young']);
  });
});
