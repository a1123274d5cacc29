import { describe, expect, it } from 'vitest';
import { afterLook } from '../../src/domain/video/after-look.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { HOUR, MINUTE, MOMENT, NOW, someVideo } from './some-video.ts';

const rendering = (elapsed: number, look: Partial<Video['look']> = {}) =>
  someVideo('rendering', {
    submittedAt: NOW - elapsed,
    look: { asked: true, count: 3, odd: 0, nextAt: NOW, notBefore: 0, lastAt: 0, ...look },
  });
const moment = { ...MOMENT, roll: 0.5 };

describe('what Jogg says', () => {
  it('is nothing to a video that waits for no project', () => {
    for (const state of STATES.filter((each) => each !== 'rendering')) {
      const video = someVideo(state);
      expect(afterLook(video, { kind: 'running' }, moment)).toBe(video);
    }
  });

  it('"running" is counted, ends a row of odd answers, and is asked again in time', () => {
    expect(afterLook(rendering(MINUTE, { odd: 3 }), { kind: 'running' }, moment).look).toEqual({
      asked: false,
      count: 4,
      odd: 0,
      nextAt: NOW + 30_000,
      notBefore: NOW,
      lastAt: NOW,
    });
  });

  it('"later" neither counts as odd nor ends a row, and its wait is kept', () => {
    const seen = (afterMs: number | null) =>
      afterLook(rendering(MINUTE, { odd: 3 }), { kind: 'later', afterMs }, moment).look;
    expect([seen(null), seen(5 * MINUTE)]).toMatchObject([
      { odd: 3, nextAt: NOW + 30_000, notBefore: NOW },
      { odd: 3, nextAt: NOW + 5 * MINUTE, notBefore: NOW + 5 * MINUTE },
    ]);
  });

  it('"absent" is believed after two minutes, six times in a row', () => {
    const seen = (elapsed: number, odd: number) => {
      const { state, look, failure } = afterLook(
        rendering(elapsed, { odd }),
        { kind: 'absent' },
        moment,
      );
      return [state, look.odd, failure?.reason];
    };
    expect([
      seen(2 * MINUTE - 1, 5),
      seen(2 * MINUTE, 4),
      seen(2 * MINUTE, 5),
      seen(HOUR, 0),
    ]).toEqual([
      ['rendering', 5, undefined],
      ['rendering', 5, undefined],
      ['failed', 5, 'not_found'],
      ['rendering', 1, undefined],
    ]);
  });

  it('"done" without a link is believed six times in a row', () => {
    const seen = (odd: number) => afterLook(rendering(1, { odd }), { kind: 'empty' }, moment);
    expect([seen(4).look.odd, seen(5).failure?.reason]).toEqual([5, 'no_video']);
  });

  it('a link under a status that nobody knows is believed six times in a row', () => {
    const result = {
      videoUrl: 'https://res.jogg.ai/v.mp4',
      coverUrl: null,
      title: null,
      seconds: 4,
    };
    const seen = (odd: number) => {
      const after = afterLook(rendering(MINUTE, { odd }), { kind: 'unclear', result }, moment);
      return [after.state, after.look.odd, after.result, after.file.status];
    };
    expect([seen(0), seen(4), seen(5)]).toEqual([
      ['rendering', 1, null, 'none'],
      ['rendering', 5, null, 'none'],
      ['ready', 5, result, 'wanted'],
    ]);
  });

  it('"failed" is the end, for Jogg’s own reason', () => {
    const failure = { reason: 'rendering', detail: 'what Jogg said', rid: 'r1' } as const;
    const after = afterLook(rendering(MINUTE), { kind: 'failed', failure }, moment);
    expect([after.state, after.failure, after.since]).toEqual(['failed', failure, NOW]);
  });

  it('nothing for a day is the end, after sixty looks at least', () => {
    const seen = (elapsed: number, count: number) =>
      afterLook(rendering(elapsed, { count }), { kind: 'running' }, moment).state;
    const day = 24 * HOUR;
    expect([seen(day, 59), seen(day, 58), seen(day - 1, 59)]).toEqual([
      'expired',
      'rendering',
      'rendering',
    ]);
  });

  it('is taken also where nobody knows when it was asked', () => {
    const video = { ...rendering(0), submittedAt: null };
    expect(afterLook(video, { kind: 'running' }, moment).look.nextAt).toBe(NOW + 12_000);
  });
});
