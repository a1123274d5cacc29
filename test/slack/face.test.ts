import { expect, test } from 'vitest';
import { cardFace, nextFaceAt } from '../../src/domain/video/face.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { NOON, sampleVideo } from './sample-video.ts';

const MINUTE = 60_000;
const rendering = sampleVideo('rendering', { submittedAt: NOON, since: NOON - 5 });

test('the card of a render is edited at 0 s, 30 s, 1, 2, 3, 5, 8, 12, 15, 30 min, 1, 2, 4, 8 and 16 h', () => {
  const seen: string[] = [];
  for (let at = NOON; at !== Infinity; at = nextFaceAt(rendering, at)) {
    if (at > NOON) expect(cardFace(rendering, at - 1)).not.toBe(cardFace(rendering, at));
    seen.push(cardFace(rendering, at));
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
    const changed = cardFace(rendering, at) !== cardFace(rendering, at + 10_000);
    expect(card(at) !== card(at + 10_000)).toBe(changed);
  }
});

test('a clock that went back shows a render that has just begun', () => {
  expect(cardFace(rendering, NOON - MINUTE)).toBe('rendering:0');
  expect(nextFaceAt(rendering, NOON - MINUTE)).toBe(NOON + 30_000);
});

test('only a render changes its face by time alone', () => {
  const others = STATES.filter((state) => state !== 'rendering');
  expect(others.map((state) => nextFaceAt(sampleVideo(state), NOON))).toEqual(
    others.map(() => Infinity),
  );
});

test('states that look alike share a face, and every other has its own', () => {
  const failure: Video['failure'] = { reason: 'credit', detail: null, rid: null };
  expect(STATES.map((state) => cardFace(sampleVideo(state, { failure }), NOON))).toEqual([
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
