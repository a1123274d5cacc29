import { expect, it } from 'vitest';
import type { Render } from '../../src/domain/expected-poll-delay.ts';
import { isIrreversible, isNewCheck } from '../../src/domain/video/after-command.ts';
import { canMatchHint, matchCandidate } from '../../src/domain/video/candidate.ts';
import {
  cardVersionOf,
  displayedPlace,
  nextCardVersionAt,
} from '../../src/domain/video/card-version.ts';
import type { DecisionContext, Effect } from '../../src/domain/video/effect.ts';
import {
  awaitsFile,
  fileOfResult,
  fileToShare,
  isFilePending,
} from '../../src/domain/video/result-file.ts';
import * as schedule from '../../src/domain/video/schedule.ts';
import {
  orderSchema,
  type Slot,
  STATES,
  type State,
  videoSchema,
} from '../../src/domain/video/video.ts';
import { sampleNewVideo } from './sample-new-video.ts';
import { videoOf } from './table.ts';
import { DAY, HOUR, MINUTE, NOW, SECOND, video } from './video.ts';

it('what was recorded before a field was there still loads', () => {
  const whole = video('requested');
  const { audio: _a, background: _b, ...order } = sampleNewVideo.order;
  const { place: _p, lineage: _l, cancelledIn: _c, audioUrl: _u, file: _f, ...rest } = whole;
  const { askedAt: _k, answered: _w, candidate: _d, requesterHome: _h, ...before } = rest;
  const { notBefore: _n, runningAt: _r, ...poll } = whole.poll;
  expect(orderSchema.parse(order)).toEqual(sampleNewVideo.order);
  expect(videoSchema.parse({ ...before, order, poll })).toEqual(whole);
});

/** A video whose request was sent now and whose answer was lost. */
const lost = (name = '') => videoOf(`unconfirmed (askedAt +0, order (name ${name}))`);

it.each([
  ['made when the request was sent', '', null, 0, { by: 'time', apartMs: 0 }],
  ['made 2 min later', '', 'Other', 2 * MINUTE, { by: 'time', apartMs: 2 * MINUTE }],
  ['made 2 min sooner', '', null, -2 * MINUTE, { by: 'time', apartMs: 2 * MINUTE }],
  ['made later than that', '', null, 2 * MINUTE + 1, null],
  ['made sooner than that', '', null, -2 * MINUTE - 1, null],
  ['of its name, made much later', 'Launch', 'Launch', 60 * MINUTE, { by: 'title' }],
  ['of its name, made nobody says when', 'Launch', 'Launch', null, { by: 'title' }],
  ['of its name, made before it was asked for', 'Launch', 'Launch', -10 * MINUTE, null],
  ['of another name, made much later', 'Launch', 'launch', 60 * MINUTE, null],
  ['without a name, as it has none', '', '', 60 * MINUTE, null],
  ['of which nothing is known', '', null, null, null],
] as const)('a project %s may be an unconfirmed video: %j, %j', (_, name, title, later, match) => {
  const createdAt = later === null ? null : NOW + later;
  expect(matchCandidate(lost(name), { title, createdAt })).toEqual(match);
});

it('a project is of no other video, and a webhook before the request is about another one', () => {
  const others = ['rendering (askedAt +0', 'unconfirmed (askedAt null'];
  const named = others.map((each) => videoOf(`${each}, order (name Launch))`));
  const seen = { title: 'Launch', createdAt: NOW };
  const concerns = [-2 * MINUTE - 1, -2 * MINUTE, MINUTE].map((ms) =>
    canMatchHint(lost(), NOW + ms),
  );
  concerns.push(canMatchHint(video('announced'), NOW));
  expect([...named.map((each) => matchCandidate(each, seen)), ...concerns]).toEqual([
    ...[null, null, false, true, true, false],
  ]);
});

it('a card has a version for all that it can show', () => {
  const more = [
    'requested (place 14)',
    'unconfirmed (candidate (id p9, version v1, title null), confirmations 2)',
    'rendering (submittedAt null, since -180000)',
    'rendering (submittedAt +60000)',
    'failed (failure (reason rendering, detail null, rid null))',
    'failed (failure (reason rendering, detail gone, rid null))',
  ];
  const versions = [...STATES, ...more].map((each) => cardVersionOf(videoOf(each), NOW));
  expect([versions.join(' '), [1, 9, 10, 11, 20, 21].map(displayedPlace)]).toEqual([
    'queued queued submitting rendering:60 ready ready failed:unreadable unconfirmed:1 expired ' +
      'cancelled queued:20 unconfirmed:2:p9 rendering:180 rendering:0 ' +
      'failed:rendering? failed:rendering',
    [1, 9, 10, 20, 20, 30],
  ]);
});

