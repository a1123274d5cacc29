import { afterAll, beforeAll, expect } from 'vitest';
import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import { patience } from '../../sandbox/patience.ts';
import { onProgram, type Program, type ProgramOptions } from '../support/program.ts';
import { until } from '../support/until.ts';

export type Life = Awaited<ReturnType<Program['start']>>;

/** One life of the program, from a form until it ends, and what the next life shows. */
export interface Row {
  readonly what: string;
  /** What becomes of its video at Jogg; without a webhook unless told. */
  readonly outcome?: Outcome;
  /** Prepares the fault at which it ends. */
  readonly arm?: (scene: Scene) => void;
  /** Resolves when it is to end; right after its form was sent unless told. */
  readonly moment?: (scene: Scene) => Promise<void>;
  /** SIGKILL unless told. */
  readonly signals?: readonly NodeJS.Signals[];
  /** The exit code, which SIGKILL has none of. */
  readonly code?: number | null;
  readonly slots?: readonly string[];
  readonly paid?: number;
  /** What else is true in the end. */
  readonly also?: (scene: Scene) => unknown;
}

export interface Scene {
  readonly program: Program;
  readonly life: Life;
  /** The life after it. */
  next: Life;
  /** Whether a call of Slack is about this row's video. */
  readonly isIts: (args: object) => boolean;
  /** How often something was done since the row began. */
  readonly slack: (method: string) => number;
  readonly jogg: () => Program['jogg']['log'];
  readonly paid: () => number;
  readonly slots: () => string[];
  readonly said: (event: string, words?: string) => boolean;
}

/** One program that lives many lives, each of which ends as a row says. */
export function createLives(options: Omit<ProgramOptions, 'atEnd'>) {
  const ends: (() => Promise<void>)[] = [];
  let program: Program;
  let life: Life;
  beforeAll(async () => {
    program = await onProgram({ ...options, atEnd: (end) => ends.push(end) });
    life = await program.start();
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  function sceneOf(script: string): Scene {
    const { slack, jogg } = program;
    const from = { slack: slack.log.length, jogg: jogg.log.length, slots: program.slots().length };
    const [paid, lines, current] = [program.paid(), life.output.length, life];
    return {
      program,
      life: current,
      next: current,
      isIts: (args) => JSON.stringify(args).includes(script),
      slack: (method) =>
        slack.log.slice(from.slack).filter((each) => each.method === method).length,
      jogg: () => jogg.log.slice(from.jogg),
      paid: () => program.paid() - paid,
      slots: () => program.slots().slice(from.slots),
      said: (event, words = '') =>
        current.output
          .slice(lines)
          .some((line) => line.includes(`"event":"${event}"`) && line.includes(words)),
    };
  }

  async function play({ what, signals = ['SIGKILL'], slots = ['card', 'result'], ...row }: Row) {
    const script = `Hello from Slack: ${what}`;
    const scene = sceneOf(script);
    program.jogg.outcome({ webhook: 'never', ...row.outcome });
    row.arm?.(scene);
    const { delivery } = await program.make(script);
    await row.moment?.(scene);
    const began = performance.now();
    for (const signal of signals) {
      scene.life.signal(signal);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const { code } = await scene.life.ended;
    const inTime = performance.now() - began < patience(25_000);
    life = await program.start();
    scene.next = life;
    await until(() => scene.slots().includes(slots.at(-1) ?? ''));
    expect({
      accepted: delivery?.outcome,
      code,
      inTime,
      slots: scene.slots(),
      paid: scene.paid(),
    }).toEqual({
      accepted: 'ok',
      code: row.code ?? null,
      inTime: true,
      slots,
      paid: row.paid ?? 1,
    });
    await row.also?.(scene);
    await until(() => life.said('video_moved', '"to":"delivered"') || slots[1] !== 'result');
  }
  return { play, program: () => program, life: () => life };
}
