import { describe, expect, it } from 'vitest';
import { buildRenderer } from './built-renderer.ts';
import { no, ok, raw, reset } from './stand-in.ts';

const page = '<html>Bad gateway</html>';
const video = 'https://res.jogg.ai/v.mp4';
const cover = 'https://res.jogg.ai/c.png';
const result = { videoUrl: video, coverUrl: cover, title: 'Launch', seconds: 30 };
const failure = (reason: string, detail: string | null = null) => ({
  kind: 'failed',
  failure: { reason, detail, rid: 'rid-1' },
});
const done = { title: 'Launch', video_url: video, cover_url: cover };

const sights: ['v1' | 'v2', object, object][] = [
  ['v1', { ...done, video_duration: 30, status_code: 4 }, { kind: 'succeeded', result }],
  ['v1', { ...done, video_duration: 30, status: 4 }, { kind: 'succeeded', result }],
  ['v1', { ...done, video_duration: 30, status_code: '4' }, { kind: 'succeeded', result }],
  [
    'v1',
    { ...done, video_duration: 30, status_code: null, status: 4 },
    { kind: 'succeeded', result },
  ],
  [
    'v1',
    { video_url: video, status_code: 4 },
    { kind: 'succeeded', result: { videoUrl: video, coverUrl: null, title: null, seconds: null } },
  ],
  [
    'v1',
    { ...done, video_duration: 0, cover_url: 'javascript:alert(1)', status_code: 4 },
    { kind: 'succeeded', result: { ...result, coverUrl: null, seconds: null } },
  ],
  ['v1', { ...done, status_code: 1 }, { kind: 'running' }],
  ['v1', { ...done, status_code: 2 }, { kind: 'running' }],
  ['v1', { ...done, status_code: 3, status: 4 }, { kind: 'running' }],
  ['v1', { ...done, status_code: 5 }, failure('rendering')],
  [
    'v1',
    { status_code: 5, error: { message: 'bad audio', code: 1 } },
    failure('rendering', 'bad audio'),
  ],
  ['v1', { status_code: 99 }, failure('deleted')],
  ['v2', { ...done, duration: 30, status: 'completed' }, { kind: 'succeeded', result }],
  ['v2', { ...done, duration: 30, status: 'success' }, { kind: 'succeeded', result }],
  ['v2', { ...done, video_duration: 30, status: 'Succeeded' }, { kind: 'succeeded', result }],
  ['v2', { ...done, duration_seconds: 30, status: 4 }, { kind: 'succeeded', result }],
  [
    'v2',
    {
      video_name: 'Launch',
      video_url: video,
      cover_url: cover,
      duration: 30,
      status: ' COMPLETED ',
    },
    { kind: 'succeeded', result },
  ],
  ['v2', { ...done, status: 'pending' }, { kind: 'running' }],
  ['v2', { ...done, status: 'processing' }, { kind: 'running' }],
  [
    'v2',
    { status: 'failed', error: { code: 50000, message: 'Video generation failed' } },
    failure('rendering', 'Video generation failed'),
  ],
  ['v2', { status: 'failed', error: { code: 50000 } }, failure('rendering', 'code 50000')],
  ['v2', { status: 'failed', error: 'just text' }, failure('rendering', 'just text')],
  ['v2', { status: 'failed', err_msg: 'other name' }, failure('rendering', 'other name')],
  ['v2', { status: 'failed', error: ['odd'] }, failure('rendering', 'odd')],
  ['v2', { status: 'failed', error: [{}] }, failure('rendering')],
  ['v2', { status: 'error' }, failure('rendering')],
  ['v2', { status: 'cancelled' }, failure('rendering')],
  ['v2', { status: 'canceled' }, failure('rendering')],
];

