import { describe, expect, it } from 'vitest';
import { classifySubmit } from '../../src/jogg/classify-submit.ts';
import { parseAnswer } from '../../src/jogg/http/answer.ts';
import { JoggAnswerError, JoggNoAnswerError } from '../../src/jogg/http/errors.ts';
import { createdSchema } from '../../src/jogg/v1/schemas.ts';
import { cut, failWith, json, ok, type Reply, raw, reset } from './fake-server.ts';
import { order, portsWithReply, VERSIONS, type Version } from './ports.ts';

const UNKNOWN = { kind: 'unknown' };
const ABSENT = { kind: 'absent' };
const LATER = { kind: 'later', afterMs: null };
const IN_5_MIN = { kind: 'later', afterMs: 300_000 };
const inDoubt = (code: number, rid: string | null) => ({ ...UNKNOWN, answered: { code, rid } });
const refused = (reason: string, detail: string | null, rid: string | null = null) => ({
  kind: 'refused',
  failure: { reason, detail, rid },
});
const HTTP_402 = refused('credit', 'HTTP 402');
const NO_CREDIT = refused('credit', null);
const unprocessed = (status: number) => refused('turned_away', `HTTP ${status}`);

/** Checks the outcomes of a paid request and a poll with this reply, and the logged `error`. */
async function expectOutcomes(version: Version, reply: Reply, expected: object[], error: string) {
  const { renderer, requests, events } = await portsWithReply(reply);
  const { submit, poll } = renderer(version);
  expect([await submit(order), await poll({ id: 'p1', version })]).toEqual(expected);
  expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  const logged = events.map(({ event, fields = {} }) => {
    const { jogg_code, http_status, rid, arrived } = fields;
    const http = http_status === null ? null : `HTTP ${http_status}`;
    const code = String(fields['error']).split(' ')[1];
    return [`${event}:`, code, jogg_code, http, rid, arrived].filter((x) => x !== null).join(' ');
  });
  expect(logged).toEqual([`jogg_submit_failed: ${error}`, `jogg_look_failed: ${error}`]);
  expect(JSON.stringify(events)).not.toMatch(/Hello from Slack|msg of|html/);
}

/**
 * Jogg's `code` and HTTP status; then the error code, whether the request arrived, the outcome of a
 * paid request (or the reason of its refusal), and the outcome of a poll.
 */
const CODES: [string, string, 'yes' | 'no', string, object][] = [
  ['429/200 77/429', 'rate', 'no', 'later', LATER],
  ['10105/200 10105/401 77/401 0/401', 'key', 'yes', 'key', IN_5_MIN],
  ['18020/200 18020/500 77/402', 'credit', 'yes', 'credit', IN_5_MIN],
  ['18025/200 18025/403 77/403', 'permission', 'yes', 'permission', IN_5_MIN],
  ['18001/200 40000/200 77/400 77/422', 'parameter', 'yes', 'parameter', ABSENT],
  ['10104/200 10104/400 10104/404', 'not_found', 'yes', 'choice_gone', ABSENT],
  ['10104/500 77/404', 'not_found', 'yes', 'doubt', ABSENT],
  ['50000/200 50000/400 50000/501 10301/200', 'jogg', 'yes', 'doubt', LATER],
  ['-1/200 77/418 77/503', 'jogg', 'yes', 'doubt', LATER],
];

const page = '<html>key-that-is-secret</html>';
const WAIT = { 'retry-after': '30' };
const IN_30_S = { kind: 'later', afterMs: 30_000 };
const WORD = { code: 'OK', data: {} };
const MOVED = { location: 'http://127.0.0.1:1/' };
const DONE = { project_id: 'a', video_id: 'a', status: 'completed', status_code: 4 };
const TWO_MIB = 'x'.repeat(2 ** 21);
const GZIP = Uint8Array.of(31, 139, 8, 0);
const LONG_NAME = `{"code":0,"data":{"name":"${'ä'.repeat(524_288)}"}}`;

