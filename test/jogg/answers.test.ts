import { describe, expect, it } from 'vitest';
import { order } from './order.ts';
import { portsBefore, VERSIONS, type Version } from './ports.ts';
import { cut, json, no, ok, type Reply, raw, reset } from './stand-in.ts';

const DOUBT = { kind: 'unknown' };
const ABSENT = { kind: 'absent' };
const LATER = { kind: 'later', afterMs: null };
const IN_5_MIN = { kind: 'later', afterMs: 300_000 };
const doubt = (code: number, rid: string | null = null) => ({ ...DOUBT, answered: { code, rid } });
const refused = (reason: string, detail: string, rid: string | null = null) => ({
  kind: 'refused',
  failure: { reason, detail, rid },
});
const NO_CREDIT = refused('credit', 'HTTP 402');
const SAID_LITTLE = { kind: 'refused', failure: { reason: 'credit', detail: null, rid: null } };
const turnedAway = (status: number) => refused('turned_away', `HTTP ${status}`);

/** One paid request and one poll that are answered so: what they become, send and note. */
async function outcomesOf(reply: Reply, version: Version) {
  const paying = await portsBefore(reply);
  const polling = await portsBefore(reply);
  const paid = await paying.renderer(version).submit(order);
  const poll = await polling.renderer(version).poll({ id: 'p1', version });
  const sent = [...paying.requests, ...polling.requests].map(({ method }) => method);
  const notes = [...paying.notes, ...polling.notes];
  const noted = notes.map(({ event, fields = {} }) => {
    const code = String(fields['error']).split(' ')[1];
    const { jogg_code, http_status, rid, arrived } = fields;
    const http = http_status === null ? null : `HTTP ${http_status}`;
    return [`${event}:`, code, jogg_code, http, rid, arrived].filter((x) => x !== null).join(' ');
  });
  const leaks = /Hello from Slack|msg of|html/.test(JSON.stringify(notes));
  return { paid, poll, sent, noted, leaks };
}
const outcomes = (paid: object, poll: object, error: string) => ({
  paid,
  poll,
  sent: ['POST', 'GET'],
  noted: [`jogg_submit_failed: ${error}`, `jogg_look_failed: ${error}`],
  leaks: false,
});

/**
 * Jogg's `code` and the HTTP status of its envelope: the kind of error, whether the request
 * arrived, what becomes of a paid one (or why it is refused), and of a poll.
 */
const CODES: [number, number, string, 'yes' | 'no', string, object][] = [
  [429, 200, 'rate', 'no', 'later', LATER],
  [77, 429, 'rate', 'no', 'later', LATER],
  [10105, 200, 'key', 'yes', 'key', IN_5_MIN],
  [10105, 401, 'key', 'yes', 'key', IN_5_MIN],
  [77, 401, 'key', 'yes', 'key', IN_5_MIN],
  [0, 401, 'key', 'yes', 'key', IN_5_MIN],
  [18020, 200, 'credit', 'yes', 'credit', IN_5_MIN],
  [18020, 500, 'credit', 'yes', 'credit', IN_5_MIN],
  [77, 402, 'credit', 'yes', 'credit', IN_5_MIN],
  [18025, 200, 'permission', 'yes', 'permission', IN_5_MIN],
  [18025, 403, 'permission', 'yes', 'permission', IN_5_MIN],
  [77, 403, 'permission', 'yes', 'permission', IN_5_MIN],
  [18001, 200, 'parameter', 'yes', 'parameter', ABSENT],
  [40000, 200, 'parameter', 'yes', 'parameter', ABSENT],
  [77, 400, 'parameter', 'yes', 'parameter', ABSENT],
  [77, 422, 'parameter', 'yes', 'parameter', ABSENT],
  [10104, 200, 'not_found', 'yes', 'choice_gone', ABSENT],
  [10104, 400, 'not_found', 'yes', 'choice_gone', ABSENT],
  [10104, 404, 'not_found', 'yes', 'choice_gone', ABSENT],
  [10104, 500, 'not_found', 'yes', 'doubt', ABSENT],
  [77, 404, 'not_found', 'yes', 'doubt', ABSENT],
  [50000, 200, 'jogg', 'yes', 'doubt', LATER],
  [50000, 400, 'jogg', 'yes', 'doubt', LATER],
  [50000, 501, 'jogg', 'yes', 'doubt', LATER],
  [77, 418, 'jogg', 'yes', 'doubt', LATER],
  [77, 503, 'jogg', 'yes', 'doubt', LATER],
  [10301, 200, 'jogg', 'yes', 'doubt', LATER],
  [-1, 200, 'jogg', 'yes', 'doubt', LATER],
];

