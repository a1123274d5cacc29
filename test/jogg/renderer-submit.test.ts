import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/jogg/renderer.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { buildRenderer } from './built-renderer.ts';
import { order } from './order.ts';
import { createAdapterDeps, cut, json, no, ok, type Reply, raw, reset } from './stand-in.ts';

const unknown = { kind: 'unknown' };
const doubt = (code: number, rid: string | null = 'rid-1') => ({
  kind: 'unknown',
  answered: { code, rid },
});
const refused = (reason: string, code: number) => ({
  kind: 'refused',
  failure: { reason, detail: `msg of ${code}`, rid: 'rid-1' },
});
const turnedAway = (status: number, reason = 'turned_away') => ({
  kind: 'refused',
  failure: { reason, detail: `HTTP ${status}`, rid: null },
});
const page = '<html>Bad gateway</html>';

/** The answer, and what becomes of the request that cost money. */
const answers: [string, Reply, object][] = [
  ['429 with a wait', no(429, 200, { 'retry-after': '30' }), { kind: 'later', afterMs: 30_000 }],
  ['429 without one', no(429, 200), { kind: 'later', afterMs: null }],
  ['HTTP 429 in an envelope', no(77, 429), { kind: 'later', afterMs: null }],
  ['HTTP 429 of a proxy', raw(page, 429), { kind: 'later', afterMs: null }],
  ['10105', no(10105, 401), refused('key', 10105)],
  ['10105 under HTTP 200', no(10105), refused('key', 10105)],
  ['18020', no(18020), refused('credit', 18020)],
  ['18025', no(18025), refused('permission', 18025)],
  ['40000', no(40000), refused('parameter', 40000)],
  ['18001', no(18001), refused('parameter', 18001)],
  ['HTTP 400 in an envelope', no(77, 400), refused('parameter', 77)],
  ['HTTP 401 in an envelope', no(77, 401), refused('key', 77)],
  ['HTTP 402 in an envelope', no(77, 402), refused('credit', 77)],
  ['HTTP 403 in an envelope', no(77, 403), refused('permission', 77)],
  ['HTTP 422 in an envelope', no(77, 422), refused('parameter', 77)],
  ['10104', no(10104), refused('choice_gone', 10104)],
  ['10104 under HTTP 400', no(10104, 400), refused('choice_gone', 10104)],
  ['10104 under HTTP 404', no(10104, 404), refused('choice_gone', 10104)],
  [
    'an envelope without data',
    json({ code: 18020, msg: 'no' }),
    { kind: 'refused', failure: { reason: 'credit', detail: 'no', rid: null } },
  ],
  ['10104 under HTTP 500', no(10104, 500), doubt(10104)],
  ['HTTP 404 in an envelope', no(77, 404), doubt(77)],
  ['HTTP 400 of a proxy', raw(page, 400), turnedAway(400)],
  ['HTTP 401 as other JSON', json({ message: 'no' }, 401), turnedAway(401)],
  ['HTTP 402 without an envelope', raw('', 402), turnedAway(402, 'credit')],
  ['HTTP 403 of a proxy', raw(page, 403), unknown],
  ['HTTP 404 of another server', raw(page, 404), turnedAway(404)],
  ['HTTP 404 with 2 MiB', raw('x'.repeat(2 * 1024 * 1024), 404), turnedAway(404)],
  ['HTTP 413 of a proxy', raw(page, 413), turnedAway(413)],
  ['HTTP 501', raw(page, 501), turnedAway(501)],
  ['HTTP 501 in an envelope', no(50000, 501), doubt(50000)],
  ['HTTP 404 in an envelope of success', json({ code: 0, data: {} }, 404), doubt(0, null)],
  ['50000', no(50000), doubt(50000)],
  ['50000 under HTTP 400', no(50000, 400), doubt(50000)],
  ['HTTP 500', raw('', 500), unknown],
  ['HTTP 502 of a proxy', raw(page, 502), unknown],
  ['HTTP 503 in an envelope', no(77, 503), doubt(77)],
  ['an unknown code', no(10301), doubt(10301)],
  ['HTML', raw(page), unknown],
  ['nothing', raw(''), unknown],
  ['truncated JSON', raw('{"code":0,"data":{"project_id":"a"'), unknown],
  ['a body cut short', cut, unknown],
  ['a reset', reset, unknown],
  ['a redirect', raw('', 307, { location: '/elsewhere' }), turnedAway(307)],
  ['a redirect as JSON', json({ code: 'moved' }, 301, { location: '/' }), turnedAway(301)],
  ['a redirect to look elsewhere', raw('', 303, { location: '/elsewhere' }), unknown],
  ['2 MiB', raw('x'.repeat(2 * 1024 * 1024)), unknown],
  ['no code', json({ data: { project_id: 'a', video_id: 'a' } }), unknown],
  ['code 0 without data', json({ code: 0 }), doubt(0, null)],
  ['code 0 with null', ok(null), doubt(0)],
  ['code 0 with a list', ok(['a']), doubt(0)],
  ['code 0 without an id', ok({}), doubt(0)],
  ['code 0 with an empty id', ok({ project_id: ' ', video_id: '' }), doubt(0)],
  ['code 0 with a null id', ok({ project_id: null, video_id: null }), doubt(0)],
  ['an id that is a path', ok({ project_id: '..', video_id: '..' }), doubt(0)],
  ['an id with a space in it', ok({ project_id: 'a b', video_id: 'a b' }), doubt(0)],
  [
    'an id of 10 kB',
    ok({ project_id: 'a'.repeat(10_000), video_id: 'a'.repeat(10_000) }),
    doubt(0),
  ],
  [
    'an id that a number cannot hold',
    raw('{"code":0,"data":{"project_id":9007199254740993,"video_id":9007199254740993}}'),
    doubt(0, null),
  ],
];

