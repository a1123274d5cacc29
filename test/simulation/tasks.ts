import type { Lane, Lease, NextRun, TaskQueue } from '../../src/domain/ports.ts';
import type { RunVideo } from '../../src/videos/run/run-video.ts';
import type { Ask } from './disk.ts';
import type { Flow, Process, RunContext } from './machine.ts';

interface Task {
  readonly id: string;
  readonly payload: string;
  /** When it is due (ms since the epoch); null until it is woken. */
  due: number | null;
  lane: Lane;
  /** The flow that claimed it last. Its process renews the lease while it runs. */
  holder: Flow | null;
  woken: boolean;
  failures: number;
}

const LEASE_MS = 30_000;
const MAX_FAILURES = 5;

/** The durable queue, as the port promises: one holder at a time, at-least-once runs. */
export function createTasks(
  { machine, rng, record, timeline, scenario, bug }: RunContext,
  ask: Ask,
  runVideo: (process: Process) => RunVideo,
): TaskQueue {
  const tasks = new Map<string, Task>();

  const isFree = ({ holder }: Task): boolean => !holder || !machine.holds(holder);
  const isDue = (task: Task) => task.due !== null && task.due <= machine.now() && isFree(task);
  const isHeld = (task: Task, flow: Flow): boolean => task.holder === flow && machine.holds(flow);

  const mayEnd = (task: Task, flow: Flow): boolean => isHeld(task, flow) || bug.unfenced === 'end';

  const schedule = (task: Task, ms: number, by?: Process): void =>
    timeline.after(ms + rng.between(1, 200), () => {
      const process = isDue(task) ? machine.awake(by) : undefined;
      return process && machine.start(process, `run ${task.id}`, (own) => run(task, process, own));
    });
  const expireLease = (task: Task): void => {
    if (task.holder?.until === null) task.holder.until = machine.now() + LEASE_MS;
    schedule(task, LEASE_MS);
  };

  async function run(task: Task, process: Process, own: Flow): Promise<void> {
    try {
      await ask('queue.claim', () => {
        if (!isDue(task)) return;
        Object.assign(task, { holder: own, woken: false });
        own.until = null;
        if (!machine.lives(own) || process.isPaused) expireLease(task);
      });
    } catch {
      // The claim may have been made; then its lease expires.
      if (task.holder === own) expireLease(task);
      return schedule(task, rng.between(1_000, 4_000));
    }
    if (task.holder !== own) return;
    let ended = false;
    const lease: Lease = {
      lane: task.lane,
      async write(_, nextRun) {
        ended = true;
        finish(task, own, nextRun ?? 'idle');
        return true;
      },
      isHeld: () =>
        machine.call('lease.isHeld', () => ({
          truth: isHeld(task, own) ? 'yes' : 'no',
          answer: () => {
            own.checked = isHeld(task, own) || bug.unfenced === 'isHeld';
            return own.checked;
          },
        })),
    };
    try {
      const nextRun = await runVideo(process)(task.id, task.payload, lease);
      if (!ended) await writeUntilStored('queue.finish', () => finish(task, own, nextRun));
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      record.logEvent(`${process.name} run ${task.id} failed: ${name}`);
      const isBug = name !== 'StoreFault' && name !== 'LeaseLostError';
      if (isBug) record.violate('no unexpected error', `${task.id}: ${String(error)}`);
      await writeUntilStored('queue.retry', () => retry(task, own, isBug));
    }
  }

  /** Retries the write of a run's end until the store accepts it. */
  async function writeUntilStored(name: string, write: () => void): Promise<void> {
    for (;;)
      try {
        return await ask(name, write);
      } catch {
        await machine.sleep(rng.between(500, 4_000));
      }
  }

  function finish(task: Task, own: Flow, nextRun: NextRun): void {
    if (!mayEnd(task, own)) return;
    const prompt = { at: task.woken ? machine.now() : null, lane: 'prompt' as const };
    const { at, lane } = task.woken || nextRun === 'idle' ? prompt : nextRun;
    own.until = 0;
    Object.assign(task, { holder: null, failures: 0, woken: false, due: at, lane });
    if (at !== null) schedule(task, at - machine.now());
  }

  function retry(task: Task, own: Flow, isBug: boolean): void {
    if (!mayEnd(task, own)) return;
    const failures = task.failures + (isBug ? 1 : 0);
    const ms = isBug ? 500 * 2 ** failures : rng.between(2_000, 4_000);
    own.until = 0;
    Object.assign(task, { holder: null, woken: false, failures, due: machine.now() + ms });
    schedule(task, ms);
    if (failures < MAX_FAILURES) return;
    record.violate('nothing forgotten', `${task.id} was put into quarantine`);
    task.due = null;
  }

  machine.hooks.loss = (flow) => {
    for (const task of tasks.values()) if (task.holder === flow) schedule(task, 0, flow.process);
  };
  machine.hooks.process = (process, change) => {
    for (const task of tasks.values()) {
      const { holder } = task;
      if (holder?.process === process) {
        if (change === 'down') expireLease(task);
        else if (machine.lives(holder) && machine.holds(holder)) holder.until = null;
        else if (holder.incarnation !== process.incarnation && scenario.embedded)
          task.holder = null;
      }
      if (change === 'up') schedule(task, 0);
    }
  };

  return {
    add: (id, payload) =>
      ask('queue.add', () => {
        if (tasks.has(id)) return false;
        const state = { due: machine.now(), holder: null, woken: false, failures: 0 };
        const task: Task = { id, payload, lane: 'prompt', ...state };
        tasks.set(id, task);
        schedule(task, 0);
        return true;
      }),
    wake: (id) =>
      ask('queue.wake', () => {
        const task = tasks.get(id);
        if (!task) return;
        Object.assign(task, { woken: true, lane: 'prompt', due: machine.now() });
        schedule(task, 0);
      }),
  };
}
