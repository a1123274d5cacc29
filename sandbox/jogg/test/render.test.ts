import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CUES } from '../projects/outcome.ts';
import {
  CREATE_V1,
  CREATE_V2,
  ORDER_V1,
  ORDER_V2,
  type StartedJogg,
  startJogg,
} from './start-jogg.ts';

const START = 1_700_000_000_000;
const create = async ({ data }: StartedJogg, script: string, more = {}): Promise<string> =>
  String((await data('POST', CREATE_V1, { ...ORDER_V1, script, ...more })).project_id);
const poll = ({ data }: StartedJogg, id: string) => data('GET', `/v1/project?project_id=${id}`);

test('a project goes from start to success, and has a cover all the time', async () => {
  let now = START;
  const started = await startJogg({ now: () => now, renderMs: 100_000 });
  const id = await create(started, ORDER_V1.script, { video_name: 'Welcome' });
  const seen = [];
  for (const second of [0, 12, 50, 100]) {
    now = START + second * 1000;
    seen.push(await poll(started, id));
  }
  const folder = `^${started.jogg.url}/media/project/${id}/${START}-[0-9a-f]{16}-`;
  const file = (name: string) => expect.stringMatching(new RegExp(`${folder}${name}$`));
  const always = { id, title: 'Welcome', cover_url: file('cover\\.png'), created_at: START / 1000 };
  const running = { ...always, video_duration: 0, video_url: '' };
  const done = { ...always, video_duration: 2, video_url: file('video\\.mp4') };
  expect(seen).toEqual([
    { ...running, status_code: 1, status_desc: 'start' },
    { ...running, status_code: 2, status_desc: 'waiting' },
    { ...running, status_code: 3, status_desc: 'processing' },
    { ...done, status_code: 4, status_desc: 'success' },
  ]);
});

test('a render ends by itself after its time, and its status can have another name', async () => {
  const started = await startJogg({ renderMs: [15, 25] });
  const id = await create(started, 'Hello');
  await expect.poll(() => started.jogg.projects.get(id)?.state).toBe('succeeded');
  started.jogg.behaviour.v1.status = 'status';
  const { status, status_code } = await poll(started, id);
  expect([status, status_code]).toEqual([4, undefined]);
});

test('an unknown id gives 10104, and so does an id of the other version', async () => {
  const started = await startJogg();
  const v1 = await create(started, 'Hello');
  const v2 = (await started.data('POST', CREATE_V2, ORDER_V2)).video_id;
  const ids = ['?project_id=nothing', `?project_id=${v2}`, ''].map((id) => `/v1/project${id}`);
  const codes = [];
  for (const path of [...ids, `/v2/avatar_video/${v1}`])
    codes.push((await started.call('GET', path)).json.code);
  expect(codes).toEqual([10104, 10104, 40000, 10104]);
});

test.each([
  ['fail', 5, true, true],
  ['never', 3, true, false],
  ['empty', 4, true, true],
  ['deleted', 99, false, true],
  ['odd', 42, true, false],
  ['slow', 4, false, true],
])('[%s] in the script determines how a render ends', async (cue, status, linkless, ends) => {
  const started = await startJogg();
  const id = await create(started, `Hello [${cue}]`);
  if (ends) await started.jogg.finish(id);
  const { status_code, video_url } = await poll(started, id);
  const doesEnd = Number.isFinite(started.jogg.projects.get(id)?.endsAt);
  expect([status_code, video_url === '', doesEnd]).toEqual([status, linkless, ends]);
});

test('the README has a row for every cue', () => {
  const readme = readFileSync('sandbox/jogg/README.md', 'utf8');
  const rows = [...readme.matchAll(/^\| `\[([a-z]+)/gm)].map(([, cue]) => cue);
  expect(rows.toSorted()).toEqual(CUES.toSorted());
});

test('[slow] renders ten times as long, cues are not spoken, and [lost] loses the answer', async () => {
  const started = await startJogg({ now: () => 0, renderMs: 60_000, credits: 5 });
  await create(started, '[slow] one two three four five');
  const answer = await create(started, '[lost] one two three four').catch(() => 'no answer');
  const all = [...started.jogg.projects.values()].map(({ endsAt, seconds }) => [endsAt, seconds]);
  expect([all.flat(), answer, started.jogg.credits]).toEqual([
    ...[[600_000, 2, 60_000, 2], 'no answer', 3],
  ]);
});

test.each([
  ['field', /^vd_[0-9a-f]{32}$/, 'success', undefined],
  ['documented', /^video_[0-9a-f]{32}$/, 'completed', { code: 50000, message: 'No face' }],
] as const)('v2 (%s) reports pending, processing, then its own final status', async (...row) => {
  const [behaviour, form, success, error] = row;
  let now = START;
  const { data, jogg } = await startJogg({ behaviour, now: () => now, renderMs: 100_000 });
  const make = async () => (await data('POST', CREATE_V2, ORDER_V2)).video_id as string;
  const id = await make();
  const seen = [];
  for (const second of [0, 50, 100]) {
    now = START + second * 1000;
    const { status, video_url } = await data('GET', `/v2/avatar_video/${id}`);
    seen.push(`${status} ${video_url !== ''}`);
  }
  jogg.outcome({ render: 'fail', reason: 'No face' });
  const failed = await make();
  await jogg.finish(failed);
  const end = await data('GET', `/v2/avatar_video/${failed}`);
  expect(id).toMatch(form);
  expect(seen).toEqual(['pending false', 'processing false', `${success} true`]);
  expect([end.status, end.error]).toEqual(['failed', error]);
});
