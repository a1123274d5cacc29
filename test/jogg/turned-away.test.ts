import { describe, expect, it } from 'vitest';
import { classifySubmit } from '../../src/jogg/classify-submit.ts';
import { openAnswer } from '../../src/jogg/http/answer.ts';
import { createdSchema } from '../../src/jogg/v1/schemas.ts';
import { buildRenderer } from './built-renderer.ts';
import { order } from './order.ts';
import { raw } from './stand-in.ts';

/** What becomes of the paid request for each HTTP status of an answer without Jogg's envelope. */
const STATUSES: readonly [from: number, to: number, becomes: string][] = [
  [100, 199, 'unknown'],
  [200, 299, 'unknown'],
  [300, 300, 'unknown'],
  [301, 302, 'turned_away'],
  [303, 306, 'unknown'],
  [307, 308, 'turned_away'],
  [309, 399, 'unknown'],
  [400, 401, 'turned_away'],
  [402, 402, 'credit'],
  [403, 403, 'unknown'],
  [404, 405, 'turned_away'],
  [406, 406, 'unknown'],
  [407, 407, 'turned_away'],
  [408, 409, 'unknown'],
  [410, 415, 'turned_away'],
  [416, 416, 'unknown'],
  [417, 417, 'turned_away'],
  [418, 420, 'unknown'],
  [421, 422, 'turned_away'],
  [423, 424, 'unknown'],
  [425, 426, 'turned_away'],
  [427, 427, 'unknown'],
  [428, 428, 'turned_away'],
  [429, 429, 'later'],
  [430, 430, 'unknown'],
  [431, 431, 'turned_away'],
  [432, 499, 'unknown'],
  [500, 500, 'unknown'],
  [501, 501, 'turned_away'],
  [502, 599, 'unknown'],
];
const BODIES = ['', '<html>no</html>', '{"message":"no"}', '{"code":', 'null', '[]'];

function becomes(httpStatus: number, body: string): string {
  const answer = {
    request: 'POST /v1/create_video_from_talking_avatar',
    httpStatus,
    retryAfter: undefined,
    body: new TextEncoder().encode(body),
  };
  try {
    openAnswer(answer, { schema: createdSchema }, 0);
  } catch (error) {
    const outcome = classifySubmit(error);
    return outcome.kind === 'refused' ? outcome.failure.reason : outcome.kind;
  }
  return 'done';
}

describe('the paid request answered without the envelope of Jogg', () => {
  it.each(STATUSES)('with HTTP %i to %i becomes %s, whatever is in it', (from, to, expected) => {
    const all = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const odd = all.filter((status) => BODIES.some((body) => becomes(status, body) !== expected));
    expect(odd).toEqual([]);
  });

  it('the rows name every status from 100 to 599 once', () => {
    const named = STATUSES.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => from + at),
    );
    expect(named).toEqual(Array.from({ length: 500 }, (_, at) => 100 + at));
  });

  it.each(['v1', 'v2'] as const)('over %s asks nobody a second time', async (version) => {
    const { renderer, requests } = await buildRenderer(
      raw('moved', 301, { location: '/' }),
      version,
    );
    await renderer.submit(order);
    expect(requests.map(({ method }) => method)).toEqual(['POST']);
  });
});
