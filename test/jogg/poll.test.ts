import { expect, it } from 'vitest';
import { ok } from './fake-server.ts';
import { portsWithReply, VERSIONS, type Version } from './ports.ts';

const RUNNING = { kind: 'running' };
const EMPTY = { kind: 'empty' };
const UNKNOWN = 'jogg_status_unknown';
const video_url = 'https://res.jogg.ai/v.mp4';
const done = { title: 'Launch', video_url, cover_url: 'https://res.jogg.ai/c.png' };
const noCover = { ...done, cover_url: 'javascript:alert(1)' };
const named = { ...done, title: '', video_name: 'Launch' };
const PROJECTS: Readonly<Record<Version, object[]>> = {
  v1: [
    { ...done, video_duration: 30, status_code: 4 },
    { ...done, video_duration: 30, status: 4 },
    { ...done, video_duration: '30', status_code: '4' },
    { ...done, video_duration: 30, status_code: null, status: 4 },
    { video_url, status_code: 4 },
    { ...done, video_duration: 0, status_code: 4 },
    { ...noCover, video_duration: 30, status_code: 4 },
    ...[{ status_code: 1 }, { status_code: 3, status: 4 }].map((each) => ({ ...done, ...each })),
    ...[{ ...done, status_code: 5 }, { status_code: 99 }],
    ...[{ status_code: 5, error: { message: 'bad audio' } }],
  ],
  v2: [
    ...['completed', 'success'].map((status) => ({ ...done, duration: 30, status })),
    { ...done, video_duration: 30, status: 'Succeeded' },
    { ...done, duration_seconds: 30, status: 4 },
    { ...named, duration: 30, status: ' COMPLETED ' },
    ...['pending', 'processing'].map((status) => ({ ...done, status })),
    { status: 'failed', error: { message: 'no' } },
    ...['error', 'canceled', 'deleted'].map((status) => ({ status })),
  ],
};

/** The outcomes of a poll of this project over these versions, then the logged events. */
async function pollOnce(data: object, versions: readonly Version[] = VERSIONS) {
  const { renderer, events, requests } = await portsWithReply(ok(data));
  const outcomes = versions.map((version) => renderer('v1').poll({ id: 'a/b?c', version }));
  const all = [...(await Promise.all(outcomes)), events.map(({ event }) => event)];
  const paths = { v1: '/v1/project', v2: '/v2/avatar_video/a%2Fb%3Fc' };
  expect(requests.map(({ path }) => path).sort()).toEqual(versions.map((each) => paths[each]));
  return all;
}

it('a poll reads the status in the form of its API version', async () => {
  const lines: string[] = [];
  for (const version of VERSIONS)
    for (const data of PROJECTS[version]) {
      const [outcome, logged] = await pollOnce(data, [version]);
      lines.push(`${version} ${JSON.stringify(data)}:`, `  ${JSON.stringify(outcome)} ${logged}`);
    }
  const text = lines.map((line) => `${line.trimEnd()}\n`).join('');
  await expect(text).toMatchFileSnapshot('snapshots/poll.txt');
});

const tooLong = `https://res.jogg.ai/${'x'.repeat(3_000)}`;
const plain = ['http://a.b/v.mp4', 'http://api.jogg.ai/v.mp4', 'http://127.0.0.1:9/v.mp4'];
const unsafe = [...plain, '/v.mp4', 'javascript:alert(1)', 'https://a:b@c.d/v.mp4', tooLong];
const links = ['', null, undefined, 7, ...unsafe];
it.each(links)('a finished project with the link %j is empty', async (link) => {
  const data = { video_url: link, status_code: 4, status: 'completed' };
  expect(await pollOnce(data)).toEqual([EMPTY, EMPTY, []]);
});

const statuses = ['finished', 'ready', 6, 0, null, undefined, '', true, { a: 1 }, 'valueOf'];
it.each(statuses)('the unknown status %j is unclear with a link, else running', async (status) => {
  const result = { videoUrl: video_url, coverUrl: done.cover_url, title: 'Launch', seconds: null };
  const unclear = { kind: 'unclear', result };
  expect(await pollOnce({ ...done, status })).toEqual([unclear, unclear, [UNKNOWN, UNKNOWN]]);
  const running = [RUNNING, RUNNING, [UNKNOWN, UNKNOWN]];
  expect(await pollOnce({ video_url: unsafe[0], status })).toEqual(running);
});

const unfinished = ['rendering', 'queued', 'in_progress', 'rejected', 'timed out', 'toString'];
it.each(unfinished)('the unfinished status %j means running even with a link', async (status) => {
  expect(await pollOnce({ ...done, status })).toEqual([RUNNING, RUNNING, [UNKNOWN, UNKNOWN]]);
});
