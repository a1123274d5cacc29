import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/random.ts';
import { createEmbeddedQueue } from '../../src/queue/embedded-queue.ts';

/** A process that takes a task, says so, and never ends it: to be killed. */
const db = new DatabaseSync(process.argv[2] ?? '');
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
const queue = createEmbeddedQueue({
  db,
  clock: systemClock,
  random: systemRandom,
  lanes: { prompt: 8, poll: 8, file: 8 },
  leaseMs: 30_000,
  logEvent: () => undefined,
});
await queue.start((id) => {
  process.stdout.write(`${id}\n`);
  return new Promise(() => undefined);
});
await queue.add('hanging', 'its payload');
