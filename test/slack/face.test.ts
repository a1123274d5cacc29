import { expect, test } from 'vitest';
import { cardVersionOf, nextCardVersionAt } from '../../src/domain/video/card-version.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { NOON, sampleVideo } from './sample-video.ts';

const MINUTE = 60_000;
const rendering = sampleVideo('rendering', { submittedAt: NOON, since: NOON - 5 });

test('the card of a render is edited at 0 s, 30 s, 1, 2, 3, 5, 8, 12, 15, 30 min, 1, 2, 4, 8 and 16 h', () => {
  const seen: string[] = [];
  for (let at = NOON; at !== Infinity && seen.length < 20; at = nextCardVersionAt(rendering, at)) {
    if (at > NOON) expect(cardVersionOf(rendering, at - 1)).not.toBe(cardVersionOf(rendering, at));
    seen.push(cardVersionOf(rendering, at));
  }
  const minutes = [0, 0.5, 1, 2, 3, 5, 8, 12, 15, 30, 60, 120, 240, 480, 960];
  expect(seen).toEqual(minutes.map((each) => `rendering:${each * 60}`));
});

test('the face changes exactly when the card does', () => {
  for (let at = NOON; at < NOON + 20 * MINUTE; at += 10_000) {
    const card = (now: number) => JSON.stringify(cardMessage(rendering, { now, usualMs: null }));
    const changed = cardVersionOf(rendering, at) !== cardVersionOf(rendering, at + 10_000);
    expect(card(at) !== card(at + 10_000)).toBe(changed);
  }
});

test('a clock that went back shows a render that has just begun', () => {
  const before = NOON - MINUTE;
  const [version, next] = [cardVersionOf, nextCardVersionAt].map((of) => of(rendering, before));
  expect([version, next]).toEqual(['rendering:0', NOON + 30_000]);
});

test('states that look alike share a face, every other has its own, and only a render’s is timed', () => {
  const failure: Video['failure'] = { reason: 'credit', detail: null, rid: null };
  const faces = STATES.map((state) => {
    const video = sampleVideo(state, { failure });
    return cardVersionOf(video, NOON) + (nextCardVersionAt(video, NOON) === Infinity ? '' : ' …');
  });
  expect(faces.join(', ')).toBe(
    'queued, queued, submitting, rendering:0 …, ready, ready, failed:credit, unconfirmed:1, expired, cancelled',
  );
});