describe('a look at a project', () => {
  it.each(sights)('over %s: %j', async (version, data, outcome) => {
    const { renderer, notes } = await buildRenderer(ok(data), version);

    expect(await renderer.poll({ id: 'p1', version })).toEqual(outcome);
    expect(notes).toEqual([]);
  });

  it.each([
    '',
    null,
    undefined,
    'http://res.jogg.ai/v.mp4',
    'v.mp4',
    'javascript:alert(1)',
    7,
    'https://a:b@c.example/v.mp4',
  ])('finished with the link %j is empty', async (video_url) => {
    const { renderer } = await buildRenderer(
      ok({ video_url, status_code: 4, status: 'completed' }),
      'v1',
    );

    expect(await renderer.poll({ id: 'p1', version: 'v1' })).toEqual({ kind: 'empty' });
    expect(await renderer.poll({ id: 'p1', version: 'v2' })).toEqual({ kind: 'empty' });
  });

  it.each(['finished', 'ready', 6, 0, null, undefined, '', true, { a: 1 }, 'valueOf'])(
    'with the status %j and a link is unclear, and is noted',
    async (status) => {
      const { renderer, notes } = await buildRenderer(ok({ ...done, status }), 'v1');
      const linked = { ...result, seconds: null };

      expect([
        await renderer.poll({ id: 'p1', version: 'v1' }),
        await renderer.poll({ id: 'p1', version: 'v2' }),
        notes.map((logEvent) => logEvent.event),
      ]).toEqual([
        { kind: 'unclear', result: linked },
        { kind: 'unclear', result: linked },
        ['jogg_status_unknown', 'jogg_status_unknown'],
      ]);
    },
  );

  it.each(['finished', 6, null, undefined, { a: 1 }])(
    'with the status %j and no link that works goes on',
    async (status) => {
      const { renderer } = await buildRenderer(ok({ video_url: 'http://a.b/v.mp4', status }), 'v1');
      expect(await renderer.poll({ id: 'p1', version: 'v1' })).toEqual({ kind: 'running' });
      expect(await renderer.poll({ id: 'p1', version: 'v2' })).toEqual({ kind: 'running' });
    },
  );

  it.each(['rendering', 'queued', 'in_progress', 'rejected', 'timed out', 'toString'])(
    'with the status %j goes on whatever link there is, and is noted',
    async (status) => {
      const { renderer, notes } = await buildRenderer(ok({ ...done, status }), 'v1');

      expect(await renderer.poll({ id: 'p1', version: 'v1' })).toEqual({ kind: 'running' });
      expect(await renderer.poll({ id: 'p1', version: 'v2' })).toEqual({ kind: 'running' });
      expect(notes.map((logEvent) => logEvent.event)).toEqual([
        'jogg_status_unknown',
        'jogg_status_unknown',
      ]);
    },
  );

  it.each([
    ['10104', no(10104), { kind: 'absent' }],
    ['HTTP 404 in an envelope', no(77, 404), { kind: 'absent' }],
    ['40000', no(40000), { kind: 'absent' }],
    ['10105', no(10105, 401), { kind: 'later', afterMs: 300_000 }],
    ['18025', no(18025, 403), { kind: 'later', afterMs: 300_000 }],
    ['18020', no(18020), { kind: 'later', afterMs: 300_000 }],
    ['429', no(429, 429, { 'retry-after': '20' }), { kind: 'later', afterMs: 20_000 }],
    ['50000', no(50000), { kind: 'later', afterMs: null }],
    ['503', raw('', 503, { 'retry-after': '9' }), { kind: 'later', afterMs: 9_000 }],
    ['a reset', reset, { kind: 'later', afterMs: null }],
    ['HTML', raw(page), { kind: 'later', afterMs: null }],
    ['data that is null', ok(null), { kind: 'later', afterMs: null }],
    ['a 404 of a proxy', raw('404 page not found', 404), { kind: 'later', afterMs: null }],
  ] as const)('answered with %s, is one GET', async (_, reply, outcome) => {
    const { renderer, notes, requests } = await buildRenderer(reply, 'v1');

    expect(await renderer.poll({ id: 'p1', version: 'v1' })).toEqual(outcome);
    expect([notes, requests]).toMatchObject([[{ event: 'jogg_look_failed' }], [{ method: 'GET' }]]);
  });

  it('asks with the version that started the project, whichever is chosen now', async () => {
    const { renderer, requests } = await buildRenderer(
      ok({ status: 'processing', status_code: 3 }),
      'v2',
    );

    await renderer.poll({ id: 'a/b?c', version: 'v1' });
    await renderer.poll({ id: 'a/b?c', version: 'v2' });

    expect(requests.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
      { method: 'GET', path: '/v1/project', query: { project_id: 'a/b?c' } },
      { method: 'GET', path: '/v2/avatar_video/a%2Fb%3Fc', query: {} },
    ]);
  });
});
