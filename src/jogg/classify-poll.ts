import type { PollOutcome } from '../domain/video/outcome.ts';
import type { JoggError } from './http/errors.ts';

/** An admin may fix the key or the plan while a paid render goes on; more often would be noise. */
const ACCOUNT_RECHECK_MS = 5 * 60_000;

/** What an error of a look at a project means. Looking again is always safe. */
export function classifyPoll(error: JoggError): PollOutcome {
  switch (error.code) {
    case 'not_found':
    // The id is the only parameter there is.
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
