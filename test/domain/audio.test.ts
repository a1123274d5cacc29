import { describe, expect, it } from 'vitest';
import type { PrepareOutcome } from '../../src/domain/video/outcome.ts';
import { orderSchema, videoSchema } from '../../src/domain/video/video.ts';
import { facts, START, Story } from './story.ts';

const LATER: PrepareOutcome = { kind: 'later', afterMs: null };
const DONE: PrepareOutcome = { kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' };

/** A video that speaks a recording, its card posted. */
function announced(): Story {
  const story = new Story();
  const audio = { kind: 'file' as const, id: 'F1', name: 'a.mp3' };
  story.video = { ...story.video, order: { ...story.video.order, script: '', audio } };
  story.start();
  return story;
}

describe('a recording instead of a script', () => {
  it('is handed over once the card is there, before a place to pay is taken', () => {
    const story = announced();
    expect([
      story.posted('card'),
      story.see({ type: 'prepared', outcome: DONE }),
      story.see({ type: 'reserved', waitMs: 0 }),
      story.video.audioUrl,
    ]).toEqual([{ type: 'prepare' }, { type: 'reserve' }, { type: 'submit' }, DONE.audioUrl]);
  });

  it('is handed over again after a crash, for that costs nothing', () => {
    const story = announced();
    story.posted('card');
    expect([story.start(), story.video.state]).toEqual([{ type: 'prepare' }, 'announced']);
  });

  it('is not handed over twice once it is there', () => {
    const story = announced();
    story.posted('card');
    story.see({ type: 'prepared', outcome: DONE });
    expect(story.start()).toEqual({ type: 'reserve' });
  });

  it('waits where Jogg or Slack stumbles, longer each time', () => {
    const story = announced();
    story.posted('card');
    const first = story.see({ type: 'prepared', outcome: LATER });
    story.wait(5_000).start();
    const second = story.see({ type: 'prepared', outcome: LATER });
    const until = [first, second].map((effect) => (effect.type === 'wait' ? effect.until : 0));
    expect(until[0]).toBeGreaterThan(START);
    expect((until[1] ?? 0) - START - 5_000).toBeGreaterThan((until[0] ?? 0) - START);
  });

  it('that cannot be used fails the video before anything is paid, and says so', () => {
    const story = announced();
    story.posted('card');
    const failure = { reason: 'audio', detail: 'kind', rid: null } as const;
    const effect = story.see({ type: 'prepared', outcome: { kind: 'refused', failure } });
    expect([effect.type, story.video.state, story.video.failure, story.video.askedAt]).toEqual([
      'edit',
      'failed',
      failure,
      null,
    ]);
  });

  it('is no business of a video with a script', () => {
    const story = new Story();
    story.start();
    expect(story.posted('card')).toEqual({ type: 'reserve' });
  });
});

describe('what was stored before', () => {
  it('there were recordings and backgrounds is still good', () => {
    const { audio: _, background: __, ...order } = facts.order;
    const { audioUrl: ___, ...video } = { ...new Story().video, order };
    expect(orderSchema.parse(order)).toMatchObject({ audio: null, background: 'normal' });
    expect(videoSchema.parse(video)).toEqual(new Story().video);
  });
});
