import { expect, it } from 'vitest';
import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import type { Slot } from '../../src/domain/video/video.ts';
import { DELIVERED, type End, FAILED } from './ends.ts';
import { ALWAYS, HOUR, MINUTE, manualStage, POLL, SECOND } from './manual-stage.ts';

const POLL_REQUEST = { method: 'GET', path: POLL };

it('F42, F48: an endless render in an unknown status is logged once, called late after 15 min and given up after 24 h', async () => {
  const stage = await manualStage({ webhook: true });
  const ended = await stage.play({ outcome: { render: 'never', status: 'odd' } });
  expect(ended).toEqual({ ...FAILED, state: 'expired', channel: ['card', 'late', 'result'] });
  const at = (slot: Slot) => stage.calls('chat.postMessage', 'v', slot)[0]?.at ?? 0;
  const after = [(at('late') - at('card')) / MINUTE, (at('result') - at('card')) / HOUR];
  expect([after.map(Math.floor), stage.polls().length > 100]).toEqual([[15, 24], true]);
  const unknownEvents = stage.lines.filter(({ event }) => event === 'jogg_status_unknown');
  expect(unknownEvents).toHaveLength(1);
});

const LINK = 'https://user:pass@res.jogg.ai/v.mp4';
const NO_LINK = 'gave no working link';
const UNKNOWN = 'no longer has the avatar';
// Other broken links: `jogg/poll`.
it.each<[string, 'v1' | 'v2', Outcome, End, string, number]>([
  ['F43: a video without a link, polled 5 more times', 'v1', { videoUrl: '' }, FAILED, NO_LINK, 6],
  ['F43: a video whose link has a password', 'v2', { videoUrl: LINK }, FAILED, NO_LINK, 6],
  ['F45: a project unknown at first', 'v2', { unknownPolls: 4 }, DELIVERED, 'Ready', 5],
  ['F45: a project unknown for ever', 'v1', { unknownPolls: ALWAYS }, FAILED, UNKNOWN, 13],
])('%s, over %s, ends once, with its reason', async (_, version, outcome, ended, why, polls) => {
  const stage = await manualStage({ version });
  expect([await stage.play({ outcome }), stage.polls().length]).toEqual([ended, polls]);
  expect(stage.text('v', 'card')).toContain(why);
  // `AI_LABEL` is off, so no message mentions AI.
  expect(JSON.stringify(stage.slack.log)).not.toMatch(/pass@|AI-generated/);
});

// Other reasons: `jogg/reason-field`.
it('F46: Jogg’s reason is shown in a sentence that cannot ping', async () => {
  const stage = await manualStage({ version: 'v2' });
  const data = { status: 'failed', error: { message: '<!here> no voice' } };
  const body = { code: 0, msg: 'success', data };
  stage.jogg.fault({ kind: 'status', status: 200, body, match: POLL_REQUEST, times: ALWAYS });
  expect(await stage.play()).toEqual(FAILED);
  const texts = (['card', 'result'] as const).map((slot) => stage.text('v', slot));
  const sentence = /Jogg couldn’t render this video[\s\S]*“&lt;!here&gt; no voice.”/;
  expect(texts).toEqual(texts.map(() => expect.stringMatching(sentence)));
});

it('F47: the app understands v2 answers in the shape of v1', async () => {
  const stage = await manualStage({ version: 'v2' });
  const answers = (data: object) =>
    ({ kind: 'status', status: 200, body: { code: 0, msg: 'Success', data } }) as const;
  const done = { status: 4, video_url: 'https://res.jogg.ai/v.mp4', video_duration: 12 };
  stage.jogg.fault({ ...answers(done), match: POLL_REQUEST });
  expect(await stage.play({ jogg: answers({ project_id: 4_711 }) })).toEqual(DELIVERED);
  expect(stage.polls().map(({ path }) => path)).toEqual(['/v2/avatar_video/4711']);
  expect(stage.text('v', 'card')).toContain('0:12');
});

it('F50: while Jogg is down for an hour, many videos poll at most once in 30 s together, and each is delivered once', async () => {
  const stage = await manualStage({ webhook: true, atOnce: 1, jogg: { renderMs: 3 * MINUTE } });
  const names = Array.from({ length: 24 }, (_, index) => `v${index}`);
  for (const name of names.slice(0, 10)) stage.make(name);
  await stage.pass(MINUTE + SECOND);
  for (const name of names.slice(10)) stage.make(name);
  // Only polls meet this fault; paid requests while Jogg is down are another row.
  const down = stage.jogg.fault({ kind: 'status', status: 503, times: ALWAYS });
  const from = stage.now();
  await stage.pass(HOUR);
  down.cancel();
  const until = stage.now();
  await stage.finish();

  const during = stage.jogg.log.map(({ at }) => at).filter((at) => at > from && at <= until);
  const open = during.slice(10);
  const gaps = open.slice(1).map((at, index) => at - (open[index] ?? 0));
  expect([open.length > 30, Math.min(...gaps) >= 30 * SECOND]).toEqual([true, true]);
  const ends = await Promise.all(names.map((name) => stage.end(name)));
  const lost = ends.filter(({ state }) => state === 'unconfirmed').length;
  const delivered = ends.filter(
    ({ state, channel }) => state === 'delivered' && channel.join().match(/result/g)?.length === 1,
  );
  expect([lost <= 10, delivered.length + lost, stage.paid().length]).toEqual([true, 24, 24]);
  expect(stage.jogg.projects.size).toBe(delivered.length);
});
