import type { SubmitOutcome } from '../domain/outcome.ts';
import type { Failure } from '../domain/video.ts';
import { JoggError } from './errors.ts';

/** HTTP statuses that refuse a request before anything is done, where Jogg's envelope comes with them. */
const REFUSING: ReadonlySet<number | null> = new Set([400, 401, 402, 403, 422]);

/**
 * What an error of the paid request means. Only what surely had no effect is `later` or `refused`;
 * everything else is `unknown`, for a second request could be a second charge.
 */
export function classifySubmit(error: unknown): SubmitOutcome {
  if (!(error instanceof JoggError)) return { kind: 'unknown' };
  switch (error.code) {
    case 'rate':
      return { kind: 'later', afterMs: error.retryAfterMs };
    case 'no_answer':
      return error.arrived === 'no'
        ? { kind: 'later', afterMs: error.retryAfterMs }
        : { kind: 'unknown' };
    case 'key':
    case 'credit':
    case 'permission':
    case 'parameter':
      return { kind: 'refused', failure: failureOf(error, error.code) };
    case 'not_found':
      return REFUSING.has(error.httpStatus)
        ? { kind: 'refused', failure: failureOf(error, error.code) }
        : { kind: 'unknown' };
    case 'jogg':
    case 'unreadable':
      return { kind: 'unknown' };
  }
}

function failureOf(error: JoggError, reason: Failure['reason']): Failure {
  return { reason, detail: error.msg, rid: error.rid };
}
