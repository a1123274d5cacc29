import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../src/domain/outcome.ts';
import type { Step } from '../../src/domain/step.ts';
import { Story } from './story.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = { kind: 'later', afterMs: null } as const;
const unknown = { kind: 'unknown' } as const;

const saysOf = (...steps: Step[]): string[] =>
  steps.map((step) => ('slot' in step ? `${step.do} ${step.slot}` : step.do));

describe('the life of a video', () => {
  it('announces, pays, waits, shows and tells, in this order', () => {
    const story = new Story();
    const steps = [
      story.start(),
      story.posted('card'),
      story.see({ saw: 'reserved', waitMs: 0 }),
      story.see({ saw: 'submitted', outcome: { kind: 'done', projectId: 'p1', version: 'v1' } }),
      story.edited(),
      story.wait(12_000).start(),
      story.succeed(),
      story.edited(),
      story.stored({ kind: 'stored', id: 'F1' }),
      story.posted('result'),
    ];
    expect(saysOf(...steps)).toEqual([
      'post card',
      'reserve',
      'submit',
      'edit',
      'wait',
      'look',
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
    const step = story.see({ saw: 'reserved', waitMs: 0 });
    expect([step.do, story.video.state]).toEqual(['submit', 'submitting']);
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
    const step = story.see({ saw: 'reserved', waitMs: 7_000 });
    expect(step).toEqual({ do: 'wait', until: story.now + 7_000, lane: 'prompt' });
    expect(story.video.state).toBe('announced');
  });
});

describe('paying', () => {
  it.each([
    ['a crash while Jogg was asked', (story: Story) => story.start()],
    [
      'an answer that leaves doubt',
      (story: Story) => story.see({ saw: 'submitted', outcome: unknown }),
    ],
  ])('%s is never repeated by itself', (_, happen) => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 0 });
    const steps = [
      happen(story),
      story.edited(),
      story.posted('unconfirmed'),
      story.wait(48 * HOUR).start(),
    ];
    expect(saysOf(...steps)).toEqual(['edit', 'post unconfirmed', 'end', 'end']);
    expect(story.video.state).toBe('unconfirmed');
  });

  it('a request that surely had no effect is tried again later, as long as Jogg asks', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 0 });
    const step = story.see({ saw: 'submitted', outcome: { kind: 'later', afterMs: 30_000 } });
    expect(step).toEqual({ do: 'wait', until: story.now + 30_000, lane: 'prompt' });
    expect(saysOf(story.wait(30_000).start())).toEqual(['reserve']);
  });

  it('a request that Jogg refused fails the video with its reason', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 0 });
    const failure = { reason: 'credit' as const, detail: 'no credit', rid: 'r1' };
    const steps = [
      story.see({ saw: 'submitted', outcome: { kind: 'refused', failure } }),
      story.edited(),
      story.posted('result'),
    ];
    expect(saysOf(...steps)).toEqual(['edit', 'post result', 'end']);
    expect([story.video.state, story.video.failure]).toEqual(['failed', failure]);
  });

  it('a channel that refuses the card costs nothing and its requester is told directly', () => {
    const story = new Story();
    story.start();
    const outcome = { kind: 'refused', error: 'not_in_channel' } as const;
    const steps = [
      story.see({ saw: 'posted', slot: 'card', outcome, face: '' }),
      story.posted('direct'),
    ];
    expect(saysOf(...steps)).toEqual(['post direct', 'end']);
    expect([story.video.failure?.reason, story.video.confirmations]).toEqual(['cannot_post', 1]);
  });

  it('asking again counts once, only for the confirmation whose button was pressed', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 0 });
    story.see({ saw: 'submitted', outcome: unknown });
    story.edited();
    story.posted('unconfirmed');
    const again = { saw: 'wish', wish: { choice: 'ask_again', confirmation: 1 } } as const;
    story.see({ saw: 'start' }, again);
    story.see({ saw: 'reserved', waitMs: 0 });
    story.see({ saw: 'submitted', outcome: unknown });
    story.see({ saw: 'start' }, again);
    expect([story.video.state, story.video.confirmations]).toEqual(['unconfirmed', 2]);
  });

  it('giving up ends an unconfirmed video without another word than its card', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 0 });
    story.see({ saw: 'submitted', outcome: unknown });
    story.edited();
    story.posted('unconfirmed');
    const wish = { choice: 'give_up', confirmation: 1 } as const;
    expect(saysOf(story.see({ saw: 'start' }, { saw: 'wish', wish }), story.edited())).toEqual([
      'edit',
      'end',
    ]);
    expect(story.video.state).toBe('cancelled');
  });

  it('a card that cannot be posted for a day expires the video unpaid', () => {
    const story = new Story();
    story.start();
    story.see({ saw: 'posted', slot: 'card', outcome: later, face: '' });
    story.wait(24 * HOUR);
    expect([...saysOf(story.start()), story.video.state]).toEqual(['post direct', 'expired']);
  });
});

