import { AsyncLocalStorage } from 'node:async_hooks';
import type { Bug } from './bugs.ts';
import { callOf, hadEffect, pointName } from './calls.ts';
import { createDraws, type PortCall } from './port-call.ts';
import type { Rng } from './rng.ts';
import { losesPower, type Scenario, START } from './scenario.ts';
import type { RunRecord, Timeline } from './timeline.ts';

/** A process of the app. A crash ends everything in it; a pause only delays it. */
export interface Process {
  readonly name: string;
  alive: boolean;
  /** Counts its starts: flows of an earlier incarnation never continue. */
  incarnation: number;
  isPaused: boolean;
  frozen: (() => void | Promise<void>)[];
}

/** A flow of control in a process: a run of a task, a webhook, a form, a button. */
export interface Flow {
  readonly name: string;
  readonly process: Process;
  readonly incarnation: number;
  /** When the lease on its task ends (ms since the epoch); null while it is renewed. */
  until: number | null;
  blocked: boolean;
  ended: boolean;
  /** The lease was just checked: no fault comes between the check and its effect. */
  checked: boolean;
  /** The lease was lost between the check and its effect, which the flow cannot know. */
  lostAfterCheck: boolean;
}

export type Machine = ReturnType<typeof createMachine>;

/** The current flow. One storage serves all runs, since each storage makes every frame bigger. */
const currentFlow = new AsyncLocalStorage<Flow>();

/** These calls may come between the check of a lease and its effect. */
const KEEPS_CHECK = ['store.readCommand', 'store.readReceipt', 'lease.isHeld'];
/** Between two port calls, a flow needs at most this many microtask turns. */
const MAX_TURNS = 60;
const MAX_CRASHES = 25;

export interface SimulationContext {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly record: RunRecord;
  readonly rng: Rng;
  readonly bug: Bug;
}

/** What the workspaces of a run share. */
export interface RunContext extends SimulationContext {
  readonly machine: Machine;
}

