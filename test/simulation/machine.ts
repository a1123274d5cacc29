import { AsyncLocalStorage } from 'node:async_hooks';
import { checkPoint, pointName } from './crash-points.ts';
import type { Dice } from './dice.ts';
import type { RunRecord } from './run-record.ts';
import { type Scenario, START } from './scenario.ts';
import type { Happening, Timeline } from './timeline.ts';

/** One process of the app. A crash ends all that runs in it; a pause only holds it up. */
export interface Process {
  readonly name: string;
  alive: boolean;
  /** Counts its lives: what was begun in an earlier one never goes on. */
  life: number;
  /** Since when it stands still (ms since the epoch), or null. */
  pausedAt: number | null;
  frozen: Happening[];
}

/** One flow of control in a process: a run of a task, a webhook, a form, a button. */
export interface Actor {
  readonly name: string;
  readonly process: Process;
  readonly life: number;
  /** The video whose task it runs, or null. */
  readonly video: string | null;
  blocked: boolean;
  ended: boolean;
  /** It was just told that it holds its claim: no pause comes between this and what it guards … */
  guarded: boolean;
}

/** A request that is under way: what it does outside (if anything, and when) and its answer. */
export interface Sent<T> {
  readonly label: string;
  readonly answerMs: number;
  readonly answer: () => T;
  /** Done at `effectMs`; by default right before the answer. May come after it. */
  readonly effect?: (() => void) | undefined;
  readonly effectMs?: number;
  /** Done by something in the process itself, which dies with it. */
  readonly inside?: boolean;
}

/** A request whose outcome is settled when it leaves. */
export const sent = <T>(
  label: string,
  answerMs: number,
  outcome: T,
  more: Pick<Sent<T>, 'effect' | 'effectMs'> = {},
): Sent<T> => ({ label, answerMs, answer: () => outcome, ...more });

/** What all parts of one simulated run share. */
export type World = {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly record: RunRecord;
  readonly dice: Dice;
  readonly machine: Machine;
};

type Listener = (process: Process, change: 'down' | 'up') => void;

export type Machine = ReturnType<typeof createMachine>;

/** Which flow of control is moving: one for all runs, for each storage makes every frame bigger. */
const flow = new AsyncLocalStorage<Actor>();

/** … nor does reading a wish, or asking once more. */
const KEEPS_GUARD: readonly string[] = ['store.readCommand', 'lease.isHeld'];

/** No flow needs more turns than this to come from one port call to the next. */
const MOST_TURNS = 60;
const CALM_MS = 150_000;
const MOST_CRASHES = 25;

