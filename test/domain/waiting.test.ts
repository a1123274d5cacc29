import { describe, expect, it } from 'vitest';
import { Story, saysOf } from './story.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = { kind: 'later', afterMs: null } as const;

describe('waiting for Jogg', () => {
  it('looks after 12 s, every 10 s in the first minute, then ever more rarely', () => {
    const story = new Story();
    let effect = story.rendering();
    const searches: number[] = [];
    const began = story.now;
    while (story.now - began < 7 * MINUTE) {
      if (effect.type === 'wait') story.now = effect.until;
      effect = story.start();
      if (effect.type === 'edit') effect = story.edited();
      if (effect.type === 'poll') {
        searches.push(Math.round((story.now - began) / 1_000));
        effect = story.see({ type: 'polled', outcome: { kind: 'running' } });
      }
    }
    expect(searches).toEqual([
      12, 22, 32, 42, 52, 62, 92, 122, 152, 182, 212, 242, 272, 302, 362, 422,
    ]);
  });

  it('with webhooks on, asks rarely', () => {
    const story = new Story();
    story.context = { ...story.context, hasWebhook: true };
    story.rendering();
    expect(story.video.poll.nextAt - story.now).toBe(90_000);
  });

  it('a webhook brings the look forward, yet never under 5 s after the last one', () => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.see({ type: 'polled', outcome: { kind: 'running' } });
    story.wait(1_000);
    story.see({ type: 'hint' });
    expect(story.video.poll.nextAt - story.now).toBe(4_000);
  });

  it('a webhook does not shorten the wait that Jogg itself asked for', () => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.see({ type: 'polled', outcome: { kind: 'later', afterMs: 60_000 } });
    story.see({ type: 'hint' });
    expect(story.video.poll.nextAt - story.now).toBe(60_000);
  });

  it('a webhook right after the answer makes the first look at once', () => {
    const story = new Story();
    story.rendering();
    expect(saysOf(story.see({ type: 'hint' }))).toEqual(['poll']);
  });

  it.each([
    ['running', { kind: 'running' as const }],
    ['no answer', later],
    ['unknown to Jogg in the first two minutes', { kind: 'absent' as const }],
    ['finished without a link, once', { kind: 'empty' as const }],
  ])('goes on waiting after: %s', (_, outcome) => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.see({ type: 'polled', outcome });
    expect(story.video.state).toBe('rendering');
  });

  it.each([
    ['no link', { kind: 'empty' as const }, 'no_video'],
    ['an unknown id after two minutes', { kind: 'absent' as const }, 'not_found'],
  ])('gives up after six answers in a row with %s', (_, outcome, reason) => {
    const story = new Story();
    story.rendering();
    story.wait(3 * MINUTE);
    for (let searches = 0; searches < 6; searches += 1) story.see({ type: 'polled', outcome });
    expect(story.video.failure?.reason).toBe(reason);
  });

  it('says once at 15 minutes that it takes longer than usual', () => {
    const story = new Story();
    story.rendering();
    story.wait(15 * MINUTE);
    story.see({ type: 'polled', outcome: { kind: 'running' } });
    story.edited();
    const after = story.posted('late');
    story.wait(HOUR);
    story.see({ type: 'polled', outcome: { kind: 'running' } });
    expect([...saysOf(after, story.edited()), story.video.posts.late?.status]).toEqual([
      'wait',
      'wait',
      'sent',
    ]);
  });

  it('is given up with a message after 24 hours, once it was looked for often enough', () => {
    const story = new Story();
    story.rendering();
    story.wait(24 * HOUR);
    for (let searches = 0; searches < 59; searches += 1)
      story.see({ type: 'polled', outcome: { kind: 'running' } });
    const before = story.video.state;
    story.see({ type: 'polled', outcome: { kind: 'running' } });
    expect([before, story.video.state, ...saysOf(story.edited())]).toEqual([
      'rendering',
      'expired',
      'post result',
    ]);
  });
});
