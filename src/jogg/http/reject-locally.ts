import { JoggAnswerError, unansweredDetails } from './errors.ts';

/** The error for an invalid request that is not sent, as Jogg itself would answer it. */
export function rejectLocally(request: string, msg: string): JoggAnswerError {
  return new JoggAnswerError('parameter', { ...unansweredDetails(request, 'no'), msg });
}
