import type { PollOutcome } from '../domain/video/outcome.ts';
import type { JoggError } from './http/errors.ts';

/** An admin may fix the key or the plan while a render runs. More frequent polls are useless. */
const ACCOUNT_RECHECK_MS = 5 * 60_000;

/** The outcome of a failed poll. It is always safe to poll again. */
export function classifyPoll(error: JoggError): PollOutcome {
  switch (error.code) {
    case 'not_found':
    // The only parameter is the id.
    case 'parameter':
      return { kind: 'absent' };
    case 'key':
    case 'credit':
    case 'permission':
      return { kind: 'later', afterMs: ACCOUNT_RECHECK_MS };
    case 'rate':
    case 'jogg':
    case 'no_answer':
    case 'unreadable':
      return { kind: 'later', afterMs: error.retryAfterMs };
  }
}
