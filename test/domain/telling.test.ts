import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/video/effect.ts';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
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
  const answer = (story: Story, outcome: PostOutcome): Effect =>
    story.see({ type: 'posted', slot: 'result', outcome, cardVersion: '' });

  it('a result whose answer was lost is looked for, not repeated', () => {
    const story = readyStory();
    expect(saysOf(answer(story, unknown))).toEqual(['find result']);
  });

  it('a result found in the thread is told', () => {
    const story = readyStory();
    answer(story, unknown);
    const found = { kind: 'found', channel: 'C1', ts: '9.9' } as const;
    const effect = story.see({ type: 'found', slot: 'result', outcome: found });
    expect([...saysOf(effect), story.video.state]).toEqual(['end', 'delivered']);
  });

  it('a result that may not be looked for is not repeated: the card already tells', () => {
    const story = readyStory();
    answer(story, unknown);
    const effect = story.see({ type: 'found', slot: 'result', outcome: { kind: 'unreadable' } });
    expect([...saysOf(effect), story.video.state, story.video.posts.result?.status]).toEqual([
      'end',
      'delivered',
      'unknown',
    ]);
  });

  it('a result is sent again only after three looks over a minute have not found it', () => {
    const story = readyStory();
    answer(story, unknown);
    const absent = { type: 'found', slot: 'result', outcome: { kind: 'absent' } } as const;
    const effects = [
      story.see(absent),
      story.wait(30_000).start(),
      story.see(absent),
      story.wait(30_000).start(),
      story.see(absent),
    ];
    expect(saysOf(...effects)).toEqual([
      'wait',
      'find result',
      'wait',
      'find result',
      'post result',
    ]);
  });

  it('a crash while telling leaves doubt', () => {
    const story = readyStory();
    expect(saysOf(story.start())).toEqual(['find result']);
  });

  it('a reply that landed outside its thread is withdrawn and told directly', () => {
    const story = readyStory();
    const effects = [
      answer(story, { kind: 'done', channel: 'C1', ts: '9.9', inThread: false }),
      story.see({ type: 'retracted', slot: 'result', outcome: { kind: 'done' } }),
      story.posted('direct'),
    ];
    expect([...saysOf(...effects), story.video.state]).toEqual([
      'retract result',
      'post direct',
      'end',
      'delivered',
    ]);
  });

  it('a thread that refuses the result gets it to its requester directly', () => {
    const story = readyStory();
    const effects = [
      answer(story, { kind: 'refused', error: 'is_archived' }),
      story.posted('direct'),
    ];
    expect([...saysOf(...effects), story.video.state]).toEqual(['post direct', 'end', 'delivered']);
  });

  it('a result that nobody lets us show is never called delivered: it ends with the reason', () => {
    const story = readyStory();
    story.video = { ...story.video, cardGone: true };
    answer(story, { kind: 'refused', error: 'is_archived' });
    const outcome = { kind: 'refused', error: 'messages_tab_disabled' } as const;
    const effect = story.see({ type: 'posted', slot: 'direct', outcome, cardVersion: '' });
    expect([...saysOf(effect), story.video.state, story.video.failure]).toEqual([
      'end',
      'failed',
      { reason: 'cannot_post', detail: 'messages_tab_disabled', rid: null },
    ]);
  });

  it('a result that its card alone may show is delivered by it', () => {
    const story = readyStory();
    answer(story, { kind: 'refused', error: 'restricted_action_thread_locked' });
    const outcome = { kind: 'refused', error: 'messages_tab_disabled' } as const;
    const effect = story.see({ type: 'posted', slot: 'direct', outcome, cardVersion: '' });
    expect([...saysOf(effect), story.video.state]).toEqual(['end', 'delivered']);
  });

  it('a card that cannot be edited for now does not hold up the result', () => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.succeed();
    story.see({ type: 'edited', cardVersion: 'ready', outcome: later });
    expect(saysOf(story.stored(), story.posted('result'))).toEqual(['post result', 'wait']);
  });

  it('a card whose answer was lost and may not be looked for moves the thread to a direct message', () => {
    const story = new Story();
    story.start();
    const effects = [
      story.see({ type: 'posted', slot: 'card', outcome: unknown, cardVersion: '' }),
      story.see({ type: 'found', slot: 'card', outcome: { kind: 'unreadable' } }),
    ];
    expect([...saysOf(...effects), story.video.origin.channel, story.video.movedFrom]).toEqual([
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
      story.see({ type: 'posted', slot: 'card', outcome: unknown, cardVersion: '' });
      story.see({ type: 'found', slot: 'card', outcome: { kind: 'unreadable' } });
    }
    expect([story.video.state, story.video.failure?.reason]).toEqual(['failed', 'cannot_post']);
  });
});