/** Other answers: the outcome of a paid request and of a poll, and the logged error. */
const ANSWERS: [string, Reply, paid: object, poll: object, string][] = [
  ['429 with a wait', failWith(429, 200, WAIT), IN_30_S, IN_30_S, 'rate 429 HTTP 200 rid-1 no'],
  ['a 429 of a proxy', raw(page, 429), LATER, LATER, 'rate HTTP 429 no'],
  ['a 402 of a proxy', raw('', 402), HTTP_402, LATER, 'unreadable HTTP 402 unknown'],
  ['a 403 of a proxy', raw(page, 403), UNKNOWN, LATER, 'unreadable HTTP 403 unknown'],
  ['a 404 of 2 MiB', raw(TWO_MIB, 404), unprocessed(404), LATER, 'unreadable HTTP 404 unknown'],
  ['a 500', raw('', 500), UNKNOWN, LATER, 'jogg HTTP 500 unknown'],
  ['a 503 with a wait', raw('', 503, WAIT), UNKNOWN, IN_30_S, 'jogg HTTP 503 unknown'],
  ['a 307', raw('', 307, MOVED), unprocessed(307), LATER, 'unreadable HTTP 307 unknown'],
  ['HTML', raw(page), UNKNOWN, LATER, 'unreadable HTTP 200 unknown'],
  ['compressed bytes', raw(GZIP), UNKNOWN, LATER, 'unreadable HTTP 200 unknown'],
  ['a truncated body', cut, UNKNOWN, LATER, 'unreadable HTTP 200 unknown'],
  ['more than 1 MiB', raw(LONG_NAME), UNKNOWN, LATER, 'unreadable HTTP 200 unknown'],
  ['a reset', reset, UNKNOWN, LATER, 'no_answer unknown'],
  ['no code', json({ data: DONE }), UNKNOWN, LATER, 'unreadable HTTP 200 unknown'],
  ['a code that is a text', json(WORD), UNKNOWN, LATER, 'unreadable HTTP 200 unknown'],
  ['a code without data', json({ code: 18020 }), NO_CREDIT, IN_5_MIN, 'credit 18020 HTTP 200 yes'],
  ['success without data', json({ code: 0 }), inDoubt(0, null), LATER, 'unreadable 0 HTTP 200 yes'],
  ['success with null', ok(null), inDoubt(0, 'rid-1'), LATER, 'unreadable 0 HTTP 200 rid-1 yes'],
  ['success with a list', ok(['a']), inDoubt(0, 'rid-1'), LATER, 'unreadable 0 HTTP 200 rid-1 yes'],
];

describe.each(VERSIONS)('a paid request and a poll over %s', (version) => {
  it.each(CODES)('have the outcomes of code/status %s', async (pairs, ...row) => {
    const [error, arrived, paid, poll] = row;
    for (const [code = 0, status] of pairs.split(' ').map((pair) => pair.split('/').map(Number))) {
      const temporary = { later: LATER, doubt: inDoubt(code, 'rid-1') }[paid];
      const expected = [temporary ?? refused(paid, `msg of ${code}`, 'rid-1'), poll];
      const logged = `${error} ${code} HTTP ${status} rid-1 ${arrived}`;
      await expectOutcomes(version, failWith(code, status), expected, logged);
    }
  });

  it.each(ANSWERS)('have the outcomes of %s', async (_, reply, paid, poll, logged) => {
    await expectOutcomes(version, reply, [paid, poll], logged);
  });
});

const request = 'POST /v1/create_video_from_talking_avatar';
const details = { request, joggCode: null, httpStatus: 200, msg: null, rid: 'r1' } as const;
const noAnswer = (arrived: 'yes' | 'no' | 'unknown', httpStatus = 200) =>
  new JoggNoAnswerError('x', { ...details, retryAfterMs: null, arrived, httpStatus }, {});
const answered = { ...details, retryAfterMs: null, arrived: 'yes' } as const;
const withoutStatus = { ...answered, joggCode: 10104, httpStatus: null };
const notFound = new JoggAnswerError('not_found', withoutStatus);

it.each([
  ['it did not arrive', noAnswer('no'), LATER],
  ['it did not arrive, with a 404', noAnswer('no', 404), LATER],
  ['it may have arrived', noAnswer('unknown'), UNKNOWN],
  ['it arrived', noAnswer('yes'), UNKNOWN],
  ['Jogg received it but has too many requests', new JoggAnswerError('rate', answered), LATER],
  ['the record is not found, without an HTTP status', notFound, inDoubt(10104, 'r1')],
  ['the error has another class', new TypeError('x'), UNKNOWN],
  ['the thrown value is not an error', 'words', UNKNOWN],
])('a paid request is retried later or in doubt if %s', (_, error, outcome) => {
  expect(classifySubmit(error)).toEqual(outcome);
});

it('without an envelope, only the status decides whether a paid request was not processed', () => {
  const bodies = ['', '<html>no</html>', '{"message":"no"}', '{"code":', 'null', '[]'];
  const outcomeOf = (httpStatus: number) => (text: string) => {
    const answer = { request, httpStatus, retryAfter: undefined, body: Buffer.from(text) };
    try {
      return parseAnswer(answer, { schema: createdSchema }, 0).data;
    } catch (error) {
      const outcome = classifySubmit(error);
      return outcome.kind === 'refused' ? outcome.failure.reason : outcome.kind;
    }
  };
  const all = Array.from({ length: 500 }, (_, at) => 100 + at);
  const { unknown = [], ...others } = Object.groupBy(all, (status) =>
    [...new Set(bodies.map(outcomeOf(status)))].join(' or '),
  );
  const turned_away = [
    ...[301, 302, 307, 308, 400, 401, 404, 405, 407, 410, 411, 412, 413, 414, 415, 417],
    ...[421, 422, 425, 426, 428, 431, 501],
  ];
  expect([others, unknown.length]).toEqual([{ turned_away, credit: [402], later: [429] }, 475]);
});
