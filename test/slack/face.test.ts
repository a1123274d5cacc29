import { expect, test } from 'vitest';
import { cardVersionOf, nextCardVersionAt } from '../../src/domain/video/card-version.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { NOON, sampleVideo } from './sample-video.ts';

const MINUTE = 60_000;
const rendering = sampleVideo('rendering', { submittedAt: NOON, since: NOON - 5 });

test('the card of a render is edited at 0 s, 30 s, 1, 2, 3, 5, 8, 12, 15, 30 min, 1, 2, 4, 8 and 16 h', () => {
  const seen: string[] = [];
  for (let at = NOON; at !== Infinity; at = nextCardVersionAt(rendering, at)) {
    if (at > NOON) expect(cardVersionOf(rendering, at - 1)).not.toBe(cardVersionOf(rendering, at));
    seen.push(cardVersionOf(rendering, at));
    if (seen.length > 20) break;
  }
  expect(seen).toEqual(
    [0, 0.5, 1, 2, 3, 5, 8, 12, 15, 30, 60, 120, 240, 480, 960].map(
      (minutes) => `rendering:${minutes * 60}`,
    ),
  );
});

test('the face changes exactly when the card does', () => {
  for (let at = NOON; at < NOON + 20 * MINUTE; at += 10_000) {
    const card = (now: number) => JSON.stringify(cardMessage(rendering, { now, usualMs: null }));
    const changed = cardVersionOf(rendering, at) !== cardVersionOf(rendering, at + 10_000);
    expect(card(at) !== card(at + 10_000)).toBe(changed);
  }
});

test('a clock that went back shows a render that has just begun', () => {
  expect(cardVersionOf(rendering, NOON - MINUTE)).toBe('rendering:0');
  expect(nextCardVersionAt(rendering, NOON - MINUTE)).toBe(NOON + 30_000);
});

test('only a render changes its face by time alone', () => {
  const others = STATES.filter((state) => state !== 'rendering');
  expect(others.map((state) => nextCardVersionAt(sampleVideo(state), NOON))).toEqual(
    others.map(() => Infinity),
  );
});

test('states that look alike share a face, and every other has its own', () => {
  const failure: Video['failure'] = { reason: 'credit', detail: null, rid: null };
  expect(STATES.map((state) => cardVersionOf(sampleVideo(state, { failure }), NOON))).toEqual([
    'queued',
    'queued',
    'submitting',
    'rendering:0',
    'ready',
    'ready',
    'failed:credit',
    'unconfirmed:1',
    'expired',
    'cancelled',
  ]);
});
