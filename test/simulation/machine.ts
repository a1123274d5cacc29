import { AsyncLocalStorage } from 'node:async_hooks';
import type { Bug } from './bugs.ts';
import { callOf, hadEffect, pointName } from './calls.ts';
import type { Dice } from './rng.ts';
import { createDraws, type PortCall } from './port-call.ts';
import { losesPower, type Scenario, START } from './scenario.ts';
import type { RunRecord, Timeline } from './timeline.ts';

/** One process of the app. A crash ends all that runs in it; a pause only holds it up. */
export interface Process {
  readonly name: string;
  alive: boolean;
  /** Counts its lives: what was begun in an earlier one never goes on. */
  life: number;
  isPaused: boolean;
  frozen: (() => void | Promise<void>)[];
}

/** One flow of control in a process: a run of a task, a webhook, a form, a button. */
export interface Actor {
  readonly name: string;
  readonly process: Process;
  readonly life: number;
  /** When the lease on the task that it runs ends (epoch ms); null while it is kept up. */
  until: number | null;
  blocked: boolean;
  ended: boolean;
  /** It was just told that it holds its claim: nothing comes between this and what it guards. */
  guarded: boolean;
  /** It lost its claim between being told so and what that guards: it cannot know. */
  excused: boolean;
}

export type Machine = ReturnType<typeof createMachine>;

/** Which flow of control is moving: one for all runs, for each storage makes every frame bigger. */
const flow = new AsyncLocalStorage<Actor>();

/** Reading what counts right before an effect, or asking once more, keeps the guard. */
const KEEPS_GUARD = ['store.readCommand', 'store.readReceipt', 'lease.isHeld'];
/** No flow needs more turns than this to come from one port call to the next. */
const MOST_TURNS = 60;
const MOST_CRASHES = 25;

/** What a machine works with. */
export interface Basis {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly record: RunRecord;
  readonly dice: Dice;
  readonly bug: Bug;
}