const page = '<html>key-that-is-secret</html>';
const WAIT = { 'retry-after': '30' };
const IN_30_S = { kind: 'later', afterMs: 30_000 };
const MOVED = { location: 'http://127.0.0.1:1/' };
const DONE = { project_id: 'a', video_id: 'a', status: 'completed', status_code: 4 };
const TWO_MIB = 'x'.repeat(2 ** 21);
const GZIP = Uint8Array.of(31, 139, 8, 0);
const LONG_NAME = `{"code":0,"data":{"name":"${'ä'.repeat(524_288)}"}}`;

/** Other answers: what becomes of a paid request and of a poll, and how the error is noted. */
const ANSWERS: [string, Reply, paid: object, poll: object, string][] = [
  ['429 with a wait', no(429, 200, WAIT), IN_30_S, IN_30_S, 'rate 429 HTTP 200 rid-1 no'],
  ['a 429 of a proxy', raw(page, 429), LATER, LATER, 'rate HTTP 429 no'],
  ['a 400 of a proxy', raw(page, 400), turnedAway(400), LATER, 'unreadable HTTP 400 unknown'],
  ['a 401 in JSON', json({}, 401), turnedAway(401), LATER, 'unreadable HTTP 401 unknown'],
  ['a 402 of a proxy', raw('', 402), NO_CREDIT, LATER, 'unreadable HTTP 402 unknown'],
  ['a 403 of a proxy', raw(page, 403), DOUBT, LATER, 'unreadable HTTP 403 unknown'],
  ['a 404 of a proxy', raw(page, 404), turnedAway(404), LATER, 'unreadable HTTP 404 unknown'],
  ['a 404 of 2 MiB', raw(TWO_MIB, 404), turnedAway(404), LATER, 'unreadable HTTP 404 unknown'],
  ['a 413 of a proxy', raw(page, 413), turnedAway(413), LATER, 'unreadable HTTP 413 unknown'],
  ['a 500', raw('', 500), DOUBT, LATER, 'jogg HTTP 500 unknown'],
  ['a 501', raw(page, 501), turnedAway(501), LATER, 'jogg HTTP 501 unknown'],
  ['a 502 of a proxy', raw(page, 502), DOUBT, LATER, 'jogg HTTP 502 unknown'],
  ['a 503 with a wait', raw('', 503, WAIT), DOUBT, IN_30_S, 'jogg HTTP 503 unknown'],
  ['a 307', raw('', 307, MOVED), turnedAway(307), LATER, 'unreadable HTTP 307 unknown'],
  [
    'a 301',
    json({ code: 'moved' }, 301, MOVED),
    turnedAway(301),
    LATER,
    'unreadable HTTP 301 unknown',
  ],
  ['a 303', raw('', 303, MOVED), DOUBT, LATER, 'unreadable HTTP 303 unknown'],
  ['HTML', raw(page), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['nothing', raw(''), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['compressed bytes', raw(GZIP), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['JSON that stops', raw('{"code":0,"data":{"na'), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['a body that is cut', cut, DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['more than 1 MiB', raw(LONG_NAME), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['a reset', reset, DOUBT, LATER, 'no_answer unknown'],
  ['no envelope', json({ project_id: 'a' }), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['no code', json({ data: DONE }), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['a code in words', json({ code: 'OK', data: {} }), DOUBT, LATER, 'unreadable HTTP 200 unknown'],
  ['a code and no data', json({ code: 18020 }), SAID_LITTLE, IN_5_MIN, 'credit 18020 HTTP 200 yes'],
  ['success without data', json({ code: 0 }), doubt(0), LATER, 'unreadable 0 HTTP 200 yes'],
  ['success with null', ok(null), doubt(0, 'rid-1'), LATER, 'unreadable 0 HTTP 200 rid-1 yes'],
  ['success with a list', ok(['a']), doubt(0, 'rid-1'), LATER, 'unreadable 0 HTTP 200 rid-1 yes'],
];

describe.each(VERSIONS)('a paid request and a poll over %s', (version) => {
  it.each(CODES)('become what code %i under HTTP %i means', async (code, status, ...row) => {
    const [error, arrived, paid, poll] = row;
    const becomes =
      { later: LATER, doubt: doubt(code, 'rid-1') }[paid] ??
      refused(paid, `msg of ${code}`, 'rid-1');
    expect(await outcomesOf(no(code, status), version)).toEqual(
      outcomes(becomes, poll, `${error} ${code} HTTP ${status} rid-1 ${arrived}`),
    );
  });

  it.each(ANSWERS)('become what %s means', async (_, reply, paid, poll, error) => {
    expect(await outcomesOf(reply, version)).toEqual(outcomes(paid, poll, error));
  });
});
