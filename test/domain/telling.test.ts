import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import type { Step } from '../../src/domain/video/step.ts';
import { Story, saysOf } from './story.ts';

const later = { kind: 'later', afterMs: null } as const;
const unknown = { kind: 'unknown' } as const;

describe('telling', () => {
  const readyStory = (): Story => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.succeed();
    story.edited();
    story.stored();
    return story;
  };
  const answer = (story: Story, outcome: PostOutcome): Step =>
    story.see({ saw: 'posted', slot: 'result', outcome, face: '' });

  it('a result whose answer was lost is looked for, not repeated', () => {
    const story = readyStory();
    expect(saysOf(answer(story, unknown))).toEqual(['find result']);
  });

  it('a result found in the thread is told', () => {
    const story = readyStory();
    answer(story, unknown);
    const found = { kind: 'found', channel: 'C1', ts: '9.9' } as const;
    const step = story.see({ saw: 'found', slot: 'result', outcome: found });
    expect([...saysOf(step), story.video.state]).toEqual(['end', 'delivered']);
  });

  it('a result that may not be looked for is not repeated: the card already tells', () => {
    const story = readyStory();
    answer(story, unknown);
    const step = story.see({ saw: 'found', slot: 'result', outcome: { kind: 'blind' } });
    expect([...saysOf(step), story.video.state, story.video.posts.result?.status]).toEqual([
      'end',
      'delivered',
      'unknown',
    ]);
  });

  it('a result is sent again only after three looks over a minute have not found it', () => {
    const story = readyStory();
    answer(story, unknown);
    const absent = { saw: 'found', slot: 'result', outcome: { kind: 'absent' } } as const;
    const steps = [
      story.see(absent),
      story.wait(30_000).start(),
      story.see(absent),
      story.wait(30_000).start(),
      story.see(absent),
    ];
    expect(saysOf(...steps)).toEqual(['wait', 'find result', 'wait', 'find result', 'post result']);
  });

  it('a crash while telling leaves doubt', () => {
    const story = readyStory();
    expect(saysOf(story.start())).toEqual(['find result']);
  });

  it('a reply that landed outside its thread is withdrawn and told directly', () => {
    const story = readyStory();
    const steps = [
      answer(story, { kind: 'done', channel: 'C1', ts: '9.9', inThread: false }),
      story.see({ saw: 'withdrawn', slot: 'result', outcome: { kind: 'done' } }),
      story.posted('direct'),
    ];
    expect([...saysOf(...steps), story.video.state]).toEqual([
      'withdraw result',
      'post direct',
      'end',
      'delivered',
    ]);
  });

  it('a thread that refuses the result gets it to its requester directly', () => {
    const story = readyStory();
    const steps = [
      answer(story, { kind: 'refused', error: 'is_archived' }),
      story.posted('direct'),
    ];
    expect([...saysOf(...steps), story.video.state]).toEqual(['post direct', 'end', 'delivered']);
  });

  it('a result that nobody lets us show is never called delivered: it ends with the reason', () => {
    const story = readyStory();
    story.video = { ...story.video, cardGone: true };
    answer(story, { kind: 'refused', error: 'is_archived' });
    const outcome = { kind: 'refused', error: 'messages_tab_disabled' } as const;
    const step = story.see({ saw: 'posted', slot: 'direct', outcome, face: '' });
    expect([...saysOf(step), story.video.state, story.video.failure]).toEqual([
      'end',
      'failed',
      { reason: 'cannot_post', detail: 'messages_tab_disabled', rid: null },
    ]);
  });

  it('a result that its card alone may show is delivered by it', () => {
    const story = readyStory();
    answer(story, { kind: 'refused', error: 'restricted_action_thread_locked' });
    const outcome = { kind: 'refused', error: 'messages_tab_disabled' } as const;
    const step = story.see({ saw: 'posted', slot: 'direct', outcome, face: '' });
    expect([...saysOf(step), story.video.state]).toEqual(['end', 'delivered']);
  });

  it('a card that cannot be edited for now does not hold up the result', () => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.succeed();
    story.see({ saw: 'edited', face: 'ready', outcome: later });
    expect(saysOf(story.stored(), story.posted('result'))).toEqual(['post result', 'wait']);
  });

  it('a card whose answer was lost and may not be looked for moves the thread to a direct message', () => {
    const story = new Story();
    story.start();
    const steps = [
      story.see({ saw: 'posted', slot: 'card', outcome: unknown, face: '' }),
      story.see({ saw: 'found', slot: 'card', outcome: { kind: 'blind' } }),
    ];
    expect([...saysOf(...steps), story.video.origin.channel, story.video.movedFrom]).toEqual([
      'find card',
      'post card',
      'U1',
      'C1',
    ]);
  });

  it('a second lost card ends unpaid', () => {
    const story = new Story();
    story.start();
    for (let times = 0; times < 2; times += 1) {
      story.see({ saw: 'posted', slot: 'card', outcome: unknown, face: '' });
      story.see({ saw: 'found', slot: 'card', outcome: { kind: 'blind' } });
    }
    expect([story.video.state, story.video.failure?.reason]).toEqual(['failed', 'cannot_post']);
  });
});
