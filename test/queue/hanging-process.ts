import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/random.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { openState } from '../../src/store/open-state.ts';

/** A process that takes a task, says so, and never ends it: to be killed. */
const state = openState(`sqlite://${process.argv[2]}`, () => undefined);
const queue = createTaskQueue({
  tasks: state.tasks,
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
