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
import { CONTEXT, videoOf } from './table.ts';
import { DAY, HOUR, MINUTE, NOW, SECOND, video } from './video.ts';

const ORDER = sampleNewVideo.order;

it('a record from before a field existed still loads', () => {
  const whole = video('requested');
  const { audio: _a, background: _b, ...order } = ORDER;
  const { place: _p, lineage: _l, cancelledIn: _c, audioUrl: _u, file: _f, ...rest } = whole;
  const { askedAt: _k, answered: _w, candidate: _d, requesterHome: _h, ...before } = rest;
  const { notBefore: _n, runningAt: _r, ...poll } = whole.poll;
  expect(orderSchema.parse(order)).toEqual(ORDER);
  expect(videoSchema.parse({ ...before, order, poll })).toEqual(whole);
});

/** An unconfirmed video whose request was sent now. */
const unconfirmed = (name = '') => videoOf(`unconfirmed (askedAt +0, order (name ${name}))`);

it('the texts of an order have no invisible or half characters, also in older records', () => {
  const dirty = { script: 'a\u202e\ud83d', name: '\u0000b' };
  const { script, name } = orderSchema.parse({ ...sampleNewVideo.order, ...dirty });
  expect([script, name]).toEqual(['a', 'b']);
});

it.each([
  ['created when the request was sent', '', null, 0, { by: 'time', apartMs: 0 }],
  ['created 2 min later', '', 'Other', 2 * MINUTE, { by: 'time', apartMs: 2 * MINUTE }],
  ['created 2 min earlier', '', null, -2 * MINUTE, { by: 'time', apartMs: 2 * MINUTE }],
  ['created later than that', '', null, 2 * MINUTE + 1, null],
  ['created earlier than that', '', null, -2 * MINUTE - 1, null],
  ['with its title, created much later', 'Launch', 'Launch', 60 * MINUTE, { by: 'title' }],
  ['with its title, created at an unknown time', 'Launch', 'Launch', null, { by: 'title' }],
  ['with its title, created before the request', 'Launch', 'Launch', -10 * MINUTE, null],
  ['with another title, created much later', 'Launch', 'launch', 60 * MINUTE, null],
  ['without a title, like the video, created much later', '', '', 60 * MINUTE, null],
  ['without title and time', '', null, null, null],
] as const)('a project %s matches an unconfirmed video: %j, %j', (_, name, title, gap, match) => {
  const createdAt = gap === null ? null : NOW + gap;
  expect(matchCandidate(unconfirmed(name), { title, createdAt })).toEqual(match);
});

it('only an unconfirmed video matches a project, and no webhook from before its request', () => {
  const others = ['rendering (askedAt +0', 'unconfirmed (askedAt null'];
  const videos = others.map((each) => videoOf(`${each}, order (name Launch))`));
  const project = { title: 'Launch', createdAt: NOW };
  const candidates = videos.map((each) => matchCandidate(each, project));
  const matchesHint = (ms: number) => canMatchHint(unconfirmed(), NOW + ms);
  const hints = [-2 * MINUTE - 1, -2 * MINUTE, MINUTE].map(matchesHint);
  hints.push(canMatchHint(video('announced'), NOW));
  expect([...candidates, ...hints]).toEqual([null, null, false, true, true, false]);
});

