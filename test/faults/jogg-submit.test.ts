import { expect, it } from 'vitest';
import type { Fault, FaultSpec } from '../../sandbox/jogg/server/faults.ts';
import { DELIVERED, FAILED, UNCONFIRMED } from './ends.ts';
import { ALWAYS, MINUTE, manualStage, SECOND } from './manual-stage.ts';

it('F34: a rejected key is tried once in 5 min, reported once, and noticed when it works again, not in an outage', async () => {
  const stage = await manualStage({ jogg: { renderMs: 3 * MINUTE } });
  stage.make('running');
  await stage.pass(5 * SECOND);
  const refusing = stage.jogg.fault({ kind: 'code', code: 10_105, times: ALWAYS });
  stage.make('first');
  await stage.pass(SECOND);
  stage.make('second');
  await stage.pass(30 * MINUTE);
  const asked = stage.jogg.log.slice(1).map(({ at }) => at);
  const gaps = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
  for (const id of ['first', 'second'])
    expect(stage.text(id, 'card')).toContain('Jogg doesn’t accept this app’s API key.');
  expect([stage.paid().length, gaps.length > 2]).toEqual([2, true]);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5 * MINUTE);

  refusing.cancel();
  const outage = stage.jogg.fault({ kind: 'code', code: 50_000, times: ALWAYS });
  await stage.pass(10 * MINUTE);
  outage.cancel();
  const keyLogs = () => stage.lines.map(({ event }) => event).filter((each) => /_key_/.test(each));
  expect(keyLogs()).toEqual(['jogg_key_refused']);
  await stage.finish();
  expect(await stage.play({}, 'later')).toEqual(DELIVERED);
  const late = { ...DELIVERED, channel: ['card', 'late', 'result'], paid: 3 };
  expect(await stage.end('running')).toEqual(late);
  expect(keyLogs()).toEqual(['jogg_key_refused', 'jogg_key_accepted']);
});

const msg = 'bad: <!channel> <@U1> <https://evil.test|here> & more';
const shown = 'bad: &lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.test|here&gt; &amp; more';
// Other codes and statuses: `jogg/answers`.
it.each<[string, string, Fault, string]>([
  ['F35', '18020', { kind: 'code', code: 18_020 }, 'out of credits'],
  ['F36', '18025 under a 403', { kind: 'code', code: 18_025, status: 403 }, 'can’t make videos'],
  ['F36', '10104', { kind: 'code', code: 10_104 }, 'avatar, voice or recording'],
  ['F36', 'a rejection that could ping', { kind: 'code', code: 40_000, msg }, shown],
])('%s: %s fails the video with its reason, once', async (_, _what, jogg, words) => {
  const stage = await manualStage();
  expect(await stage.play({ jogg })).toEqual(FAILED);
  expect(stage.text('v', 'result')).toContain(words);
  expect(stage.text('v', 'card')).toMatch(/Failed[\s\S]*Nothing was paid\./);
});

// The registration of a webhook is one of the 18: `journeys/telemetry`.
it.each([
  ['seconds', 25],
  ['body', 3],
] as const)('F37: a 429 with a time (%s) delays each of %i paid requests', async (as, count) => {
  const stage = await manualStage({ atOnce: 1, jogg: { renderMs: 3 * MINUTE } });
  const at = stage.now();
  const match = { method: 'POST', path: /create_video/ };
  stage.jogg.fault({ kind: 'retry_after', seconds: 20, as, match });
  const names = Array.from({ length: count }, (_, index) => `v${index}`);
  for (const name of names) stage.make(name);
  await stage.finish();

  const posts = stage.paid().map((each) => each.at);
  const early = posts.slice(1).filter((each) => each < at + 20 * SECOND);
  const states = new Set(await Promise.all(names.map(stage.state)));
  expect([early, states, stage.jogg.projects.size]).toEqual([[], new Set(['delivered']), count]);
  const gets = stage.polls().map((each) => each.at);
  // The limit: five a second, with bursts of twenty.
  const isSlow = peak(gets, SECOND) <= 25 && peak(gets, MINUTE) <= 320;
  expect([peak(posts, MINUTE) <= 18, isSlow, gets.length >= count]).toEqual([true, true, true]);
});

// Late answers: `jogg/transport`.
it.each<[string, string, FaultSpec]>([
  ['F38', '50000', { kind: 'code', code: 50_000 }],
  ['F38', '500', { kind: 'status', status: 500 }],
  ['F38', '502', { kind: 'status', status: 502, work: true }],
  ['F38', 'a reset', { kind: 'reset' }],
  ['F38', 'a reset after the work', { kind: 'reset_after' }],
  ['F41', "a proxy's page after the work", { kind: 'html', status: 200, work: true }],
  ['F41', 'half of the JSON', { kind: 'truncated' }],
  ['F41', 'an empty body', { kind: 'empty', work: true }],
  ['F41', '50 MiB', { kind: 'huge', work: true }],
])('%s: after %s the requester decides, and nothing is sent again', async (row, _what, jogg) => {
  const stage = await manualStage({ version: row === 'F38' ? 'v1' : 'v2' });
  expect(await stage.play({ jogg })).toEqual(UNCONFIRMED);
  expect(stage.text('v', 'card')).toContain('don’t know if it started this video');
});

it.each([
  ['v1', 'no_data', UNCONFIRMED],
  ['v2', 'null_data', UNCONFIRMED],
  ['v2', 'no_id', UNCONFIRMED],
  ['v1', 'long_id', UNCONFIRMED],
  ['v1', 'numeric_id', DELIVERED],
  ['v1', 'project', DELIVERED],
  ['v2', 'numeric_id', DELIVERED],
] as const)('F40: code 0 of %s with %s ends well or in the choice', async (...row) => {
  const [version, answer, ended] = row;
  const stage = await manualStage({ version });
  expect(await stage.play({ outcome: { answer } })).toEqual(ended);
});

// An address that never answers: `lib/network-error`.
it('F88: a paid request to an unresolvable name is certainly unsent, and is sent once the name resolves', async () => {
  const stage = await manualStage();
  stage.restart({ apiUrl: 'http://jogg.invalid' });
  stage.make('v');
  await stage.pass(MINUTE);
  const before = [await stage.state('v'), stage.paid().length];
  stage.restart();
  await stage.finish();
  expect([before, await stage.end()]).toEqual([['announced', 0], DELIVERED]);
});

/** The largest number of times within any window of `ms`. */
function peak(times: readonly number[], ms: number): number {
  const within = (from: number) => times.filter((at) => at >= from && at < from + ms).length;
  return Math.max(...times.map(within));
}
