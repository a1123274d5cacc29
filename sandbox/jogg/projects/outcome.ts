import { JoggError, noCredit, noPermission, parameterError, tooMany } from '../api/jogg-error.ts';

/** What becomes of one project, where it is not simply rendered well. Tests may change it live. */
export interface Outcome {
  render?: 'succeed' | 'fail' | 'never';
  /** What the failed webhook says in `error.message`. */
  reason?: string;
  /** Replaces the whole `error` of the failed webhook: a string, an object, `undefined`. */
  error?: unknown;
  renderMs?: number;
  /** Multiplies the usual time. */
  slowness?: number;
  /** What GET says instead of the true status, once the render ended (at once with `never`). */
  status?: unknown;
  /** Replaces the link of a finished video. */
  videoUrl?: unknown;
  /** How many looks answer 10104 before the project is known. */
  unknownPolls?: number;
  /** How the create call names the project. */
  answer?: 'numeric_id' | 'project' | 'no_id' | 'null_data' | 'no_data' | 'long_id';
  /** When its webhooks are sent; `before_answer` also ends the render before the answer. */
  webhook?: 'after' | 'before_answer' | 'never';
  webhookCopies?: number;
  /** The connection is cut after the project was made and paid. */
  lostAnswer?: boolean;
}

/** Words in a script that make things go wrong, so that people can see it without code. */
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

/** Words in a script that refuse the request before anything is made or paid. */
const REJECTIONS: Readonly<Record<string, () => JoggError>> = {
  credit: noCredit,
  denied: noPermission,
  param: () => parameterError('script contains unsupported content'),
  rate: () => tooMany(5),
  down: () => new JoggError(50_000, 'System error'),
};

/** Every cue there is; the README has a row for each. */
export const CUES: readonly string[] = [...Object.keys(OUTCOMES), ...Object.keys(REJECTIONS)];

/** The outcome a script asks for, e.g. `[slow]` or `[fail: no voice]`; throws `JoggError`. */
export function cuedOutcome(script: string): Outcome {
  let outcome: Outcome = {};
  for (const [, name = '', , reason] of script.matchAll(/\[([a-z]+)(: *([^\]]+))?\]/g)) {
    const rejection = REJECTIONS[name];
    if (rejection !== undefined) throw rejection();
    outcome = { ...outcome, ...OUTCOMES[name], ...(name === 'fail' && reason ? { reason } : {}) };
  }
  return outcome;
}