/** The app's processes, and the port calls of their flows. */
export function createMachine(context: SimulationContext) {
  const { scenario, timeline, record, rng } = context;
  const { target } = scenario;
  const processes = ['A', 'B']
    .slice(0, scenario.processes)
    .map((name): Process => ({ name, alive: true, incarnation: 0, isPaused: false, frozen: [] }));
  /** Flows that wait for another flow of their process, not for a port. */
  const waiting = new Set<Flow>();
  const hooks = { process: (_: Process, _change: 'down' | 'up') => {}, loss: (_: Flow) => {} };
  let crashes = 0;
  let targetHits = 0;
  let lastFault = START + scenario.faultsUntil;

  const isFaulty = (): boolean => timeline.now() < START + scenario.faultsUntil;
  const isAimed = (name: string): boolean => targetHits < scenario.targetAt && target.call === name;
  const lives = ({ process, incarnation, ended }: Flow): boolean =>
    process.alive && process.incarnation === incarnation && !ended;
  const holds = ({ until }: Flow): boolean => until === null || timeline.now() < until;
  const noteFault = (until = timeline.now()): void => {
    lastFault = Math.max(lastFault, until);
  };

  const crash = (process: Process, point: string): void => {
    crashes += 1;
    noteFault();
    record.hits.add(`crash ${point}`);
    record.logEvent(`${process.name} DIES ${point}`);
    const incarnation = process.incarnation + 1;
    Object.assign(process, { alive: false, incarnation, isPaused: false, frozen: [] });
    hooks.process(process, 'down');
    const soonest = losesPower(scenario, incarnation) ? 5_000 : 200;
    timeline.after(rng.between(soonest, rng.happens(0.2) ? 60_000 : 6_000), () => {
      process.alive = true;
      record.logEvent(`${process.name} starts again`);
      hooks.process(process, 'up');
    });
  };

  const pause = (process: Process, max: number): void => {
    if (process.isPaused || !process.alive) return;
    const ms = rng.between(1_000, max);
    const { incarnation } = process;
    process.isPaused = true;
    noteFault(timeline.now() + ms);
    record.logEvent(`${process.name} stands still for ${ms} ms`);
    hooks.process(process, 'down');
    timeline.after(ms, async () => {
      if (process.incarnation !== incarnation) return;
      record.logEvent(`${process.name} goes on`);
      const { frozen } = process;
      Object.assign(process, { isPaused: false, frozen: [] });
      hooks.process(process, 'up');
      for (const go of frozen) await go();
    });
  };

  const loseLease = (flow: Flow, point: string): void => {
    noteFault();
    record.hits.add(`loss ${point}`);
    record.logEvent(`${flow.process.name} ${flow.name} LOSES its lease`);
    flow.until = timeline.now();
    flow.lostAfterCheck = flow.checked;
    hooks.loss(flow);
  };

  /** Injects a crash, a pause or a lost lease, at random or as this seed's target. */
  const injectFaults = (flow: Flow, name: string, answer: string | null): void => {
    const point = pointName(name, answer);
    const isCrash = target.fault === 'crash';
    if (isAimed(name) && target.answer === answer && (isCrash || holds(flow))) {
      targetHits += 1;
      const isNow = targetHits === scenario.targetAt;
      if (isNow && isCrash) crash(flow.process, point);
      if (isNow && !isCrash) loseLease(flow, point);
      // A check and its effect are one step of a process, so no pause comes between them.
      if (isNow && !flow.checked) pause(flow.process, rng.pick([2_000, 5_000, 60_000]));
    }
    if (!isFaulty() || !lives(flow)) return;
    if (crashes < MAX_CRASHES && rng.happens(scenario.crashes)) crash(flow.process, point);
    else if (flow.checked) return;
    else if (rng.happens(scenario.pauses)) pause(flow.process, rng.pick([20_000, 120_000]));
    else if (holds(flow) && rng.happens(scenario.losses)) loseLease(flow, point);
  };

  const whenRunning = (flow: Flow, go: () => void | Promise<void>): void | Promise<void> => {
    if (!lives(flow)) return;
    if (!flow.process.isPaused) return go();
    flow.process.frozen.push(() => whenRunning(flow, go));
  };

  const isBlocked = (flow: Flow): boolean => flow.blocked || !lives(flow);
  const drive = async (flow: Flow): Promise<void> => {
    for (let turns = 0; !isBlocked(flow) && turns < MAX_TURNS; turns += 1) await undefined;
    if (!isBlocked(flow)) waiting.add(flow);
    if (waiting.size === 0) return;
    for (let turns = 0; turns < MAX_TURNS; turns += 1) await undefined;
    for (const each of waiting) if (isBlocked(each)) waiting.delete(each);
  };

  const { draw, timesOf } = createDraws(context, { isAimed, isFaulty });

  /** A port call of the current flow. Faults may come before and after it. */
  const call = <T>(name: string, of: (flow: Flow) => PortCall<T>): Promise<T> => {
    const [word = '', how] = context.bug.intercept ?? [];
    const sent = () => send(name, of);
    return how && name.includes(word) ? (how(sent) as Promise<T>) : sent();
  };
  const send = <T>(name: string, of: (flow: Flow) => PortCall<T>): Promise<T> => {
    const flow = currentFlow.getStore();
    if (!flow) throw new Error(`${name} was called outside of a flow`);
    const who = `${flow.process.name} ${flow.name}: ${name}`;
    flow.blocked = true;
    return new Promise<T>((resolve, reject) => {
      const go = (): void => {
        const port = of(flow);
        const label = draw(name, port);
        const { service, answers } = callOf(name);
        if (!answers.has(label)) throw new Error(`not listed: ${name} → ${label}`);
        port.onSend?.(label);
        const effect = hadEffect(label) ? port.effect : undefined;
        const [effectMs, answerMs] = timesOf(name, label, port.durationMs);
        if (effect && effectMs !== answerMs)
          timeline.after(effectMs, () => {
            record.logEvent(`${who} takes effect`);
            effect();
          });
        timeline.after(answerMs, () => {
          // An embedded store dies with its process, and so do its pending effects.
          const inside = service === 'store' && scenario.embedded;
          if (effectMs === answerMs && (!inside || lives(flow))) effect?.();
          if (!lives(flow)) return;
          record.logEvent(`${who} → ${label}`);
          injectFaults(flow, name, label);
          return whenRunning(flow, () => {
            flow.blocked = false;
            try {
              resolve(port.answer(label.split(',')[0] ?? label));
            } catch (error) {
              reject(error);
            }
            return drive(flow);
          });
        });
      };
      injectFaults(flow, name, null);
      flow.lostAfterCheck &&= flow.checked;
      flow.checked &&= KEEPS_CHECK.includes(name);
      whenRunning(flow, go);
    });
  };

  /** A running process, preferably another than `not`; undefined if none runs. */
  const awake = (not?: Process): Process | undefined => {
    const working = processes.filter((each) => each.alive && !each.isPaused);
    const others = working.filter((each) => each !== not);
    return working[0] && rng.pick(others.length > 0 ? others : working);
  };
  /** Starts a flow and drives it until it waits for a port. */
  const start = (process: Process, name: string, work: (flow: Flow) => Promise<void>) => {
    const flags = { until: 0, blocked: false, ended: false, checked: false, lostAfterCheck: false };
    const flow: Flow = { name, process, incarnation: process.incarnation, ...flags };
    const moving = currentFlow.run(flow, () => work(flow));
    moving
      .catch((error: unknown) => record.violate('no unexpected error', `${name}: ${String(error)}`))
      .finally(() => Object.assign(flow, { ended: true }));
    return drive(flow);
  };
  /** Sends a request from outside and repeats it up to `tries` times until it succeeds. */
  const request = (
    name: string,
    { tries, wait }: { readonly tries: number; readonly wait: readonly [number, number] },
    work: (process: Process) => Promise<unknown>,
  ): void | Promise<void> => {
    let answered = false;
    const repeat = () => (answered ? undefined : request(name, { tries: tries - 1, wait }, work));
    if (tries > 0) timeline.after(rng.between(...wait), repeat);
    const process = awake();
    if (!process) return;
    return start(process, name, async () => {
      try {
        const answer = await work(process);
        answered = true;
        record.logEvent(`${name} was answered ${answer}`);
      } catch {
        record.logEvent(`${name} was answered with an error`);
      }
    });
  };

  return {
    call,
    sleep: (ms: number) => call('clock.sleep', () => ({ durationMs: ms, answer: () => undefined })),
    awake,
    start,
    request,
    /** Callbacks for processes that go down or come up, and for lost leases. */
    hooks,
    isFaulty,
    lives,
    holds,
    /** Whether a flow waits for another flow that never ends. */
    isStuck: () => [...waiting].some(lives),
    /** Whether this seed targets a call and has not hit it yet. */
    isAimed,
    /** When the last fault of any kind came (ms since the epoch). */
    lastFault: () => lastFault,
    /** An answer that asks to wait for some ms, or for an unnamed time (null). */
    later: () =>
      ({ kind: 'later', afterMs: rng.happens(0.5) ? rng.between(0, 90_000) : null }) as const,
    now: timeline.now,
  };
}
