import type { SubmitOutcome } from '../domain/video/outcome.ts';
import type { Failure } from '../domain/video/video.ts';
import { JoggError } from './http/errors.ts';
import { isUnprocessedStatus } from './http/unprocessed-status.ts';

/**
 * Jogg's code for "Record not found": an id in the request is unknown.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/ErrorHandling
 */
const RECORD_NOT_FOUND = 10104;

/**
 * The outcome of a failed paid request. It is `later` or `refused` only if the request certainly
 * had no effect. Otherwise it is `unknown`, because a second request could charge twice.
 */
export function classifySubmit(error: unknown): SubmitOutcome {
  if (!(error instanceof JoggError)) return { kind: 'unknown' };
  const { joggCode, httpStatus } = error;
  if (joggCode === null && error.arrived !== 'no' && isUnprocessedStatus(httpStatus)) {
    const reason = httpStatus === 402 ? 'credit' : 'turned_away';
    return { kind: 'refused', failure: { reason, detail: `HTTP ${httpStatus}`, rid: null } };
  }
  switch (error.code) {
    case 'rate':
      return { kind: 'later', afterMs: error.retryAfterMs };
    case 'no_answer':
      return error.arrived === 'no'
        ? { kind: 'later', afterMs: error.retryAfterMs }
        : inDoubt(error);
    case 'key':
    case 'credit':
    case 'permission':
    case 'parameter':
      return { kind: 'refused', failure: failureOf(error, error.code) };
    case 'not_found':
      return isRecordNotFound(error)
        ? { kind: 'refused', failure: failureOf(error, 'choice_gone') }
        : inDoubt(error);
    case 'jogg':
    case 'unreadable':
      return inDoubt(error);
  }
}

/** A 404 without this code may come from a proxy or a wrong path. A 5xx means that Jogg failed. */
function isRecordNotFound({ joggCode, httpStatus }: JoggError): boolean {
  return joggCode === RECORD_NOT_FOUND && httpStatus !== null && httpStatus < 500;
}

/** In doubt, with the code and the request id of Jogg's answer if there was one. */
function inDoubt({ joggCode, rid }: JoggError): SubmitOutcome {
  return joggCode === null
    ? { kind: 'unknown' }
    : { kind: 'unknown', answered: { code: joggCode, rid } };
}

function failureOf(error: JoggError, reason: Failure['reason']): Failure {
  return { reason, detail: error.msg, rid: error.rid };
}
