/**
 * Who can fix it: `key`, `credit`, `permission` the account's owner; `parameter` who chose
 * the values; `not_found` nobody (the thing is gone); `rate` time; `jogg` Jogg; `no_answer` the
 * network; `unreadable` what answered in Jogg's place.
 */
export type JoggErrorCode =
  | 'key'
  | 'credit'
  | 'permission'
  | 'parameter'
  | 'not_found'
  | 'rate'
  | 'jogg'
  | 'no_answer'
  | 'unreadable';

/**
 * `no`: the request surely had no effect, for it never reached Jogg or was turned away at the door
 * (429). `yes`: Jogg itself answered it. `unknown`: nobody can tell.
 */
export type Arrived = 'no' | 'yes' | 'unknown';

export interface JoggErrorDetails {
  /** `METHOD /path`, without the query. */
  readonly request: string;
  /** The `code` of Jogg's envelope, where there was one. */
  readonly joggCode: number | null;
  /** What Jogg said: for people, never compared and never logged. */
  readonly msg: string | null;
  /** Jogg's request id, for its support. */
  readonly rid: string | null;
  readonly httpStatus: number | null;
  /** How long Jogg asked to be left alone, in ms. */
  readonly retryAfterMs: number | null;
  readonly arrived: Arrived;
}

/** What every failed request to Jogg throws. Its message holds no body, key or query. */
export abstract class JoggError extends Error {
  abstract readonly code: JoggErrorCode;
  readonly request: string;
  readonly joggCode: number | null;
  readonly rid: string | null;
  readonly httpStatus: number | null;
  readonly retryAfterMs: number | null;
  readonly arrived: Arrived;
  /** Kept private so that a logger that prints an error's own fields does not print it. */
  readonly #msg: string | null;

  constructor(summary: string, details: JoggErrorDetails, options: ErrorOptions) {
    super(`${details.request}: ${summary}${detailsOf(details)}`, options);
    this.request = details.request;
    this.joggCode = details.joggCode;
    this.#msg = details.msg;
    this.rid = details.rid;
    this.httpStatus = details.httpStatus;
    this.retryAfterMs = details.retryAfterMs;
    this.arrived = details.arrived;
  }

  get msg(): string | null {
    return this.#msg;
  }

  /** Whether the same request may fare better in a while. Says nothing of whether it is safe. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

export type AnswerCode = Exclude<JoggErrorCode, 'no_answer' | 'unreadable'>;

/** Jogg (or what stands before it) answered, and the answer was no. */
export class JoggAnswerError extends JoggError {
  override readonly name = 'JoggAnswerError';
  readonly code: AnswerCode;

  constructor(code: AnswerCode, details: JoggErrorDetails) {
    super(SUMMARIES[code], details, {});
    this.code = code;
  }
}

/**
 * A call that was not made: what Jogg answered to an earlier one of its kind stands for
 * `retryAfterMs` more.
 */
export function shortCircuitError(code: 'key' | 'rate', request: string, retryAfterMs: number) {
  const nothing = { joggCode: null, msg: null, rid: null, httpStatus: null } as const;
  return new JoggAnswerError(code, { request, ...nothing, retryAfterMs, arrived: 'no' });
}

/** Whether there is no such thing; for calls whose only parameter is what names it. */
export function isNotFound(error: unknown): boolean {
  return error instanceof JoggError && (error.code === 'not_found' || error.code === 'parameter');
}

/** Nothing came back: no connection, a time-out, a reset, or our own circuit held the request. */
export class JoggNoAnswerError extends JoggError {
  override readonly name = 'JoggNoAnswerError';
  readonly code = 'no_answer';

  constructor(summary: string, details: JoggErrorDetails, options: ErrorOptions) {
    super(summary, details, options);
  }
}

/** Something came back that is not what Jogg says: no JSON, cut, too large, the wrong shape. */
export class JoggUnreadableError extends JoggError {
  override readonly name = 'JoggUnreadableError';
  readonly code = 'unreadable';

  constructor(summary: string, details: JoggErrorDetails, options: ErrorOptions) {
    super(summary, details, options);
  }
}

const RETRYABLE: ReadonlySet<JoggErrorCode> = new Set(['rate', 'jogg', 'no_answer', 'unreadable']);

const SUMMARIES: Readonly<Record<AnswerCode, string>> = {
  key: 'Jogg does not accept the API key',
  credit: 'the Jogg account has no credit left',
  permission: 'the plan of the Jogg account does not allow this',
  parameter: 'Jogg does not accept a value of the request',
  not_found: 'Jogg does not know what was asked for',
  rate: 'Jogg asks for fewer requests',
  jogg: 'Jogg failed',
};

function detailsOf(details: JoggErrorDetails): string {
  const parts = [
    details.joggCode === null ? null : `code ${details.joggCode}`,
    details.httpStatus === null ? null : `HTTP ${details.httpStatus}`,
    details.rid === null ? null : `rid ${details.rid}`,
  ].filter((mark) => mark !== null);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