const steps = (from: number, until: number, every: number) =>
  Array.from({ length: (until - from) / every }, (_, nth) => from + nth * every);

it('the card of a render names growing waits, from 30 s to 16 h', () => {
  const waits: number[] = [];
  const begun = videoOf('rendering (submittedAt +0)');
  for (let at = NOW - MINUTE; at !== Infinity; at = nextCardVersionAt(begun, at))
    if (at >= NOW) waits.push((at - NOW) / SECOND);
  expect([waits, nextCardVersionAt(video('ready'), NOW)]).toEqual([
    [...steps(20, 300, 20), ...steps(300, 900, 30), 900, 1800, 3600, 7200, 14400, 28800, 57600],
    Infinity,
  ]);
});

it.each<[State, State, Effect['type'], Slot | null, boolean]>([
  ['announced', 'submitting', 'submit', null, true],
  ['rendering', 'ready', 'edit', null, true],
  ['ready', 'ready', 'post', 'result', true],
  ['ready', 'ready', 'post', 'direct', true],
  ['submitting', 'submitting', 'submit', null, false],
  ['submitting', 'rendering', 'edit', null, false],
  ['ready', 'ready', 'edit', null, false],
  ['ready', 'ready', 'post', 'card', false],
  ['ready', 'ready', 'find', 'result', false],
  ['rendering', 'failed', 'post', 'result', false],
])('before %s is %s, by %s %s, a Cancel is looked for: %s', (before, after, type, slot, is) => {
  const effect = { type, slot } as Effect;
  expect(isIrreversible(video(before), { video: video(after), effect })).toBe(is);
});

it.each([
  ['unconfirmed', 'look_again', 7, true],
  ['unconfirmed (checkedAt 7)', 'look_again', 7, false],
  ['unconfirmed (checkedAt 7)', 'look_again', undefined, false],
  ['unconfirmed', 'give_up', 7, false],
  ['rendering', 'look_again', 7, false],
] as const)('of %s, %s at %s asks for a new check at Jogg: %s', (before, choice, at, is) => {
  expect(isNewCheck(videoOf(before), { choice, at, confirmation: 1 })).toBe(is);
});

it('a file is waited for by a ready video, and shown by a ready or delivered one', () => {
  const files = ['none', 'wanted', 'stored (id F1)', 'unshown (id F1)'];
  const waits = (video: string) => awaitsFile(videoOf(video));
  const comes = (video: string) => isFilePending(videoOf(video));
  expect([
    STATES.filter((state) => waits(`${state} (file wanted)`)),
    STATES.filter((state) => fileOfResult(videoOf(`${state} (file stored (id F1))`)) === 'F1'),
    files.filter((file) => fileOfResult(videoOf(`ready (file ${file})`)) !== null),
    files.filter((file) => waits(`ready (file ${file})`)),
    STATES.filter((state) => comes(`${state} (file wanted)`)),
    files.filter((file) => comes(`ready (file ${file})`)),
  ]).toEqual([
    ...[['ready'], ['ready', 'delivered'], ['stored (id F1)'], ['wanted']],
    ...[['ready'], ['wanted', 'stored (id F1)']],
  ]);
});

it.each([
  ['isDiscreet true, altText script', 'result sent', 'F1'],
  ['isDiscreet false, altText title', 'result sent, order (name Launch)', 'F1'],
  ['isDiscreet false, altText title', 'result sent', null],
  ['isDiscreet false, altText script', 'result sent, order (name Launch)', null],
  ['isDiscreet true, altText title', 'result sending', null],
  ['isDiscreet true, altText title', 'result gone', null],
])('a file with %s, of a video with %s, may be shared elsewhere: %s', (file, fields, id) => {
  expect(fileToShare(videoOf(`delivered (file stored (id F1, ${file}), ${fields})`))).toBe(id);
});

