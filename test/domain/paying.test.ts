import { describe, expect, it } from 'vitest';
import { Story, saysOf } from './story.ts';

const HOUR = 3_600_000;
const later = { kind: 'later', afterMs: null } as const;
const unknown = { kind: 'unknown' } as const;

describe('paying', () => {
  it.each([
    ['a crash while Jogg was asked', (story: Story) => story.start()],
    [
      'an answer that leaves doubt',
      (story: Story) => story.see({ type: 'submitted', outcome: unknown }),
    ],
  ])('%s is never repeated by itself', (_, happen) => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 0 });
    const effects = [
      happen(story),
      story.edited(),
      story.posted('unconfirmed'),
      story.wait(48 * HOUR).start(),
    ];
    expect(saysOf(...effects)).toEqual(['edit', 'post unconfirmed', 'end', 'end']);
    expect(story.video.state).toBe('unconfirmed');
  });

  it('a request that surely had no effect is tried again later, as long as Jogg asks', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 0 });
    const effect = story.see({ type: 'submitted', outcome: { kind: 'later', afterMs: 30_000 } });
    expect(effect).toEqual({ type: 'wait', until: story.now + 30_000, lane: 'prompt' });
    expect(saysOf(story.wait(30_000).start())).toEqual(['reserve']);
  });

  it('a request that Jogg refused fails the video with its reason', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 0 });
    const failure = { reason: 'credit' as const, detail: 'no credit', rid: 'r1' };
    const effects = [
      story.see({ type: 'submitted', outcome: { kind: 'refused', failure } }),
      story.edited(),
      story.posted('result'),
    ];
    expect(saysOf(...effects)).toEqual(['edit', 'post result', 'end']);
    expect([story.video.state, story.video.failure]).toEqual(['failed', failure]);
  });

  it('a channel that refuses the card costs nothing and its requester is told directly', () => {
    const story = new Story();
    story.start();
    const outcome = { kind: 'refused', error: 'not_in_channel' } as const;
    const effects = [
      story.see({ type: 'posted', slot: 'card', outcome, cardVersion: '' }),
      story.posted('direct'),
    ];
    expect(saysOf(...effects)).toEqual(['post direct', 'end']);
    expect([story.video.failure?.reason, story.video.confirmations]).toEqual(['cannot_post', 1]);
  });

  it('asking again counts once, only for the confirmation whose button was pressed', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 0 });
    story.see({ type: 'submitted', outcome: unknown });
    story.edited();
    story.posted('unconfirmed');
    const again = { type: 'command', command: { choice: 'ask_again', confirmation: 1 } } as const;
    story.see({ type: 'start' }, again);
    story.see({ type: 'reserved', waitMs: 0 });
    story.see({ type: 'submitted', outcome: unknown });
    story.see({ type: 'start' }, again);
    expect([story.video.state, story.video.confirmations]).toEqual(['unconfirmed', 2]);
  });

  it('giving up ends an unconfirmed video without another word than its card', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 0 });
    story.see({ type: 'submitted', outcome: unknown });
    story.edited();
    story.posted('unconfirmed');
    const command = { choice: 'give_up', confirmation: 1 } as const;
    expect(
      saysOf(story.see({ type: 'start' }, { type: 'command', command }), story.edited()),
    ).toEqual(['edit', 'end']);
    expect(story.video.state).toBe('cancelled');
  });

  it('a card that cannot be posted for a day expires the video unpaid', () => {
    const story = new Story();
    story.start();
    story.see({ type: 'posted', slot: 'card', outcome: later, cardVersion: '' });
    story.wait(24 * HOUR);
    expect([...saysOf(story.start()), story.video.state]).toEqual(['post direct', 'expired']);
  });
});
