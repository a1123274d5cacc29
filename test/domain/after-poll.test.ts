import { describe, expect, it } from 'vitest';
import { afterPoll } from '../../src/domain/video/after-poll.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { HOUR, MINUTE, MOMENT, NOW, someVideo } from './some-video.ts';

const rendering = (elapsed: number, poll: Partial<Video['poll']> = {}) =>
  someVideo('rendering', {
    submittedAt: NOW - elapsed,
    poll: { asked: true, count: 3, anomalies: 0, nextAt: NOW, notBefore: 0, lastAt: 0, ...poll },
  });
const context = { ...MOMENT, random: 0.5 };

describe('what Jogg says', () => {
  it('is nothing to a video that waits for no project', () => {
    for (const state of STATES.filter((each) => each !== 'rendering')) {
      const video = someVideo(state);
      expect(afterPoll(video, { kind: 'running' }, context)).toBe(video);
    }
  });

  it('"running" is counted, ends a row of odd answers, and is asked again in time', () => {
    expect(
      afterPoll(rendering(MINUTE, { anomalies: 3 }), { kind: 'running' }, context).poll,
    ).toEqual({
      asked: false,
      count: 4,
      anomalies: 0,
      nextAt: NOW + 30_000,
      notBefore: NOW,
      lastAt: NOW,
    });
  });

  it('"later" neither counts as odd nor ends a row, and its wait is kept', () => {
    const seen = (afterMs: number | null) =>
      afterPoll(rendering(MINUTE, { anomalies: 3 }), { kind: 'later', afterMs }, context).poll;
    expect([seen(null), seen(5 * MINUTE)]).toMatchObject([
      { anomalies: 3, nextAt: NOW + 30_000, notBefore: NOW },
      { anomalies: 3, nextAt: NOW + 5 * MINUTE, notBefore: NOW + 5 * MINUTE },
    ]);
  });

  it('"absent" is believed after two minutes, six times in a row', () => {
    const seen = (elapsed: number, anomalies: number) => {
      const { state, poll, failure } = afterPoll(
        rendering(elapsed, { anomalies }),
        { kind: 'absent' },
        context,
      );
      return [state, poll.anomalies, failure?.reason];
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
    const seen = (anomalies: number) =>
      afterPoll(rendering(1, { anomalies }), { kind: 'empty' }, context);
    expect([seen(4).poll.anomalies, seen(5).failure?.reason]).toEqual([5, 'no_video']);
  });

  it('a link under a status that nobody knows is believed six times in a row', () => {
    const result = {
      videoUrl: 'https://res.jogg.ai/v.mp4',
      coverUrl: null,
      title: null,
      seconds: 4,
    };
    const seen = (anomalies: number) => {
      const after = afterPoll(
        rendering(MINUTE, { anomalies }),
        { kind: 'unclear', result },
        context,
      );
      return [after.state, after.poll.anomalies, after.result, after.file.status];
    };
    expect([seen(0), seen(4), seen(5)]).toEqual([
      ['rendering', 1, null, 'none'],
      ['rendering', 5, null, 'none'],
      ['ready', 5, result, 'wanted'],
    ]);
  });

  it('"failed" is the end, for Jogg’s own reason', () => {
    const failure = { reason: 'rendering', detail: 'what Jogg said', rid: 'r1' } as const;
    const after = afterPoll(rendering(MINUTE), { kind: 'failed', failure }, context);
    expect([after.state, after.failure, after.since]).toEqual(['failed', failure, NOW]);
  });

  it('nothing for a day is the end, after sixty looks at least', () => {
    const seen = (elapsed: number, count: number) =>
      afterPoll(rendering(elapsed, { count }), { kind: 'running' }, context).state;
    const day = 24 * HOUR;
    expect([seen(day, 59), seen(day, 58), seen(day - 1, 59)]).toEqual([
      'expired',
      'rendering',
      'rendering',
    ]);
  });

  it('is taken also where nobody knows when it was asked', () => {
    const video = { ...rendering(0), submittedAt: null };
    expect(afterPoll(video, { kind: 'running' }, context).poll.nextAt).toBe(NOW + 12_000);
  });
});
