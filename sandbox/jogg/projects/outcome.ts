import { JoggError, noCredit, noPermission, parameterError, tooMany } from '../api/jogg-error.ts';

/** How one project ends, unless it simply succeeds. Tests may change it at any time. */
export interface Outcome {
  render?: 'succeed' | 'fail' | 'never';
  /** The `error.message` of the failed webhook. */
  reason?: string;
  /** Replaces the whole `error` of the failed webhook: a string, an object, `undefined`. */
  error?: unknown;
  renderMs?: number;
  /** Multiplies the render time. */
  slowness?: number;
  /** GET returns this instead of the status once the render has ended (at once with `never`). */
  status?: unknown;
  /** Replaces the link of a finished video. */
  videoUrl?: unknown;
  /** How many polls answer 10104 before the project is known. */
  unknownPolls?: number;
  /** How the answer to the create call names the project. */
  answer?: 'numeric_id' | 'project' | 'no_id' | 'null_data' | 'no_data' | 'long_id';
  /** When the webhooks are sent; `before_answer` also ends the render before the answer. */
  webhook?: 'after' | 'before_answer' | 'never';
  webhookCopies?: number;
  /** The connection is cut after the project was created and paid. */
  lostAnswer?: boolean;
}

/** Cues in a script that cause faults, so that people can see them without code. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  fail: { render: 'fail' },
  slow: { slowness: 10 },
  never: { render: 'never' },
  empty: { videoUrl: '' },
  deleted: { status: 99 },
  odd: { render: 'never', status: 42 },
  late: { unknownPolls: 3 },
  silent: { webhook: 'never' },
  early: { webhook: 'before_answer' },
  twice: { webhookCopies: 2 },
  lost: { lostAnswer: true },
};

/** Cues in a script that reject the request before anything is created or paid. */
const REJECTIONS: Readonly<Record<string, () => JoggError>> = {
  credit: noCredit,
  denied: noPermission,
  param: () => parameterError('script contains unsupported content'),
  rate: () => tooMany(5),
  down: () => new JoggError(50_000, 'System error'),
};

/** All cues; the README has a row for each. */
export const CUES: readonly string[] = [...Object.keys(OUTCOMES), ...Object.keys(REJECTIONS)];

/** The outcome that the script's cues ask for, e.g. `[slow]`, `[fail: why]`. @throws JoggError */
export function cuedOutcome(script: string): Outcome {
  let outcome: Outcome = {};
  for (const [, name = '', , reason] of script.matchAll(/\[([a-z]+)(: *([^\]]+))?\]/g)) {
    const rejection = REJECTIONS[name];
    if (rejection !== undefined) throw rejection();
    outcome = { ...outcome, ...OUTCOMES[name], ...(name === 'fail' && reason ? { reason } : {}) };
  }
  return outcome;
}
