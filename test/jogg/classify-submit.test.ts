import { describe, expect, it } from 'vitest';
import { classifySubmit } from '../../src/jogg/classify-submit.ts';
import {
  JoggAnswerError,
  type JoggErrorFacts,
  JoggNoAnswerError,
  JoggUnreadableError,
} from '../../src/jogg/http/errors.ts';

const facts = (change: Partial<JoggErrorFacts> = {}): JoggErrorFacts => ({
  request: 'POST /v1/create_video_from_talking_avatar',
  joggCode: null,
  msg: 'what Jogg said',
  rid: 'r1',
  httpStatus: 200,
  retryAfterMs: null,
  arrived: 'yes',
  ...change,
});
const refused = (reason: string) => ({
  kind: 'refused',
  failure: { reason, detail: 'what Jogg said', rid: 'r1' },
});
const UNKNOWN = { kind: 'unknown' };
const answered = (code: number) => ({ kind: 'unknown', answered: { code, rid: 'r1' } });

describe('an error of the paid request', () => {
  it.each(['key', 'credit', 'permission', 'parameter'] as const)(
    'that Jogg refused for its %s is refused, with what Jogg said',
    (code) => {
      expect(classifySubmit(new JoggAnswerError(code, facts()))).toEqual(refused(code));
    },
  );

  it.each([200, 400, 404])('10104 with status %s: what was chosen is gone', (httpStatus) => {
    const error = new JoggAnswerError('not_found', facts({ joggCode: 10104, httpStatus }));
    expect(classifySubmit(error)).toEqual(refused('choice_gone'));
  });

  it.each([
    [10104, 500],
    [77, 404],
  ])('code %i with status %i leaves doubt, and is kept', (joggCode, httpStatus) => {
    const error = new JoggAnswerError('not_found', facts({ joggCode, httpStatus }));
    expect(classifySubmit(error)).toEqual(answered(joggCode));
  });

  it.each([
    ['an error that nobody knows', new JoggAnswerError('jogg', facts({ joggCode: 50000 })), 50000],
    ['no video', new JoggUnreadableError('x', facts({ joggCode: 0 }), {}), 0],
  ])(
    'that came in an answer of Jogg with %s keeps its code and its request id',
    (_, error, code) => {
      expect(classifySubmit(error)).toEqual(answered(code));
    },
  );

  it('that asks for patience is tried later, as long as Jogg asks', () => {
    const error = new JoggAnswerError('rate', facts({ retryAfterMs: 7_000 }));
    expect(classifySubmit(error)).toEqual({ kind: 'later', afterMs: 7_000 });
  });

  it('that surely never arrived is tried later; one that may have is not', () => {
    const outcomes = (['no', 'yes', 'unknown'] as const).map((arrived) =>
      classifySubmit(new JoggNoAnswerError('x', facts({ arrived, retryAfterMs: 5 }), {})),
    );
    expect(outcomes).toEqual([{ kind: 'later', afterMs: 5 }, UNKNOWN, UNKNOWN]);
  });

  it.each([
    ['Jogg failed', new JoggAnswerError('jogg', facts())],
    ['the answer could not be read', new JoggUnreadableError('x', facts(), {})],
    ['it is of no kind we know', new TypeError('x')],
    ['it is no error at all', 'words'],
  ])('leaves doubt where %s', (_, error) => {
    expect(classifySubmit(error)).toEqual(UNKNOWN);
  });
});