it('a card has a version for everything that it can show', () => {
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

it('the card of a render shows growing elapsed times, from 20 s to 16 h', () => {
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
])('from %s to %s, the effect %s %s is irreversible: %s', (from, to, type, slot, expected) => {
  const effect = { type, slot } as Effect;
  expect(isIrreversible(video(from), { video: video(to), effect })).toBe(expected);
});

it.each([
  ['unconfirmed', 'look_again', 7, true],
  ['unconfirmed (checkedAt 7)', 'look_again', 7, false],
  ['unconfirmed (checkedAt 7)', 'look_again', undefined, false],
  ['unconfirmed', 'give_up', 7, false],
  ['rendering', 'look_again', 7, false],
] as const)('for a video %s, %s at %s asks for a new check: %s', (before, choice, at, expected) => {
  expect(isNewCheck(videoOf(before), { choice, at, confirmation: 1 })).toBe(expected);
});

it('a ready video waits for its file, and a ready or delivered one shows it', () => {
  const files = ['none', 'wanted', 'stored (id F1)', 'unshown (id F1)'];
  const isWaiting = (video: string) => awaitsFile(videoOf(video));
  const isPending = (video: string) => isFilePending(videoOf(video));
  expect([
    STATES.filter((state) => isWaiting(`${state} (file wanted)`)),
    STATES.filter((state) => fileOfResult(videoOf(`${state} (file stored (id F1))`)) === 'F1'),
    files.filter((file) => fileOfResult(videoOf(`ready (file ${file})`)) !== null),
    files.filter((file) => isWaiting(`ready (file ${file})`)),
    STATES.filter((state) => isPending(`${state} (file wanted)`)),
    files.filter((file) => isPending(`ready (file ${file})`)),
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
])('a file with %s of a video with %s may be shared to other channels: %s', (file, fields, id) => {
  expect(fileToShare(videoOf(`delivered (file stored (id F1, ${file}), ${fields})`))).toBe(id);
});

function delayMs(elapsed: number, change: Partial<DecisionContext> = {}, script = ORDER.script) {
  return schedule.pollDelay({ order: { ...ORDER, script } }, { ...CONTEXT, ...change }, elapsed);
}
const delaysInSeconds = (hasWebhook: boolean, ...elapsed: number[]) =>
  elapsed.map((ms) => delayMs(ms, { hasWebhook }) / SECOND);

it('polls are frequent while a result is likely, rare later or with a webhook, with 20 % jitter', () => {
  const elapsed = [0, 1, MINUTE - 1, MINUTE, 5 * MINUTE - 1, 5 * MINUTE, HOUR - 1, HOUR, DAY];
  expect([
    delaysInSeconds(false, ...elapsed),
    delaysInSeconds(true, 0, 10 * MINUTE - 1, 10 * MINUTE, HOUR - 1, HOUR, DAY),
    [delayMs(1, { random: 0 }), delayMs(1, { random: 0.999 }), delayMs(MINUTE, { random: 0 })],
    // Scaled, in whole milliseconds.
    [{ pollScale: 0.02 }, { random: 0.333, pollScale: 0.1 }].map((change) => delayMs(0, change)),
    delayMs(1, { pollScale: 3 }),
  ]).toEqual([
    [12, 10, 10, 30, 30, 60, 60, 300, 300],
    [90, 90, 300, 300, 900, 900],
    [8_000, 11_996, 24_000],
    [240, 1_120],
    30_000,
  ]);
});

/** Observed renders of 40 s scripts that ended between 100 and 120 s. */
const seen = (count: number): Render[] =>
  Array.from({ length: count }, (_, n) => {
    return { speechSeconds: 40, afterMs: (100 + n) * SECOND, byMs: (105 + n) * SECOND };
  });
const AUDIO = { kind: 'url', url: 'https://example.com/a.mp3' } as const;
const SCRIPT = 'ten words of one letter each so they say '.repeat(10);
/** When a render that takes `until` seconds is polled, in s. */
function pollTimes(until: number, renders: readonly Render[], script = SCRIPT): number[] {
  const at = [0];
  while ((at.at(-1) ?? 0) < until)
    at.push((at.at(-1) ?? 0) + delayMs((at.at(-1) ?? 0) * SECOND, { renders }, script) / SECOND);
  return at.slice(1);
}

// Polls are never closer than 5 s: `simulation/`, rule *5 s between polls*.
it('polls are frequent when recent renders of that length ended', () => {
  expect([
    pollTimes(122, seen(9)),
    pollTimes(122, seen(16)),
    pollTimes(290, seen(16), SCRIPT.repeat(20)),
    pollTimes(600, seen(16)).slice(-3),
    delayMs(107_500, { renders: seen(16), random: 0 }, SCRIPT),
    // With a webhook, observed renders do not count.
    delayMs(107_500, { renders: seen(16), hasWebhook: true }, SCRIPT),
    [null, AUDIO].map((audio) => schedule.speechSecondsOf({ ...ORDER, script: 'hi', audio })),
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

it('each try waits twice as long as the last, up to a minute, or as long as the server asks', () => {
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
