import { JoggAnswerError } from './errors.ts';

/** A request that is not even sent: the error that Jogg itself would answer it with. */
export function rejectLocally(request: string, msg: string): JoggAnswerError {
  return new JoggAnswerError('parameter', {
    request,
    joggCode: null,
    msg,
    rid: null,
    httpStatus: null,
    retryAfterMs: null,
    arrived: 'no',
  });
}
