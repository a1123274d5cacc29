import { DatabaseSync } from 'node:sqlite';
import { systemChance } from '../../src/lib/chance.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createEmbeddedQueue } from '../../src/queue/embedded-queue.ts';

/** A process that takes a task, says so, and never ends it: to be killed. */
const db = new DatabaseSync(process.argv[2] ?? '');
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
const queue = createEmbeddedQueue({
  db,
  clock: systemClock,
  chance: systemChance,
  run: (id) => {
    process.stdout.write(`${id}\n`);
    return new Promise(() => undefined);
  },
  lanes: { prompt: 8, poll: 8, file: 8 },
  leaseMs: 30_000,
  note: () => undefined,
});
await queue.start();
await queue.add('hanging', 'its payload');
