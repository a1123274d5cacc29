import type { Clock } from '../lib/clock.ts';
import type { StateBackend } from '../store/backend.ts';

/** `state` with main operations that report their duration in seconds, also if they fail. */
export function timedState(
  state: StateBackend,
  deps: {
    readonly clock: Pick<Clock, 'monotonic'>;
    readonly onStore: (op: string, seconds: number) => void;
  },
): StateBackend {
  const { clock, onStore } = deps;
  const measure = async <T>(op: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = clock.monotonic();
    try {
      return await work();
    } finally {
      onStore(op, (clock.monotonic() - startedAt) / 1_000);
    }
  };
  const timed =
    <A extends unknown[], T>(op: string, work: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      measure(op, () => work(...args));
  const { tasks } = state;
  return {
    ...state,
    change: (...args) => measure('change', () => state.change(...args)),
    ping: timed('ping', state.ping),
    tasks: {
      ...tasks,
      add: timed('add', tasks.add),
      claim: timed('claim', tasks.claim),
      heartbeat: timed('beat', tasks.heartbeat),
      renew: timed('renew', tasks.renew),
      write: timed('write', tasks.write),
      finish: timed('finish', tasks.finish),
      lanes: timed('lanes', tasks.lanes),
    },
  };
}
