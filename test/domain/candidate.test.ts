import { describe, expect, it } from 'vitest';
import { canConcern, matchCandidate } from '../../src/domain/video/candidate.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { START, Story } from './story.ts';

const MINUTE = 60_000;

/** A video whose request was sent at START and whose answer was lost. */
function lost(name = ''): Video {
  const story = new Story();
  story.start();
  story.posted('card');
  story.see({ type: 'reserved', waitMs: 0 });
  story.see({ type: 'submitted', outcome: { kind: 'unknown' } });
  return { ...story.video, order: { ...story.video.order, name } };
}

describe('a project that may be an unconfirmed video', () => {
  it.each([
    ['made when the request was sent', '', null, 0, { by: 'time', apartMs: 0 }],
    ['made 2 min later', '', 'Other', 2 * MINUTE, { by: 'time', apartMs: 2 * MINUTE }],
    [
      'made 2 min sooner, by another clock',
      '',
      null,
      -2 * MINUTE,
      { by: 'time', apartMs: 2 * MINUTE },
    ],
    ['made later than that', '', null, 2 * MINUTE + 1, null],
    ['made sooner than that', '', null, -2 * MINUTE - 1, null],
    ['of its name, made much later', 'Launch', 'Launch', 60 * MINUTE, { by: 'title' }],
    ['of its name, made nobody says when', 'Launch', 'Launch', null, { by: 'title' }],
    ['of its name, made before it was asked for', 'Launch', 'Launch', -10 * MINUTE, null],
    ['of another name, made much later', 'Launch', 'launch', 60 * MINUTE, null],
    ['without a name, as it has none', '', '', 60 * MINUTE, null],
    ['of which nothing is known', '', null, null, null],
  ] as const)('%s', (_, name, title, later, expected) => {
    const createdAt = later === null ? null : START + later;
    expect(matchCandidate(lost(name), { title, createdAt })).toEqual(expected);
  });

  it('is none where the video is not unconfirmed', () => {
    const video: Video = { ...lost('Launch'), state: 'rendering' };
    expect(matchCandidate(video, { title: 'Launch', createdAt: START })).toBeNull();
  });

  it('was not named before the request was sent', () => {
    expect(
      [-2 * MINUTE - 1, -2 * MINUTE, MINUTE].map((ms) => canConcern(lost(), START + ms)),
    ).toEqual([false, true, true]);
  });
});
