import type { Lane, Lease, NextRun, TaskQueue } from '../../src/domain/ports.ts';
import type { RunVideo } from '../../src/videos/run-video.ts';
import type { Disk } from './disk.ts';
import type { Actor, Process, World } from './machine.ts';

type Task = ReturnType<typeof newTask>;
const newTask = (id: string, payload: string, now: number) => ({
  id,
  payload,
  /** When it is due (ms since the epoch); null until it is woken. */
  due: now as number | null,
  lane: 'prompt' as Lane,
  holder: null as Holder | null,
  woken: false,
  failures: 0,
});

/** One claim. Its lease is kept up while its process works, and runs out once that stands still. */
type Holder = {
  readonly actor: Actor;
  /** When the lease runs out, or null while it is kept up. */
  until: number | null;
  lost: boolean;
  /** Nobody keeps it up any more, whatever its process does. */
  orphan: boolean;
};

const LEASE_MS = 30_000;
const MOST_FAILURES = 5;

/** The durable queue, as the ports promise it: one holder at a time, runs at least once. */
export function createTasks(
  { machine, dice, record, timeline, scenario }: World,
  deps: {
    readonly disk: Disk;
    readonly runVideo: (process: Process) => RunVideo;
    /** False where a lost lease goes unnoticed: a seeded bug. */
    readonly isFenced: () => boolean;
    readonly sleep: (ms: number) => Promise<void>;
  },
) {
  const { disk } = deps;
  const tasks = new Map<string, Task>();

  const isFree = (task: Task): boolean => {
    const until = task.holder ? task.holder.until : 0;
    return until !== null && machine.now() >= until;
  };

  const schedule = (task: Task, ms: number): void =>
    timeline.after(ms + dice.between(1, 200), () => {
      if (task.due === null || task.due > machine.now() || !isFree(task)) return;
      const process = machine.awake();
      if (!process) return;
      return machine.start(process, `run ${task.id}`, task.id, () => run(task, process));
    });

  const isHeld = (task: Task, holder: Holder): boolean => {
    if (holder.until !== null && machine.now() >= holder.until) holder.lost = true;
    return !holder.lost && task.holder === holder;
  };

  async function run(task: Task, process: Process): Promise<void> {
    let holder: Holder | undefined;
    try {
      await disk.ask('queue.claim', (actor) => {
        if (task.due === null || task.due > machine.now() || !isFree(task)) return;
        const { alive, life, pausedAt } = actor.process;
        const keptUp = alive && life === actor.life && pausedAt === null;
        const until = keptUp ? null : machine.now() + LEASE_MS;
        holder = { actor, until, lost: false, orphan: false };
        if (until !== null) schedule(task, LEASE_MS);
        Object.assign(task, { holder, woken: false });
      });
    } catch {
      // Whether it was claimed is not known: a claim that nobody keeps up runs out.
      if (holder) {
        holder.orphan = true;
        letGo(task, holder);
      }
      schedule(task, dice.between(1_000, 4_000));
      return;
    }
    if (!holder) return;
    const own = holder;
    try {
      const nextRun = await deps.runVideo(process)(task.id, task.payload, leaseOf(task, own));
      await written('queue.rest', () => finishRun(task, own, nextRun));
    } catch (error) {
      record.logEvent(`${process.name} run ${task.id} failed: ${nameOf(error)}`);
      const counted = !['StoreFault', 'LeaseLostError'].includes(nameOf(error));
      if (counted) record.violate('no surprise', `${task.id}: ${String(error)}`);
      await written('queue.retry', () => putOff(task, own, counted));
    }
  }

  const leaseOf = (task: Task, holder: Holder): Lease => ({
    lane: task.lane,
    write: () => Promise.reject(new Error('the simulated store asks isHeld itself')),
    isHeld: () =>
      machine.call('lease.isHeld', (actor) => ({
        label: isHeld(task, holder) ? 'yes' : 'no',
        answerMs: 0,
        answer: () => {
          actor.guarded = isHeld(task, holder) || !deps.isFenced();
          return actor.guarded;
        },
      })),
  });

  /** The end of a run is written as soon as the store lets it. */
  async function written(name: string, write: () => void): Promise<void> {
    try {
      await disk.ask(name, write);
    } catch {
      await deps.sleep(dice.between(500, 4_000));
      await written(name, write);
    }
  }

  const letGo = (task: Task, holder: Holder): void => {
    if (holder.until === null) holder.until = machine.now() + LEASE_MS;
    schedule(task, LEASE_MS);
  };

  const finishRun = (task: Task, holder: Holder, nextRun: NextRun): void => {
    if (!isHeld(task, holder)) return;
    Object.assign(task, { holder: null, failures: 0 });
    task.lane = task.woken || nextRun === 'idle' ? 'prompt' : nextRun.lane;
    task.due = task.woken ? machine.now() : nextRun === 'idle' ? null : nextRun.at;
    task.woken = false;
    if (task.due !== null) schedule(task, task.due - machine.now());
  };

  const putOff = (task: Task, holder: Holder, counted: boolean): void => {
    if (!isHeld(task, holder)) return;
    Object.assign(task, { holder: null, woken: false });
    if (counted) task.failures += 1;
    if (task.failures >= MOST_FAILURES) {
      record.violate('nothing forgotten', `${task.id} was put into quarantine`);
      task.due = null;
      return;
    }
    task.due = machine.now() + (counted ? 500 * 2 ** task.failures : dice.between(2_000, 4_000));
    schedule(task, task.due - machine.now());
  };

  machine.onChange((process, change) => {
    for (const task of tasks.values()) {
      const { holder } = task;
      if (holder?.actor.process === process) {
        if (change === 'down') letGo(task, holder);
        else if (holder.actor.life !== process.life) {
          if (scenario.embedded) task.holder = null;
        } else if (isHeld(task, holder) && !holder.orphan) holder.until = null;
      }
      if (change === 'up') schedule(task, 0);
    }
  });

  const queue: TaskQueue = {
    add: (id, payload) =>
      disk.ask('queue.add', () => {
        if (tasks.has(id)) return false;
        const task = newTask(id, payload, machine.now());
        tasks.set(id, task);
        schedule(task, 0);
        return true;
      }),
    wake: (id) =>
      disk.ask('queue.wake', () => {
        const task = tasks.get(id);
        if (!task) return;
        Object.assign(task, { woken: true, lane: 'prompt', due: machine.now() });
        schedule(task, 0);
      }),
  };
  return {
    queue,
    /** Whether `actor` holds the task that it runs. */
    isHeldBy: (actor: Actor): boolean =>
      [...tasks.values()].some((task) => task.holder?.actor === actor && isHeld(task, task.holder)),
  };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