describe.each(['v1', 'v2'] as const)('the paid request over %s', (version) => {
  it.each(answers)('answered with %s', async (_, reply, outcome) => {
    const { renderer, requests, notes } = await buildRenderer(reply, version);

    expect(await renderer.submit(order)).toEqual(outcome);
    expect(requests).toHaveLength(1);
    expect(notes).toMatchObject([{ event: 'jogg_submit_failed' }]);
    expect(JSON.stringify(notes)).not.toMatch(/Hello from Slack|msg of|html/);
  });

  it('leaves the code and the request id of an error that nobody knows in the log', async () => {
    const { renderer, notes } = await buildRenderer(no(10301), version);
    await renderer.submit(order);

    expect(notes).toMatchObject([{ fields: { jogg_code: 10301, rid: 'rid-1' } }]);
  });

  it('has surely not arrived where nobody listens, and is for later', async () => {
    const { deps } = createAdapterDeps('http://127.0.0.1:1');
    const adapters = { v1: createV1(deps), v2: createV2(deps) };
    const renderer = createRenderer({ adapters, version, logEvent: deps.logEvent });

    expect(await renderer.submit(order)).toEqual({ kind: 'later', afterMs: null });
  });

  it('is held back while Jogg keeps failing, and is for later', async () => {
    const { renderer, requests } = await buildRenderer(raw('', 503), version);
    for (let i = 0; i < 10; i += 1) await renderer.submit(order);

    expect(await renderer.submit(order)).toEqual({ kind: 'later', afterMs: 30_000 });
    expect(requests).toHaveLength(10);
  });

  it('is refused before it is sent where the avatar has no number', async () => {
    const { renderer, requests } = await buildRenderer(ok({}), version);
    const avatar = { ...order.avatar, id: 'amanda' };

    expect(await renderer.submit({ ...order, avatar })).toMatchObject({
      kind: 'refused',
      failure: { reason: 'parameter' },
    });
    expect(requests).toEqual([]);
  });

  it('is refused before it is sent where an old order has nothing to speak', async () => {
    const { renderer, requests } = await buildRenderer(ok({}), version);

    expect(await renderer.submit({ ...order, script: '🎉 ...' })).toMatchObject({
      kind: 'refused',
      failure: { reason: 'parameter', detail: 'the script has no word to speak' },
    });
    expect(requests).toEqual([]);
  });
});

describe('an accepted request', () => {
  it.each([
    ['v1', { project_id: '7321782d69884a869400beb255e3ca91' }, '7321782d69884a869400beb255e3ca91'],
    ['v1', { project_id: 123456 }, '123456'],
    ['v1', { project: 'old' }, 'old'],
    ['v1', { project_id: 'new', project: 'old' }, 'new'],
    ['v1', { project_id: '', project: 'old' }, 'old'],
    ['v1', { project_id: 'vd_5f7bc061' }, 'vd_5f7bc061'],
    ['v2', { video_id: 'video_123456' }, 'video_123456'],
    ['v2', { video_id: 42 }, '42'],
    ['v2', { project_id: 'as-webhooks-say' }, 'as-webhooks-say'],
  ] as const)('of %s with %j is known by its id', async (version, data, projectId) => {
    const { renderer, notes } = await buildRenderer(ok(data), version);

    expect(await renderer.submit(order)).toEqual({ kind: 'done', version, projectId });
    expect(notes).toEqual([]);
  });
});
