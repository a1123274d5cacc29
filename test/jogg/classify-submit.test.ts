import { expect, it } from 'vitest';
import { classifySubmit } from '../../src/jogg/classify-submit.ts';
import {
  JoggAnswerError,
  type JoggErrorFacts,
  JoggNoAnswerError,
} from '../../src/jogg/http/errors.ts';

const facts = (change: Partial<JoggErrorFacts>): JoggErrorFacts => ({
  request: 'POST /v1/create_video_from_talking_avatar',
  joggCode: null,
  msg: null,
  rid: 'r1',
  httpStatus: 200,
  retryAfterMs: 5,
  arrived: 'yes',
  ...change,
});
const unanswered = (change: Partial<JoggErrorFacts>) =>
  new JoggNoAnswerError('x', facts(change), {});
const LATER = { kind: 'later', afterMs: 5 };
const DOUBT = { kind: 'unknown' };

/** What no answer of Jogg leads to: see `answers.test.ts` for those. */
it.each([
  ['it never arrived', unanswered({ arrived: 'no' }), LATER],
  [
    'it never arrived, whatever status it has',
    unanswered({ arrived: 'no', httpStatus: 404 }),
    LATER,
  ],
  ['it may have arrived', unanswered({ arrived: 'unknown' }), DOUBT],
  ['it arrived', unanswered({ arrived: 'yes' }), DOUBT],
  ['there are too many, though it arrived', new JoggAnswerError('rate', facts({})), LATER],
  [
    'nothing is found, under no status',
    new JoggAnswerError('not_found', facts({ joggCode: 10104, httpStatus: null })),
    { ...DOUBT, answered: { code: 10104, rid: 'r1' } },
  ],
  ['the error is of no kind we know', new TypeError('x'), DOUBT],
  ['what was thrown is no error', 'words', DOUBT],
])('a paid request is tried later or left in doubt where %s', (_, error, outcome) => {
  expect(classifySubmit(error)).toEqual(outcome);
});