/** The processes of the app, and the port calls of their flows. */
export function createMachine(basis: Basis) {
  const { scenario, timeline, record, dice } = basis;
  const { target } = scenario;
  const processes = ['A', 'B']
    .slice(0, scenario.processes)
    .map((name): Process => ({ name, alive: true, life: 0, isPaused: false, frozen: [] }));
  /** Flows that wait for another flow of their process, not for a port. */
  const waiting = new Set<Actor>();
  const hear = {
    process: (_: Process, _change: 'down' | 'up'): void => {},
    loss: (_: Actor): void => {},
  };
  let crashes = 0;
  let targetSeen = 0;
  let lastFault = START + scenario.faultsUntil;

  const isFaulty = (): boolean => timeline.now() < START + scenario.faultsUntil;
  const isAimed = (name: string): boolean => targetSeen < scenario.targetAt && target.call === name;
  const lives = ({ process, life, ended }: Actor): boolean =>
    process.alive && process.life === life && !ended;
  const holds = ({ until }: Actor): boolean => until === null || timeline.now() < until;
  const troubled = (until = timeline.now()): void => {
    lastFault = Math.max(lastFault, until);
  };

  const crash = (process: Process, point: string): void => {
    crashes += 1;
    troubled();
    record.hits.add(`crash ${point}`);
    record.logEvent(`${process.name} DIES ${point}`);
    const life = process.life + 1;
    Object.assign(process, { alive: false, life, isPaused: false, frozen: [] });
    hear.process(process, 'down');
    const soonest = losesPower(scenario, life) ? 5_000 : 200;
    timeline.after(dice.between(soonest, dice.happens(0.2) ? 60_000 : 6_000), () => {
      process.alive = true;
      record.logEvent(`${process.name} starts again`);
      hear.process(process, 'up');
    });
  };

  const pause = (process: Process, most: number): void => {
    if (process.isPaused || !process.alive) return;
    const ms = dice.between(1_000, most);
    const { life } = process;
    process.isPaused = true;
    troubled(timeline.now() + ms);
    record.logEvent(`${process.name} stands still for ${ms} ms`);
    hear.process(process, 'down');
    timeline.after(ms, async () => {
      if (process.life !== life) return;
      record.logEvent(`${process.name} goes on`);
      const { frozen } = process;
      Object.assign(process, { isPaused: false, frozen: [] });
      hear.process(process, 'up');
      for (const go of frozen) await go();
    });
  };

  const loseLease = (actor: Actor, point: string): void => {
    troubled();
    record.hits.add(`loss ${point}`);
    record.logEvent(`${actor.process.name} ${actor.name} LOSES its lease`);
    actor.until = timeline.now();
    actor.excused = actor.guarded;
    hear.loss(actor);
  };

  /** Chance, or the target of this seed, may strike here: a crash, a pause, the loss of a lease. */
  const strike = (actor: Actor, name: string, answer: string | null): void => {
    const point = pointName(name, answer);
    const isCrash = target.blow === 'crash';
    if (isAimed(name) && target.answer === answer && (isCrash || holds(actor))) {
      targetSeen += 1;
      const isNow = targetSeen === scenario.targetAt;
      if (isNow && isCrash) crash(actor.process, point);
      if (isNow && !isCrash) loseLease(actor, point);
      // Nothing stands still between being told and doing it: both are one step of a process.
      if (isNow && !actor.guarded) pause(actor.process, dice.pick([2_000, 5_000, 60_000]));
    }
    if (!isFaulty() || !lives(actor)) return;
    if (crashes < MOST_CRASHES && dice.happens(scenario.crashes)) crash(actor.process, point);
    else if (actor.guarded) return;
    else if (dice.happens(scenario.pauses)) pause(actor.process, dice.pick([20_000, 120_000]));
    else if (holds(actor) && dice.happens(scenario.losses)) loseLease(actor, point);
  };

  const whenAwake = (actor: Actor, go: () => void | Promise<void>): void | Promise<void> => {
    if (!lives(actor)) return;
    if (!actor.process.isPaused) return go();
    actor.process.frozen.push(() => whenAwake(actor, go));
  };

  const isStill = (actor: Actor): boolean => actor.blocked || !lives(actor);
  const drive = async (actor: Actor): Promise<void> => {
    for (let turns = 0; !isStill(actor) && turns < MOST_TURNS; turns += 1) await undefined;
    if (!isStill(actor)) waiting.add(actor);
    if (waiting.size === 0) return;
    for (let turns = 0; turns < MOST_TURNS; turns += 1) await undefined;
    for (const each of waiting) if (isStill(each)) waiting.delete(each);
  };

  const { draw, timesOf } = createDraws(basis, { isAimed, isFaulty });

  /** A port call of the flow that is moving now: it may die, or be held up, before and after. */
  const call = <T>(name: string, of: (actor: Actor) => PortCall<T>): Promise<T> => {
    const [word = '', how] = basis.bug.bend ?? [];
    const sent = () => send(name, of);
    return how && name.includes(word) ? (how(sent) as Promise<T>) : sent();
  };
  const send = <T>(name: string, of: (actor: Actor) => PortCall<T>): Promise<T> => {
    const actor = flow.getStore();
    if (!actor) throw new Error(`${name} was called by nobody`);
    const who = `${actor.process.name} ${actor.name}: ${name}`;
    actor.blocked = true;
    return new Promise<T>((resolve, reject) => {
      const go = (): void => {
        const port = of(actor);
        const label = draw(name, port);
        const { service, answers } = callOf(name);
        if (!answers.has(label)) throw new Error(`not listed: ${name} → ${label}`);
        port.leaves?.(label);
        const effect = hadEffect(label) ? port.effect : undefined;
        const [effectMs, answerMs] = timesOf(name, label, port.takes);
        if (effect && effectMs !== answerMs)
          timeline.after(effectMs, () => {
            record.logEvent(`${who} takes effect`);
            effect();
          });
        timeline.after(answerMs, () => {
          // What a store in the process had not done yet dies with it.
          const inside = service === 'store' && scenario.embedded;
          if (effectMs === answerMs && (!inside || lives(actor))) effect?.();
          if (!lives(actor)) return;
          record.logEvent(`${who} → ${label}`);
          strike(actor, name, label);
          return whenAwake(actor, () => {
            actor.blocked = false;
            try {
              resolve(port.answer(label.split(',')[0] ?? label));
            } catch (error) {
              reject(error);
            }
            return drive(actor);
          });
        });
      };
      strike(actor, name, null);
      actor.excused &&= actor.guarded;
      actor.guarded &&= KEEPS_GUARD.includes(name);
      whenAwake(actor, go);
    });
  };

  /** A process that works, another one than `not` where there is one; or undefined. */
  const awake = (not?: Process): Process | undefined => {
    const working = processes.filter((each) => each.alive && !each.isPaused);
    const others = working.filter((each) => each !== not);
    return working[0] && dice.pick(others.length > 0 ? others : working);
  };
  /** Starts a flow of control, and lets it move until it waits for a port. */
  const start = (process: Process, name: string, work: (actor: Actor) => Promise<void>) => {
    const flags = { until: 0, blocked: false, ended: false, guarded: false, excused: false };
    const actor: Actor = { name, process, life: process.life, ...flags };
    const moving = flow.run(actor, () => work(actor));
    moving
      .catch((error: unknown) => record.violate('no surprise', `${name}: ${String(error)}`))
      .finally(() => Object.assign(actor, { ended: true }));
    return drive(actor);
  };
  /** Somebody outside asks for something, up to `tries` times more where nobody answers well. */
  const request = (
    name: string,
    { tries, wait }: { readonly tries: number; readonly wait: readonly [number, number] },
    work: (process: Process) => Promise<unknown>,
  ): void | Promise<void> => {
    let answered = false;
    if (tries > 0)
      timeline.after(dice.between(...wait), () =>
        answered ? undefined : request(name, { tries: tries - 1, wait }, work),
      );
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
    sleep: (takes: number) => call('clock.sleep', () => ({ takes, answer: () => undefined })),
    awake,
    start,
    request,
    /** Hears when a process dies or stands still, when it works again, and of lost leases. */
    hear,
    isFaulty,
    lives,
    /** Whether a flow holds the task that it runs. */
    holds,
    /** Whether a flow waits for another one that never ends its turn. */
    isStuck: () => [...waiting].some(lives),
    /** Whether this seed aims at a crash of that call, and has not hit it yet. */
    isAimed,
    /** When the last crash, pause or fault of any kind came, ms since the epoch. */
    lastFault: () => lastFault,
    /** How long a service asks to be left alone (ms), or null where it does not say. */
    later: () =>
      ({ kind: 'later', afterMs: dice.happens(0.5) ? dice.between(0, 90_000) : null }) as const,
    now: timeline.now,
  };
}