const gap = (
  elapsed: number,
  change: Partial<DecisionContext> = {},
  script = sampleNewVideo.order.script,
) =>
  schedule.pollDelay(
    { order: { ...sampleNewVideo.order, script } },
    { now: NOW, hasWebhook: false, random: 0.5, pollScale: 1, renders: [], ...change },
    elapsed,
  );
const seconds = (hasWebhook: boolean, ...elapsed: number[]) =>
  elapsed.map((ms) => gap(ms, { hasWebhook }) / SECOND);

it('polls are dense while a result is likely, rare later or where Jogg tells, a fifth apart', () => {
  expect([
    seconds(false, 0, 1, MINUTE - 1, MINUTE, 5 * MINUTE - 1, 5 * MINUTE, HOUR - 1, HOUR, DAY),
    seconds(true, 0, 10 * MINUTE - 1, 10 * MINUTE, HOUR - 1, HOUR, DAY),
    [gap(1, { random: 0 }), gap(1, { random: 0.999 }), gap(MINUTE, { random: 0 })],
    // Scaled, in whole milliseconds.
    [{ pollScale: 0.02 }, { random: 0.333, pollScale: 0.1 }].map((change) => gap(0, change)),
    gap(1, { pollScale: 3 }),
  ]).toEqual([
    [12, 10, 10, 30, 30, 60, 60, 300, 300],
    [90, 90, 300, 300, 900, 900],
    [8_000, 11_996, 24_000],
    [240, 1_120],
    30_000,
  ]);
});

/** Renders that were seen to end somewhere from 100 to 120 s, of scripts of 40 s. */
const seen = (count: number): Render[] =>
  Array.from({ length: count }, (_, n) => {
    return { speechSeconds: 40, afterMs: (100 + n) * SECOND, byMs: (105 + n) * SECOND };
  });
const AUDIO = { kind: 'url', url: 'https://example.com/a.mp3' } as const;
const SCRIPT = 'ten words of one letter each so they say '.repeat(10);
/** When a render that takes `until` is polled, in s. */
function polledAt(until: number, renders: readonly Render[], script = SCRIPT): number[] {
  const at = [0];
  while ((at.at(-1) ?? 0) < until)
    at.push((at.at(-1) ?? 0) + gap((at.at(-1) ?? 0) * SECOND, { renders }, script) / SECOND);
  return at.slice(1);
}

// Never nearer than 5 s: `simulation/`, rule *5 s between looks*.
it('polls go where a result is likely, by what renders of that length took lately', () => {
  expect([
    polledAt(122, seen(9)),
    polledAt(122, seen(16)),
    polledAt(290, seen(16), SCRIPT.repeat(20)),
    polledAt(600, seen(16)).slice(-3),
    gap(107_500, { renders: seen(16), random: 0 }, SCRIPT),
    // Where a webhook tells, what renders took does not count.
    gap(107_500, { renders: seen(16), hasWebhook: true }, SCRIPT),
    [null, AUDIO].map((audio) =>
      schedule.speechSecondsOf({ ...sampleNewVideo.order, script: 'hi', audio }),
    ),
  ]).toEqual([
    [12, 22, 32, 42, 52, 62, 92, 122],
    [47.5, 107.5, 112.5, 117.5, 122.5],
    [30, 62.5, 107.5, 115, 120, 155, 195, 237.5, 282.5, 330],
    [540, 595, 652.5],
    5 * SECOND,
    90 * SECOND,
    [0.4, null],
  ]);
});

it('a try waits twice as long each time, up to a minute and as long as it is asked to', () => {
  const tries = [0, 1, 2, 5, 6, 7, 5_000];
  const asked = [7_000, 0, -5, HOUR].map((ms) => schedule.retryDelay(3, ms, 0));
  expect([
    tries.map((count) => schedule.retryDelay(count, null, 1)),
    tries.map((count) => schedule.retryDelay(count, null, 0)),
    [schedule.retryDelay(2, null, 0.5), ...asked],
    [schedule.LATE_AFTER_MS, schedule.GIVE_UP_AFTER_MS],
  ]).toEqual([
    [1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000],
    [500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000],
    [3_000, 7_000, SECOND, SECOND, 15 * MINUTE],
    [15 * MINUTE, DAY],
  ]);
});
