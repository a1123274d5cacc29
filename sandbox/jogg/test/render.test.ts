import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CUES } from '../projects/outcome.ts';
import { CREATE_V1, CREATE_V2, ORDER_V1, ORDER_V2, type Started, startJogg } from './started.ts';

async function create({ call }: Started, script: string): Promise<string> {
  const { json } = await call('POST', CREATE_V1, { ...ORDER_V1, script });
  return String(json.data.project_id);
}

async function poll({ call }: Started, id: string) {
  return (await call('GET', `/v1/project?project_id=${id}`)).json.data;
}

test('a project goes from start to success while its cover is there all along', async () => {
  let now = 1_700_000_000_000;
  const started = await startJogg({ now: () => now, renderMs: 100_000 });
  const { json } = await started.call('POST', CREATE_V1, { ...ORDER_V1, video_name: 'Welcome' });
  const id = String(json.data.project_id);

  const seen = [];
  for (const second of [0, 12, 50, 100]) {
    now = 1_700_000_000_000 + second * 1000;
    seen.push(await poll(started, id));
  }

  const base = `${started.jogg.url}/media/project/${id}/1700000000000-`;
  const running = {
    id,
    title: 'Welcome',
    video_duration: 0,
    video_url: '',
    cover_url: expect.stringMatching(new RegExp(`^${base}[0-9a-f]{16}-cover\\.png$`)),
    created_at: 1_700_000_000,
  };
  expect(seen).toEqual([
    { ...running, status_code: 1, status_desc: 'start' },
    { ...running, status_code: 2, status_desc: 'waiting' },
    { ...running, status_code: 3, status_desc: 'processing' },
    {
      ...running,
      status_code: 4,
      status_desc: 'success',
      video_duration: 2,
      video_url: expect.stringMatching(new RegExp(`^${base}[0-9a-f]{16}-video\\.mp4$`)),
    },
  ]);
});

test('a render ends by itself after its time', async () => {
  const started = await startJogg({ renderMs: [15, 25] });
  const id = await create(started, 'Hello');

  await expect.poll(() => started.jogg.projects.get(id)?.state).toBe('succeeded');
  expect(await poll(started, id)).toMatchObject({ status_code: 4 });
});

test('an id of nobody is 10104, and so is one of the other version', async () => {
  const started = await startJogg();
  const v1 = await create(started, 'Hello');
  const v2 = (await started.call('POST', CREATE_V2, ORDER_V2)).json.data.video_id;

  const codes = [];
  for (const path of [
    '/v1/project?project_id=nothing',
    `/v1/project?project_id=${v2}`,
    `/v2/avatar_video/${v1}`,
    '/v1/project',
  ]) {
    codes.push((await started.call('GET', path)).json.code);
  }

  expect(codes).toEqual([10104, 10104, 10104, 40000]);
});

test('words in the script choose how a render ends', async () => {
  const started = await startJogg({ postsPerMinute: 100 });
  const seen: Record<string, unknown[]> = {};
  for (const cue of ['fail', 'never', 'empty', 'deleted', 'odd', 'slow']) {
    const id = await create(started, `Hello [${cue}]`);
    const project = started.jogg.projects.get(id);
    if (cue !== 'never' && cue !== 'odd') await started.jogg.finish(id);
    const { status_code, video_url } = await poll(started, id);
    seen[cue] = [status_code, video_url === '', (project?.endsAt ?? 0) < Number.POSITIVE_INFINITY];
  }

  expect(seen).toEqual({
    fail: [5, true, true],
    never: [3, true, false],
    empty: [4, true, true],
    deleted: [99, false, true],
    odd: [42, true, false],
    slow: [4, false, true],
  });
});

test('the status of v1 can go by its other name', async () => {
  const started = await startJogg();
  const id = await create(started, 'Hello');
  started.jogg.habits.v1.status = 'status';

  const data = await poll(started, id);

  expect([data.status, data.status_code]).toEqual([1, undefined]);
});

test('the README has a row for every cue', () => {
  const readme = readFileSync('sandbox/jogg/README.md', 'utf8');

  const rows = [...readme.matchAll(/^\| `\[([a-z]+)/gm)].map(([, cue]) => cue);

  expect(rows.toSorted()).toEqual(CUES.toSorted());
});

test('[slow] takes ten times as long, and cues are not spoken', async () => {
  const started = await startJogg({ now: () => 0, renderMs: 60_000 });

  const slow = await create(started, '[slow] one two three four five');
  const usual = await create(started, 'one two three four five');

  const [first, second] = [slow, usual].map((id) => started.jogg.projects.get(id));
  expect([first?.endsAt, first?.seconds, second?.endsAt, second?.seconds]).toEqual([
    600_000, 2, 60_000, 2,
  ]);
});

test('[lost] makes and pays the project and loses the answer', async () => {
  const started = await startJogg({ credits: 5 });

  const answer = await create(started, 'Hello [lost]').catch(() => 'no answer');

  expect([answer, started.jogg.projects.size, started.jogg.credits]).toEqual(['no answer', 1, 4]);
});

test('an outcome is kept for the next matching script, and can change after the end', async () => {
  const started = await startJogg();
  started.jogg.outcome({ match: /second/, unknownLooks: 1, videoUrl: null, answer: 'numeric_id' });

  const first = await create(started, 'first');
  const second = await create(started, 'second');
  await started.jogg.finish(second);
  const before = await poll(started, second);
  const known = await poll(started, second);
  const project = started.jogg.projects.get(second);
  if (project !== undefined) project.outcome.status = 3;
  const later = await poll(started, second);

  expect([
    before,
    [known.status_code, known.video_url, known.id],
    later.status_code,
    (await poll(started, first)).status_code,
  ]).toEqual([null, [4, null, second], 3, 1]);
});

test('v2 says pending, processing, then success in the field and completed by the book', async () => {
  const seen = [];
  for (const behaviour of ['field', 'documented'] as const) {
    let now = 1_700_000_000_000;
    const { call, jogg } = await startJogg({ behaviour, now: () => now, renderMs: 100_000 });
    const id = (await call('POST', CREATE_V2, ORDER_V2)).json.data.video_id;
    const statuses = [];
    for (const second of [0, 50, 100]) {
      now = 1_700_000_000_000 + second * 1000;
      const { json } = await call('GET', `/v2/avatar_video/${id}`);
      statuses.push(json.data.status, json.data.video_url === '');
    }
    jogg.outcome({ render: 'fail', reason: 'No face' });
    const failed = (await call('POST', CREATE_V2, ORDER_V2)).json.data.video_id;
    await jogg.finish(failed);
    const { json } = await call('GET', `/v2/avatar_video/${failed}`);
    seen.push([id.replace(/[0-9a-f]{32}$/, ''), statuses, json.data.status, json.data.error]);
  }

  expect(seen).toEqual([
    ['vd_', ['pending', true, 'processing', true, 'success', false], 'failed', undefined],
    [
      'video_',
      ['pending', true, 'processing', true, 'completed', false],
      'failed',
      { code: 50000, message: 'No face' },
    ],
  ]);
});
