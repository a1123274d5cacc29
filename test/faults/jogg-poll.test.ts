import { expect, it } from 'vitest';
import type { Slot } from '../../src/domain/video/video.ts';
import { byHand, POLL } from './by-hand.ts';
import { ALWAYS, DELIVERED, end, FAILED, HOUR, MINUTE, play, SECOND, UNCONFIRMED } from './play.ts';

const LOOK = { method: 'GET', path: POLL };

it.each([
  ['a word nobody knows', 'v2', 'rendering'],
  ['a number nobody knows', 'v1', 42],
  ['an object', 'v2', { is: 'fine' }],
] as const)(
  'F42: a status that is %s means still rendering, is noted once and asked about again',
  async (_, version, status) => {
    const stage = await byHand({ version });
    stage.jogg.outcome({ render: 'never', status });
    stage.make('v');
    await stage.pass(HOUR / 4);
    const noted = stage.lines.filter(({ event }) => event === 'jogg_status_unknown');
    expect([(await end(stage)).state, noted.length]).toEqual(['rendering', 1]);
    expect(stage.polls().length).toBeGreaterThan(10);
  },
);

it('F48: a render that never ends is called late after 15 min and given up after 24 h, with one message each', async () => {
  const stage = await byHand({ webhook: true });
  const ended = await play(stage, { outcome: { render: 'never', status: 'odd' } });
  expect(ended).toEqual({ ...FAILED, state: 'expired', channel: ['card', 'late', 'result'] });
  const at = (slot: Slot) => stage.calls('chat.postMessage', 'v', slot)[0]?.at ?? 0;
  const after = [(at('late') - at('card')) / MINUTE, (at('result') - at('card')) / HOUR];
  expect([after.map(Math.floor), stage.polls().length > 100]).toEqual([[15, 24], true]);
});

// Every other link that does not work: `jogg/poll`.
it.each([
  ['an empty link', 'v1', ''],
  ['a script', 'v1', 'javascript:alert(1)'],
  ['a link with a password', 'v2', 'https://user:pass@res.jogg.ai/v.mp4'],
] as const)(
  'F43: a render done with %s is asked about five times more, then fails with its reason',
  async (_, version, videoUrl) => {
    const stage = await byHand({ version });
    const ended = await play(stage, { outcome: { videoUrl } });
    expect([ended, stage.polls().length]).toEqual([FAILED, 6]);
    expect(stage.text('v', 'card')).toContain('gave no working link');
    expect(JSON.stringify(stage.slack.log)).not.toMatch(/pass@|javascript:/);
  },
);

it('F43: a link that comes a little later is still delivered', async () => {
  const stage = await byHand();
  stage.jogg.outcome({ videoUrl: '' });
  stage.make('v');
  await stage.pass(30 * SECOND);
  for (const project of stage.jogg.projects.values()) delete project.outcome.videoUrl;
  await stage.finish();
  expect(await end(stage)).toEqual(DELIVERED);
});

it.each([3, 5, 99])(
  'F44: once a render is done, a later status of %i changes nothing and is not even asked for',
  async (status) => {
    const stage = await byHand();
    await play(stage, {});
    const seen = () => [stage.jogg.log.length, stage.slack.log.length];
    const before = seen();
    for (const project of stage.jogg.projects.values()) {
      project.outcome.status = status;
      await stage.hint(project.id);
    }
    await stage.pass(HOUR);
    expect([await end(stage), seen()]).toEqual([DELIVERED, before]);
  },
);

it('F45: an id that Jogg does not know at first is looked for again', async () => {
  const stage = await byHand({ version: 'v2' });
  expect(await play(stage, { outcome: { unknownLooks: 4 } })).toEqual(DELIVERED);
});

it('F45: an id that Jogg never knows fails, but not within the first 2 min', async () => {
  const stage = await byHand();
  stage.jogg.outcome({ unknownLooks: ALWAYS });
  stage.make('v');
  await stage.pass(2 * MINUTE);
  const early = await stage.state('v');
  await stage.finish();
  expect([early, await end(stage)]).toEqual(['rendering', FAILED]);
  expect(stage.text('v', 'card')).toContain('no longer has the avatar');
  expect(stage.polls().length).toBeLessThan(20);
});

