import { expect, it } from 'vitest';
import { classifySubmit } from '../../src/jogg/classify-submit.ts';
import { openAnswer } from '../../src/jogg/http/answer.ts';
import { createdSchema } from '../../src/jogg/v1/schemas.ts';

const BODIES = ['', '<html>no</html>', '{"message":"no"}', '{"code":', 'null', '[]'];

/** What becomes of the paid request that such an answer without Jogg's envelope comes to. */
function outcomeOf(httpStatus: number, body: string): string {
  const facts = { request: 'POST /v1/create', httpStatus, retryAfter: undefined };
  try {
    openAnswer({ ...facts, body: new TextEncoder().encode(body) }, { schema: createdSchema }, 0);
  } catch (error) {
    const outcome = classifySubmit(error);
    return outcome.kind === 'refused' ? outcome.failure.reason : outcome.kind;
  }
  return 'done';
}

it('only a status that says that nobody acted turns a paid request away, whatever it holds', () => {
  const all = Array.from({ length: 500 }, (_, at) => 100 + at);
  const outcomes = Object.groupBy(all, (status) =>
    [...new Set(BODIES.map((body) => outcomeOf(status, body)))].join(' or '),
  );
  const { unknown = [], ...others } = outcomes;
  expect([others, unknown.length]).toEqual([
    {
      turned_away: [
        ...[301, 302, 307, 308, 400, 401, 404, 405, 407, 410, 411, 412, 413, 414, 415, 417],
        ...[421, 422, 425, 426, 428, 431, 501],
      ],
      credit: [402],
      later: [429],
    },
    475,
  ]);
});
