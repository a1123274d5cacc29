import { describe, expect, it } from 'vitest';
import { Story, saysOf } from './story.ts';

describe('the life of a video', () => {
  it('announces, pays, waits, shows and tells, in this order', () => {
    const story = new Story();
    const effects = [
      story.start(),
      story.posted('card'),
      story.see({ type: 'reserved', waitMs: 0 }),
      story.see({ type: 'submitted', outcome: { kind: 'done', projectId: 'p1', version: 'v1' } }),
      story.edited(),
      story.wait(12_000).start(),
      story.succeed(),
      story.edited(),
      story.stored({ kind: 'stored', id: 'F1' }),
      story.posted('result'),
    ];
    expect(saysOf(...effects)).toEqual([
      'post card',
      'reserve',
      'submit',
      'edit',
      'wait',
      'poll',
      'edit',
      'store_file',
      'post result',
      'end',
    ]);
    expect(story.video.state).toBe('delivered');
  });

  it('records the intent to pay before Jogg is asked', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    const effect = story.see({ type: 'reserved', waitMs: 0 });
    expect([effect.type, story.video.state]).toEqual(['submit', 'submitting']);
  });

  it('records the intent to post before Slack is asked', () => {
    const story = new Story();
    story.start();
    expect(story.video.posts.card?.status).toBe('sending');
  });

  it('waits for its turn while the budget of paid requests is used up', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    const effect = story.see({ type: 'reserved', waitMs: 7_000 });
    expect(effect).toEqual({ type: 'wait', until: story.now + 7_000, lane: 'prompt' });
    expect(story.video.state).toBe('announced');
  });
});