describe('waiting for Jogg', () => {
  it('looks after 12 s, every 10 s in the first minute, then ever more rarely', () => {
    const story = new Story();
    let step = story.rendering();
    const looks: number[] = [];
    const began = story.now;
    while (story.now - began < 7 * MINUTE) {
      if (step.do === 'wait') story.now = step.until;
      step = story.start();
      if (step.do === 'edit') step = story.edited();
      if (step.do === 'look') {
        looks.push(Math.round((story.now - began) / 1_000));
        step = story.see({ saw: 'looked', outcome: { kind: 'running' } });
      }
    }
    expect(looks).toEqual([
      12, 22, 32, 42, 52, 62, 92, 122, 152, 182, 212, 242, 272, 302, 362, 422,
    ]);
  });

  it('with webhooks on, asks rarely', () => {
    const story = new Story();
    story.moment = { ...story.moment, webhook: true };
    story.rendering();
    expect(story.video.look.nextAt - story.now).toBe(90_000);
  });

  it('a webhook brings the look forward, yet never under 5 s after the last one', () => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.see({ saw: 'looked', outcome: { kind: 'running' } });
    story.wait(1_000);
    story.see({ saw: 'hint' });
    expect(story.video.look.nextAt - story.now).toBe(4_000);
  });

  it('a webhook does not shorten the wait that Jogg itself asked for', () => {
    const story = new Story();
    story.rendering();
    story.wait(12_000).start();
    story.see({ saw: 'looked', outcome: { kind: 'later', afterMs: 60_000 } });
    story.see({ saw: 'hint' });
    expect(story.video.look.nextAt - story.now).toBe(60_000);
  });

  it('a webhook right after the answer makes the first look at once', () => {
    const story = new Story();
    story.rendering();
    expect(saysOf(story.see({ saw: 'hint' }))).toEqual(['look']);
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
    story.see({ saw: 'looked', outcome });
    expect(story.video.state).toBe('rendering');
  });

  it.each([
    ['no link', { kind: 'empty' as const }, 'no_video'],
    ['an unknown id after two minutes', { kind: 'absent' as const }, 'not_found'],
  ])('gives up after six answers in a row with %s', (_, outcome, reason) => {
    const story = new Story();
    story.rendering();
    story.wait(3 * MINUTE);
    for (let looks = 0; looks < 6; looks += 1) story.see({ saw: 'looked', outcome });
    expect(story.video.failure?.reason).toBe(reason);
  });

  it('says once at 15 minutes that it takes longer than usual', () => {
    const story = new Story();
    story.rendering();
    story.wait(15 * MINUTE);
    story.see({ saw: 'looked', outcome: { kind: 'running' } });
    story.edited();
    const after = story.posted('late');
    story.wait(HOUR);
    story.see({ saw: 'looked', outcome: { kind: 'running' } });
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
    for (let looks = 0; looks < 59; looks += 1)
      story.see({ saw: 'looked', outcome: { kind: 'running' } });
    const before = story.video.state;
    story.see({ saw: 'looked', outcome: { kind: 'running' } });
    expect([before, story.video.state, ...saysOf(story.edited())]).toEqual([
      'rendering',
      'expired',
      'post result',
    ]);
  });
});

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

  it('a result that nobody lets us show is never called delivered', () => {
    const story = readyStory();
    answer(story, { kind: 'refused', error: 'account_inactive' });
    const outcome = { kind: 'refused', error: 'account_inactive' } as const;
    const step = story.see({ saw: 'posted', slot: 'direct', outcome, face: '' });
    expect([...saysOf(step), story.video.state]).toEqual(['end', 'ready']);
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
