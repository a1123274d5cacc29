/**
 * The causes of errors. `key`, `credit`, `permission`: the account's owner must act. `parameter`: a
 * value is invalid. `not_found`: the object does not exist. `rate`: too many requests. `jogg`: Jogg
 * failed. `no_answer`: the network failed. `unreadable`: the answer is not one of Jogg's.
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
 * Whether Jogg received the request. `no`: it certainly had no effect, because it did not reach
 * Jogg or got a 429. `yes`: Jogg itself answered. `unknown`: it may have had an effect.
 */
export type Arrived = 'no' | 'yes' | 'unknown';

export interface JoggErrorDetails {
  /** `METHOD /path`, without the query. */
  readonly request: string;
  /** The `code` of Jogg's envelope; null without an envelope. */
  readonly joggCode: number | null;
  /** Jogg's message, to show to people. Never compared or logged. */
  readonly msg: string | null;
  /** Jogg's request id, for Jogg's support. */
  readonly rid: string | null;
  readonly httpStatus: number | null;
  /** How long Jogg asked to wait, in ms. */
  readonly retryAfterMs: number | null;
  readonly arrived: Arrived;
}

/** The details of an error without an answer from Jogg. `request`: `METHOD /path`. */
export const unansweredDetails = (request: string, arrived: Arrived): JoggErrorDetails => ({
  request,
  joggCode: null,
  msg: null,
  rid: null,
  httpStatus: null,
  retryAfterMs: null,
  arrived,
});

/** The error of every failed request to Jogg. Its message contains no body, key or query. */
export abstract class JoggError extends Error {
  abstract readonly code: JoggErrorCode;
  readonly request: string;
  readonly joggCode: number | null;
  readonly rid: string | null;
  readonly httpStatus: number | null;
  readonly retryAfterMs: number | null;
  readonly arrived: Arrived;
  /** Private, because a logger may print the public fields of an error. */
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

  /** Whether the same request may succeed later. It does not say that a retry is safe. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

export type AnswerCode = Exclude<JoggErrorCode, 'no_answer' | 'unreadable'>;

/** Jogg, or a proxy in front of it, answered with an error. */
export class JoggAnswerError extends JoggError {
  override readonly name = 'JoggAnswerError';
  readonly code: AnswerCode;

  constructor(code: AnswerCode, details: JoggErrorDetails) {
    super(SUMMARIES[code], details, {});
    this.code = code;
  }
}

/** A call that was not sent, because an earlier error is still valid for `retryAfterMs`. */
export function shortCircuitError(code: 'key' | 'rate', request: string, retryAfterMs: number) {
  return new JoggAnswerError(code, { ...unansweredDetails(request, 'no'), retryAfterMs });
}

/** Whether an object does not exist. Only for calls whose one parameter is its id or page. */
export function isNotFound(error: unknown): boolean {
  return error instanceof JoggError && (error.code === 'not_found' || error.code === 'parameter');
}

/** No answer: no connection, a timeout, a reset, or our circuit breaker stopped the request. */
export class JoggNoAnswerError extends JoggError {
  override readonly name = 'JoggNoAnswerError';
  readonly code = 'no_answer';

  constructor(summary: string, details: JoggErrorDetails, options: ErrorOptions) {
    super(summary, details, options);
  }
}

/** An answer that is not one of Jogg's: not JSON, truncated, too large or of the wrong shape. */
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
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
