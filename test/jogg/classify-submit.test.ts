import { expect, it } from 'vitest';
import { classifySubmit } from '../../src/jogg/classify-submit.ts';
import { openAnswer } from '../../src/jogg/http/answer.ts';
import { JoggAnswerError, JoggNoAnswerError } from '../../src/jogg/http/errors.ts';
import { createdSchema } from '../../src/jogg/v1/schemas.ts';

const request = 'POST /v1/create_video_from_talking_avatar';
const answered = { request, msg: null, rid: 'r1', retryAfterMs: 5, arrived: 'yes' } as const;
const facts = { ...answered, joggCode: null, httpStatus: 200 };
const unanswered = (change: { arrived: 'yes' | 'no' | 'unknown'; httpStatus?: number }) =>
  new JoggNoAnswerError('x', { ...facts, ...change }, {});
const nowhere = { ...answered, joggCode: 10104, httpStatus: null };
const LATER = { kind: 'later', afterMs: 5 };
const DOUBT = { kind: 'unknown' };

/** What no answer of Jogg leads to: see `answers.test.ts` for those. */
it.each([
  ['it never arrived', unanswered({ arrived: 'no' }), LATER],
  ['it never arrived, under a 404', unanswered({ arrived: 'no', httpStatus: 404 }), LATER],
  ['it may have arrived', unanswered({ arrived: 'unknown' }), DOUBT],
  ['it arrived', unanswered({ arrived: 'yes' }), DOUBT],
  ['there are too many, though it arrived', new JoggAnswerError('rate', facts), LATER],
  [
    'nothing is found, under no status',
    new JoggAnswerError('not_found', nowhere),
    { ...DOUBT, answered: { code: 10104, rid: 'r1' } },
  ],
  ['the error is of no kind we know', new TypeError('x'), DOUBT],
  ['what was thrown is no error', 'words', DOUBT],
])('a paid request is tried later or left in doubt where %s', (_, error, outcome) => {
  expect(classifySubmit(error)).toEqual(outcome);
});

const BODIES = ['', '<html>no</html>', '{"message":"no"}', '{"code":', 'null', '[]'];

/** What becomes of the paid request that such an answer without Jogg's envelope comes to. */
function outcomeOf(httpStatus: number, text: string): string {
  const answer = { request, httpStatus, retryAfter: undefined, body: Buffer.from(text) };
  try {
    openAnswer(answer, { schema: createdSchema }, 0);
  } catch (error) {
    const outcome = classifySubmit(error);
    return outcome.kind === 'refused' ? outcome.failure.reason : outcome.kind;
  }
  return 'done';
}

it('only a status that says that nobody acted turns a paid request away, whatever it holds', () => {
  const all = Array.from({ length: 500 }, (_, at) => 100 + at);
  const { unknown = [], ...others } = Object.groupBy(all, (status) =>
    [...new Set(BODIES.map((body) => outcomeOf(status, body)))].join(' or '),
  );
  const turned_away = [
    ...[301, 302, 307, 308, 400, 401, 404, 405, 407, 410, 411, 412, 413, 414, 415, 417],
    ...[421, 422, 425, 426, 428, 431, 501],
  ];
  expect([others, unknown.length]).toEqual([{ turned_away, credit: [402], later: [429] }, 475]);
});
