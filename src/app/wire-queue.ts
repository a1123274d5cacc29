import { scopedId, scopeOf, unscopedId } from '../domain/scope.ts';
import type { TaskHandlers } from '../queue/leased-run.ts';
import { createTaskQueue, type RunningQueue } from '../queue/task-queue.ts';
import { scopedLease } from '../store/tenants/scoped-state.ts';
import { SealError } from '../tenancy/sealing.ts';
import type { Tenants } from '../tenancy/tenants.ts';
import {
  createQuarantineNotifier,
  type QuarantineNotice,
} from '../videos/run/quarantine-notice.ts';
import type { RunVideo } from '../videos/run/run-video.ts';
import type { Shared } from './open-shared.ts';

/** How many tasks of each lane run at once. Uploading a large file may take minutes. */
const LANES = { prompt: 32, poll: 16, file: 16 };
const LEASE_MS = 30_000;
/** How long a task waits if its installation cannot be opened. */
const RETRY_UNOPENED_MS = 60_000;

/** The parts of a tenant that its tasks need. Both use video ids without the scope. */
export interface TaskRunner {
  readonly run: RunVideo;
  readonly quarantineNotice: QuarantineNotice;
}

/**
 * The queue that all tenants share. A task's id names the tenant that runs it. A task without a
 * tenant idles until it is woken.
 */
export function wireQueue(shared: Shared) {
  const { isMultiTenant, state, clock, random, logEvent } = shared;
  const queue = createTaskQueue({
    tasks: state.tasks,
    onNotify: state.onNotify,
    clock,
    random,
    lanes: LANES,
    isFair: isMultiTenant,
    leaseMs: LEASE_MS,
    logEvent,
  });
  return {
    ...queue,
    start: (tenants: TaskTenants) => queue.start(taskHandlers(shared, tenants)),
  };
}

type TaskTenants = Pick<Tenants<TaskRunner>, 'byScope'>;

function taskHandlers(
  { clock, random, stopping, logEvent }: Shared,
  tenants: TaskTenants,
): TaskHandlers {
  return {
    run: async (id, payload, lease) => {
      const scope = scopeOf(id);
      try {
        const nextRun = await tenants.byScope(scope, (tenant) =>
          tenant.run(unscopedId(id), payload, scopedLease(lease, scope)),
        );
        if (nextRun === null) logEvent('task_parked', { task: id });
        return nextRun ?? 'idle';
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        // The task is fine: the operator has to add a key.
        return { at: clock.now() + RETRY_UNOPENED_MS, lane: lease.lane ?? 'prompt' };
      }
    },
    onQuarantine: createQuarantineNotifier({
      notice: async (id, video) =>
        (await tenants.byScope(scopeOf(id), (tenant) => tenant.quarantineNotice(video))) ?? 'over',
      clock,
      random,
      stopping,
      logEvent,
    }),
  };
}

export type VideoQueue = ReturnType<typeof wireQueue>;

/** The queue scoped to one tenant. */
export function queueOf(queue: Pick<RunningQueue, 'add' | 'wake' | 'position'>, scope: string) {
  return {
    add: (id: string, payload: string) => queue.add(scopedId(scope, id), payload),
    wake: (id: string) => queue.wake(scopedId(scope, id)),
    position: (id: string) => queue.position(scopedId(scope, id)),
  };
}