const QUOTED = '“&lt;!here&gt; no voice.”';
it.each([
  ['an object', 'v2', { status: 'failed', error: { code: 5, message: '<!here> no voice' } }],
  ['a text', 'v2', { status: 'failed', error: '<!here> no voice' }],
  ['a text, in v1', 'v1', { status_code: 5, error: '<!here> no voice' }],
  ['nothing, in v1', 'v1', { status_code: 5 }],
  ['something odd', 'v1', { status_code: 5, error: [[{}]] }],
] as const)(
  'F46: a failure explained by %s is told in a sentence that cannot ping',
  async (_, version, data) => {
    const stage = await byHand({ version });
    const answer = { code: 0, msg: 'success', data };
    stage.jogg.fault({ kind: 'status', status: 200, body: answer, match: LOOK, times: ALWAYS });
    expect(await play(stage, {})).toEqual(FAILED);
    const isTold = JSON.stringify(data).includes('no voice');
    for (const slot of ['card', 'result'] as const) {
      const text = stage.text('v', slot);
      expect(text).toContain('Jogg couldn’t render this video');
      expect([text.includes(QUOTED), text.includes('<!here>')]).toEqual([isTold, false]);
    }
  },
);

const answer = (data: object) => ({ code: 0, msg: 'Success', data });

it('F47: an answer in the shape of v1 where v2 was asked is understood', async () => {
  const stage = await byHand({ version: 'v2' });
  const done = { status: 4, video_url: 'https://res.jogg.ai/v.mp4', video_duration: 12 };
  stage.jogg.fault({ kind: 'status', status: 200, body: answer(done), match: LOOK });
  const body = answer({ project_id: 4_711 });
  expect(await play(stage, { jogg: { kind: 'status', status: 200, body } })).toEqual(DELIVERED);
  expect(stage.polls().map(({ path }) => path)).toEqual(['/v2/avatar_video/4711']);
  expect(stage.text('v', 'card')).toContain('0:12');
});

it('F47: an answer in no shape that is known is said aloud, and not paid for twice', async () => {
  const stage = await byHand({ version: 'v2' });
  const body = answer({ task: { uuid: 'x' } });
  expect(await play(stage, { jogg: { kind: 'status', status: 200, body } })).toEqual(UNCONFIRMED);
  const failed = stage.lines.find(({ event }) => event === 'jogg_submit_failed');
  expect(failed?.fields['error']).toBe('JoggUnreadableError unreadable');
});

it('F50: a Jogg that is down for an hour is asked at most once in 30 s by many videos, and each is delivered once', async () => {
  const stage = await byHand({ webhook: true, atOnce: 1, renderMs: 3 * MINUTE });
  const names = Array.from({ length: 24 }, (_, index) => `v${index}`);
  for (const name of names.slice(0, 10)) stage.make(name);
  await stage.pass(MINUTE + SECOND);
  for (const name of names.slice(10)) stage.make(name);
  // Only looks meet it: what is paid for while Jogg is down is another row.
  const down = stage.jogg.fault({ kind: 'status', status: 503, times: ALWAYS });
  const from = stage.now();
  await stage.pass(HOUR);
  down.retract();
  const until = stage.now();
  await stage.finish();

  const during = stage.jogg.log.map(({ at }) => at).filter((at) => at > from && at <= until);
  const open = during.slice(10);
  const gaps = open.slice(1).map((at, index) => at - (open[index] ?? 0));
  const ends = await Promise.all(names.map((name) => end(stage, name)));
  const lost = ends.filter(({ state }) => state === 'unconfirmed');
  const delivered = ends.filter(
    ({ state, channel }) => state === 'delivered' && channel.join().match(/result/g)?.length === 1,
  );
  expect([open.length > 30, Math.min(...gaps) >= 30 * SECOND, lost.length <= 10]).toEqual([
    true,
    true,
    true,
  ]);
  expect([delivered.length + lost.length, stage.paid().length]).toEqual([24, 24]);
  expect(stage.jogg.projects.size).toBe(delivered.length);
});
