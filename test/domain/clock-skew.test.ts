import { describe, expect, it } from 'vitest';
import { clampFutureTimes } from '../../src/domain/video/clock-skew.ts';
import { NO_FILE, newVideo } from '../../src/domain/video/video.ts';
import { MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';
import { facts, START, Story } from './story.ts';

const HOUR = 3_600_000;
const YEARS = 10 * 365 * 24 * HOUR;
const later = { kind: 'later', afterMs: null } as const;

describe('a clock that was years ahead and is right again', () => {
  it('leaves no look waiting, and a webhook still brings it forward', () => {
    const story = new Story();
    story.now = START + YEARS;
    story.rendering();
    story.wait(12_000).start();
    story.see({ type: 'polled', outcome: { kind: 'running' } });
    story.now = START + HOUR;
    const effect = story.start();
    expect(effect).toEqual({ type: 'wait', until: story.now + 5_000, lane: 'poll' });
    expect(story.video).toMatchObject({
      since: story.now,
      confirmedAt: START,
      submittedAt: story.now,
      poll: { lastAt: story.now },
    });
  });

  it('leaves no message, edit or paid request waiting', () => {
    const story = new Story();
    story.now = START + YEARS;
    story.video = newVideo(facts, story.now);
    story.start();
    story.see({ type: 'posted', slot: 'card', outcome: later, cardVersion: '' });
    story.now = START + HOUR;
    expect(story.start()).toEqual({ type: 'post', slot: 'card' });

    story.now = START + 2 * HOUR;
    story.posted('card');
    story.now = START + YEARS;
    story.see({ type: 'reserved', waitMs: 7_000 });
    story.now = START + HOUR;
    expect(story.start()).toEqual({ type: 'reserve' });
    story.see({ type: 'reserved', waitMs: 0 });
    story.see({
      type: 'submitted',
      outcome: { kind: 'done', projectId: 'p1', version: 'v1' },
    });
    story.now = START + YEARS;
    story.see({ type: 'edited', cardVersion: 'rendering:0', outcome: later });
    story.now = START + HOUR;
    expect(story.start()).toMatchObject({ type: 'edit' });
  });

  it('shortens only what is too long, and asks at a scaled pace', () => {
    const far = START + YEARS;
    const near = NOW + HOUR;
    const video = someVideo('rendering', {
      posts: { card: SENT, late: somePost('due', { notBefore: far }) },
      submit: { tries: 1, notBefore: near },
      file: { ...NO_FILE, notBefore: far },
      poll: { asked: false, count: 1, anomalies: 0, nextAt: near, notBefore: near, lastAt: far },
      submittedAt: NOW - 5,
    });
    const after = clampFutureTimes(video, { ...MOMENT, pollScale: 0.5 });
    expect(after).toEqual({
      ...video,
      posts: { card: SENT, late: somePost('due', { notBefore: NOW }) },
      file: { ...NO_FILE, notBefore: NOW },
      poll: { ...video.poll, lastAt: NOW },
    });
    const poll = { ...video.poll, nextAt: far };
    expect(clampFutureTimes({ ...video, poll }, { ...MOMENT, pollScale: 0.5 }).poll.nextAt).toBe(
      NOW + 2_500,
    );
    expect(clampFutureTimes({ ...video, submittedAt: null }, MOMENT).submittedAt).toBeNull();
  });

  it('changes nothing where no wait is longer than an hour', () => {
    const story = new Story();
    story.rendering();
    const before = story.video;
    story.now -= HOUR - 12_000;
    story.start();
    expect(story.video).toBe(before);
    story.now -= 1;
    story.start();
    expect(story.video.poll.nextAt).toBe(story.now + 5_000);
  });
});