/** The processes of the app, and the port calls of their flows: each may die or stand still. */
export function createMachine({ scenario, timeline, record, dice }: Omit<World, 'machine'>) {
  const processes = ['A', 'B']
    .slice(0, scenario.processes)
    .map((name): Process => ({ name, alive: true, life: 0, pausedAt: null, frozen: [] }));
  const listeners: Listener[] = [];
  /** Flows that wait for another flow of their process, not for a port. */
  const waiting = new Set<Actor>();
  let crashes = 0;
  let lastTrouble = Number.NEGATIVE_INFINITY;
  let targetSeen = 0;
  let targetHit = false;
  let lastFault = START + scenario.faultsUntil;

  const { storeFaults, joggFaults, joggDown, storeDown, target } = scenario;
  const faults = storeFaults + joggFaults + joggDown.until + storeDown.until;
  const calm = faults === 0 && !/threw|renderer/.test(target.name);
  const isFaulty = (): boolean => timeline.now() < START + scenario.faultsUntil;
  const tell: Listener = (process, change) => {
    for (const listener of listeners) listener(process, change);
  };
  const lives = (actor: Actor): boolean =>
    actor.process.alive && actor.process.life === actor.life && !actor.ended;

  const crash = (process: Process, point: string): void => {
    crashes += 1;
    lastTrouble = timeline.now();
    lastFault = Math.max(lastFault, lastTrouble);
    record.hits.add(point);
    record.logEvent(`${process.name} DIES ${point}`);
    Object.assign(process, { alive: false, life: process.life + 1, pausedAt: null, frozen: [] });
    tell(process, 'down');
    const { life } = process;
    timeline.after(dice.between(200, dice.happens(0.2) ? 60_000 : 5_000), () => {
      if (process.life !== life) return;
      process.alive = true;
      lastTrouble = Math.max(lastTrouble, timeline.now());
      record.logEvent(`${process.name} starts again`);
      tell(process, 'up');
    });
  };

  const pause = (process: Process): void => {
    const ms = dice.between(1_000, dice.happens(0.6) ? 120_000 : 20_000);
    process.pausedAt = timeline.now();
    lastTrouble = timeline.now() + ms;
    lastFault = Math.max(lastFault, lastTrouble);
    record.logEvent(`${process.name} stands still for ${ms} ms`);
    tell(process, 'down');
    const { life } = process;
    timeline.after(ms, async () => {
      if (process.life !== life) return;
      record.logEvent(`${process.name} goes on`);
      const { frozen } = process;
      Object.assign(process, { pausedAt: null, frozen: [] });
      tell(process, 'up');
      for (const go of frozen) await go();
    });
  };

  /** Chance, or the target of this seed, may strike here. */
  const strike = (actor: Actor, name: string, answer: string | null) => {
    if (!targetHit && target.call === name && target.answer === answer) {
      targetSeen += 1;
      targetHit = targetSeen >= scenario.targetAt;
      if (targetHit) return 'crash';
    }
    if (!isFaulty()) return 'none';
    if (crashes < MOST_CRASHES && dice.happens(scenario.crashes)) return 'crash';
    return !actor.guarded && dice.happens(scenario.pauses) ? 'pause' : 'none';
  };

  const isStill = (actor: Actor): boolean => actor.blocked || actor.ended || !lives(actor);

  const drive = async (actor: Actor): Promise<void> => {
    for (let turns = 0; !isStill(actor) && turns < MOST_TURNS; turns += 1) await undefined;
    if (!isStill(actor)) waiting.add(actor);
    if (waiting.size === 0) return;
    for (let turns = 0; turns < MOST_TURNS; turns += 1) await undefined;
    for (const each of waiting) if (isStill(each)) waiting.delete(each);
  };

  const call = <T>(name: string, send: (actor: Actor) => Sent<T>): Promise<T> => {
    const actor = flow.getStore();
    if (!actor) throw new Error(`${name} was called by nobody`);
    actor.blocked = true;
    return new Promise<T>((resolve, reject) => {
      const deliver = (sent: Sent<T>): void | Promise<void> => {
        if (!lives(actor)) return;
        if (actor.process.pausedAt !== null)
          return void actor.process.frozen.push(() => deliver(sent));
        actor.blocked = false;
        try {
          resolve(sent.answer());
        } catch (error) {
          reject(error);
        }
        return drive(actor);
      };
      const go = (): void => {
        if (!lives(actor)) return;
        const sent = send(actor);
        checkPoint(name, sent.label);
        const { effect, answerMs, effectMs = answerMs } = sent;
        if (effect && effectMs !== answerMs)
          timeline.after(effectMs, () => {
            record.logEvent(`${actor.process.name} ${actor.name}: ${name} takes effect`);
            effect();
          });
        timeline.after(answerMs, () => {
          if (effect && effectMs === answerMs && (!sent.inside || lives(actor))) effect();
          if (!lives(actor)) return;
          record.logEvent(`${actor.process.name} ${actor.name}: ${name} → ${sent.label}`);
          const struck = strike(actor, name, sent.label);
          if (struck === 'crash') return crash(actor.process, pointName(name, sent.label));
          if (struck === 'pause' && actor.process.pausedAt === null) pause(actor.process);
          return deliver(sent);
        });
      };
      const struck = strike(actor, name, null);
      actor.guarded &&= KEEPS_GUARD.includes(name);
      if (struck === 'crash') crash(actor.process, pointName(name, null));
      else if (struck === 'pause') {
        pause(actor.process);
        actor.process.frozen.push(go);
      } else go();
    });
  };

  return {
    /** A port call of the flow that is moving now: it may die, or be held up, before and after. */
    call,
    isFaulty,
    /** How many flows wait for another one that never ends its turn. */
    waiting: () => [...waiting].filter(lives).length,
    /** Whether this seed aims at a crash of that call, and has not hit it yet. */
    isAimed: (name: string) => !targetHit && target.call === name,
    /** When the last crash, pause or fault of any kind came, ms since the epoch. */
    lastFault: () => lastFault,
    /** Whether nothing has gone wrong for a while, and no port was meant to fail. */
    isCalm: () => calm && timeline.now() - lastTrouble >= CALM_MS,
    now: timeline.now,
    /** Called whenever a process dies or stands still, and when it works again. */
    onChange: (listener: Listener): void => void listeners.push(listener),
    /** A process that works, or undefined. */
    awake(): Process | undefined {
      const able = processes.filter((each) => each.alive && each.pausedAt === null);
      return able.length === 0 ? undefined : dice.pick(able);
    },
    /** Starts a flow of control, and lets it move until it waits for a port. */
    start(process: Process, name: string, video: string | null, work: () => Promise<void>) {
      const flags = { blocked: false, ended: false, guarded: false };
      const actor: Actor = { name, process, life: process.life, video, ...flags };
      const ended = (): void => void Object.assign(actor, { ended: true });
      flow.run(actor, work).then(ended, (error: unknown) => {
        ended();
        record.violate('no surprise', `${name}: ${String(error)}`);
      });
      return drive(actor);
    },
  };
}
