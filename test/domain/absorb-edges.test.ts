import { describe, expect, it } from 'vitest';
import { absorb } from '../../src/domain/video/absorb.ts';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import type { Moment } from '../../src/domain/video/step.ts';
import { HOUR, MINUTE, MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';

const later = (afterMs: number | null = null) => ({ kind: 'later' as const, afterMs });
const LIKELY = { id: 'p9', version: 'v1' as const, title: 'T' };
const LOOK = { asked: false, count: 3, odd: 0, nextAt: NOW, notBefore: 0, lastAt: NOW - MINUTE };

describe('a likely project', () => {
  it('is offered while nobody knows, taken back likewise, and nothing to any other state', () => {
    const offered = absorb(someVideo('unconfirmed'), { saw: 'likely', likely: LIKELY }, MOMENT);
    const over = absorb(offered, { saw: 'likely', likely: null }, MOMENT);
    const rendering = someVideo('rendering');
    expect([offered.likely, over.likely]).toEqual([LIKELY, null]);
    expect(absorb(rendering, { saw: 'likely', likely: LIKELY }, MOMENT)).toBe(rendering);
  });
});

describe('a message that landed outside its thread', () => {
  const video = someVideo('ready', { posts: { card: SENT, result: somePost('astray') } });
  const astray = (outcome: PostOutcome, slot: 'result' | 'direct') =>
    absorb(someVideo('failed'), { saw: 'posted', slot, outcome, face: '' }, MOMENT).posts[slot];
  const landed: PostOutcome = { kind: 'done', channel: 'C1', ts: '2.2', inThread: false };

  it('is to be withdrawn at once, with where it is; a direct message has no thread to miss', () => {
    expect(astray(landed, 'result')).toEqual(
      somePost('astray', { channel: 'C1', ts: '2.2', notBefore: 0 }),
    );
    expect(astray(landed, 'direct')?.status).toBe('sent');
  });

  it('stays to be withdrawn where that has to wait', () => {
    const seen = { saw: 'withdrawn', slot: 'result', outcome: later() } as const;
    expect(absorb(video, seen, MOMENT).posts.result).toEqual(
      somePost('astray', { tries: 1, notBefore: NOW + 32_000 }),
    );
  });

  it.each([{ kind: 'done' as const }, { kind: 'gone' as const, error: 'x' }])(
    'counts as refused once it is gone: $kind',
    (outcome) => {
      const after = absorb(video, { saw: 'withdrawn', slot: 'result', outcome }, MOMENT);
      expect(after.posts.result).toEqual(somePost('refused', { refusal: 'unthreaded' }));
    },
  );
});

describe('a start', () => {
  it('after a look whose answer was lost waits the least gap before the next', () => {
    const moment: Moment = { ...MOMENT, scale: 0.5 };
    const lost = someVideo('rendering', { look: { ...LOOK, asked: true } });
    expect(absorb(lost, { saw: 'start' }, moment).look).toEqual({
      ...LOOK,
      nextAt: NOW + 2_500,
      lastAt: NOW,
    });
    const waiting = someVideo('rendering', { look: LOOK });
    expect(absorb(waiting, { saw: 'start' }, moment)).toBe(waiting);
  });

  it.each(['card', 'late', 'unconfirmed', 'result', 'direct'] as const)(
    'after a message (%s) whose answer was lost has it looked for at once',
    (slot) => {
      const video = someVideo('failed', {
        posts: { [slot]: somePost('sending', { looks: 2, notBefore: 7 }) },
      });
      expect(absorb(video, { saw: 'start' }, MOMENT).posts[slot]).toEqual(
        somePost('doubt', { looks: 0, doubtSince: NOW, notBefore: NOW }),
      );
    },
  );

  it('a day after its confirmation gives up what was not paid, unless its card may be there', () => {
    const at = (state: 'requested' | 'announced' | 'rendering', ms: number, doubt = false) => {
      const posts = doubt ? { card: somePost('doubt') } : {};
      const video = someVideo(state, { posts, confirmedAt: NOW - ms });
      return absorb(video, { saw: 'start' }, MOMENT).state;
    };
    const day = 24 * HOUR;
    expect([
      at('requested', day),
      at('announced', day),
      at('announced', day - 1),
      at('requested', day, true),
      at('rendering', day),
    ]).toEqual(['expired', 'expired', 'announced', 'requested', 'rendering']);
  });
});

describe('a webhook', () => {
  it('brings a look forward by the scaled gap at most, and not before Jogg allows it', () => {
    const look = { ...LOOK, nextAt: NOW + HOUR, lastAt: NOW - 1_000 };
    const hinted = (change: Partial<typeof look>, scale: number) =>
      absorb(
        someVideo('rendering', { look: { ...look, ...change } }),
        { saw: 'hint' },
        { ...MOMENT, scale },
      ).look.nextAt - NOW;
    expect([
      hinted({}, 1),
      hinted({}, 2),
      hinted({ notBefore: NOW + MINUTE }, 1),
      hinted({ nextAt: NOW + 10 }, 1),
    ]).toEqual([4_000, 9_000, MINUTE, 10]);
  });
});

describe('what has to be tried again', () => {
  it('counts its tries, each gap longer than the one before', () => {
    const gaps = (tries: number) => {
      const wait = { tries, notBefore: 0 };
      const video = someVideo('announced', {
        posts: {
          card: SENT,
          result: somePost('sending', { tries }),
          direct: somePost('doubt', { tries }),
        },
        edit: wait,
        submit: wait,
      });
      const posted = absorb(
        video,
        { saw: 'posted', slot: 'result', outcome: later(), face: '' },
        MOMENT,
      ).posts.result;
      const found = absorb(video, { saw: 'found', slot: 'direct', outcome: later() }, MOMENT).posts
        .direct;
      const { edit } = absorb(video, { saw: 'edited', face: '', outcome: later() }, MOMENT);
      const { submit } = absorb(video, { saw: 'submitted', outcome: later() }, MOMENT);
      return [posted, found, edit, submit].map((each) => [
        each?.tries,
        (each?.notBefore ?? 0) - NOW,
      ]);
    };
    expect(gaps(0)).toEqual([1, 1, 1, 1].map((tries) => [tries, 2_000]));
    expect(gaps(2)).toEqual([3, 3, 3, 3].map((tries) => [tries, 8_000]));
  });

  it('is due, whatever it was before', () => {
    const seen = { saw: 'posted', slot: 'late', outcome: later(5_000), face: '' } as const;
    expect(absorb(someVideo('rendering'), seen, MOMENT).posts.late).toEqual(
      somePost('due', { channel: null, ts: null, tries: 1, notBefore: NOW + 5_000 }),
    );
  });
});

describe('looking for a message', () => {
  it('that this video never sent changes nothing', () => {
    const video = someVideo('ready');
    const seen = { saw: 'found', slot: 'result', outcome: { kind: 'absent' } } as const;
    expect(absorb(video, seen, MOMENT)).toBe(video);
  });

  it('makes the card’s face unknown, for it may show anything', () => {
    const video = someVideo('requested', { face: 'queued', posts: { card: somePost('doubt') } });
    const outcome = { kind: 'found', channel: 'C1', ts: '2.2' } as const;
    const after = absorb(video, { saw: 'found', slot: 'card', outcome }, MOMENT);
    expect([after.state, after.face, after.posts.card]).toEqual([
      'announced',
      '',
      somePost('sent', { ts: '2.2' }),
    ]);
  });

  it.each([
    [1, MINUTE, 1, 'doubt'],
    [2, MINUTE - 1, 1, 'doubt'],
    [2, MINUTE, 1, 'due'],
    [2, MINUTE / 2, 0.5, 'due'],
    [2, MINUTE, 2, 'doubt'],
  ] as const)(
    'found absent after %i looks and %i ms, at scale %f, it is %s',
    (looks, ms, scale, status) => {
      const doubt = somePost('doubt', { looks, doubtSince: NOW - ms });
      const video = someVideo('ready', { posts: { card: SENT, result: doubt } });
      const seen = { saw: 'found', slot: 'result', outcome: { kind: 'absent' } } as const;
      expect(absorb(video, seen, { ...MOMENT, scale }).posts.result).toEqual(
        status === 'due'
          ? somePost('due', { looks: 0, doubtSince: null, notBefore: NOW })
          : { ...doubt, looks: looks + 1, notBefore: NOW + (MINUTE / 2) * scale },
      );
    },
  );

  it('that cannot be done moves a lost card’s thread to a direct message, once, but not a cancelled one’s, nor to where it is', () => {
    const blind = { saw: 'found', slot: 'card', outcome: { kind: 'blind' } } as const;
    const card = somePost('doubt');
    const moved = absorb(someVideo('requested', { posts: { card } }), blind, MOMENT);
    expect([moved.origin, moved.movedFrom, moved.posts.card]).toEqual([
      { channel: 'U1', threadTs: null },
      'C1',
      undefined,
    ]);
    const twice = someVideo('requested', { posts: { card }, movedFrom: 'C0' });
    const gone = absorb(twice, blind, MOMENT);
    expect([gone.state, gone.failure, gone.posts.card?.refusal]).toEqual([
      'failed',
      { reason: 'cannot_post', detail: 'no_answer', rid: null },
      'no_answer',
    ]);
    for (const channel of ['U1', 'D1']) {
      const origin = { channel, threadTs: null };
      const there = absorb(someVideo('requested', { posts: { card }, origin }), blind, MOMENT);
      expect([there.state, there.posts.card?.status, there.origin]).toEqual([
        'announced',
        'unknown',
        origin,
      ]);
    }
    const cancelled = absorb(someVideo('cancelled', { posts: { card } }), blind, MOMENT);
    expect([cancelled.state, cancelled.posts.card?.status]).toEqual(['cancelled', 'unknown']);
  });
});

describe('the card', () => {
  it('that cannot be edited any more is gone', () => {
    const seen = { saw: 'edited', face: 'x', outcome: { kind: 'gone', error: 'x' } } as const;
    const after = absorb(someVideo('rendering', { face: 'queued' }), seen, MOMENT);
    expect([after.cardGone, after.face]).toEqual([true, 'queued']);
  });

  it('of a cancelled video stays cancelled, found or refused', () => {
    const posts = { card: somePost('doubt') };
    const done: PostOutcome = { kind: 'done', channel: 'C1', ts: '2.2', inThread: true };
    const seen = (outcome: PostOutcome) =>
      absorb(
        someVideo('cancelled', { posts }),
        { saw: 'posted', slot: 'card', outcome, face: 'queued' },
        MOMENT,
      );
    expect([seen(done).state, seen(done).face, seen(done).posts.card?.status]).toEqual([
      'cancelled',
      'queued',
      'sent',
    ]);
    const refused = seen({ kind: 'refused', error: 'x' });
    expect([refused.state, refused.failure]).toEqual(['cancelled', null]);
  });
});

describe('a ready video', () => {
  const stateAfter = (
    slot: 'result' | 'direct' | 'late',
    outcome: PostOutcome,
    change: { cardGone?: boolean } = {},
  ) =>
    absorb(
      someVideo('ready', { posts: { card: SENT }, ...change }),
      { saw: 'posted', slot, outcome, face: '' },
      MOMENT,
    ).state;
  const blind = (slot: 'result' | 'direct', cardGone: boolean) =>
    absorb(
      someVideo('ready', { posts: { card: SENT, [slot]: somePost('doubt') }, cardGone }),
      { saw: 'found', slot, outcome: { kind: 'blind' } },
      MOMENT,
    ).state;
  const done: PostOutcome = { kind: 'done', channel: 'C1', ts: '2.2', inThread: true };

  it('is delivered by its reply or a direct message, and by nothing else', () => {
    expect([
      stateAfter('result', done),
      stateAfter('direct', done),
      stateAfter('late', done),
      stateAfter('result', { kind: 'refused', error: 'x' }),
      stateAfter('result', { kind: 'unknown' }),
    ]).toEqual(['delivered', 'delivered', 'ready', 'ready', 'ready']);
  });

  it('whose reply cannot be looked for is delivered where its card shows it', () => {
    expect([blind('result', false), blind('result', true), blind('direct', true)]).toEqual([
      'delivered',
      'ready',
      'delivered',
    ]);
  });
});
