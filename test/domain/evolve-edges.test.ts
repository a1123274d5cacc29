import { describe, expect, it } from 'vitest';
import type { DecisionContext } from '../../src/domain/video/effect.ts';
import { evolve } from '../../src/domain/video/evolve.ts';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { HOUR, MINUTE, MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';

const later = (afterMs: number | null = null) => ({ kind: 'later' as const, afterMs });
const LIKELY = { id: 'p9', version: 'v1' as const, title: 'T' };
const LOOK = {
  asked: false,
  count: 3,
  anomalies: 0,
  nextAt: NOW,
  notBefore: 0,
  lastAt: NOW - MINUTE,
};

describe('a likely project', () => {
  it('is offered while nobody knows, taken back likewise, and nothing to any other state', () => {
    const offered = evolve(
      someVideo('unconfirmed'),
      { type: 'candidate', candidate: LIKELY },
      MOMENT,
    );
    const over = evolve(offered, { type: 'candidate', candidate: null }, MOMENT);
    const rendering = someVideo('rendering');
    expect([offered.candidate, over.candidate]).toEqual([LIKELY, null]);
    expect(evolve(rendering, { type: 'candidate', candidate: LIKELY }, MOMENT)).toBe(rendering);
  });
});

describe('a message that landed outside its thread', () => {
  const video = someVideo('ready', { posts: { card: SENT, result: somePost('misplaced') } });
  const misplaced = (outcome: PostOutcome, slot: 'result' | 'direct') =>
    evolve(someVideo('failed'), { type: 'posted', slot, outcome, cardVersion: '' }, MOMENT).posts[
      slot
    ];
  const landed: PostOutcome = { kind: 'done', channel: 'C1', ts: '2.2', inThread: false };

  it('is to be withdrawn at once, with where it is; a direct message has no thread to miss', () => {
    expect(misplaced(landed, 'result')).toEqual(
      somePost('misplaced', { channel: 'C1', ts: '2.2', notBefore: 0 }),
    );
    expect(misplaced(landed, 'direct')?.status).toBe('sent');
  });

  it('stays to be withdrawn where that has to wait', () => {
    const seen = { type: 'retracted', slot: 'result', outcome: later() } as const;
    expect(evolve(video, seen, MOMENT).posts.result).toEqual(
      somePost('misplaced', { tries: 1, notBefore: NOW + 32_000 }),
    );
  });

  it.each([{ kind: 'done' as const }, { kind: 'gone' as const, error: 'x' }])(
    'counts as refused once it is gone: $kind',
    (outcome) => {
      const after = evolve(video, { type: 'retracted', slot: 'result', outcome }, MOMENT);
      expect(after.posts.result).toEqual(somePost('refused', { refusal: 'unthreaded' }));
    },
  );
});

describe('a start', () => {
  it('after a look whose answer was lost waits the least gap before the next', () => {
    const context: DecisionContext = { ...MOMENT, pollScale: 0.5 };
    const lost = someVideo('rendering', { poll: { ...LOOK, asked: true } });
    expect(evolve(lost, { type: 'start' }, context).poll).toEqual({
      ...LOOK,
      nextAt: NOW + 2_500,
      lastAt: NOW,
    });
    const waiting = someVideo('rendering', { poll: LOOK });
    expect(evolve(waiting, { type: 'start' }, context)).toBe(waiting);
  });

  it.each(['card', 'late', 'unconfirmed', 'result', 'direct'] as const)(
    'after a message (%s) whose answer was lost has it looked for at once',
    (slot) => {
      const video = someVideo('failed', {
        posts: { [slot]: somePost('sending', { searches: 2, notBefore: 7 }) },
      });
      expect(evolve(video, { type: 'start' }, MOMENT).posts[slot]).toEqual(
        somePost('in_doubt', { searches: 0, doubtSince: NOW, notBefore: NOW }),
      );
    },
  );

  it('a day after its confirmation gives up what was not paid, unless its card may be there', () => {
    const at = (state: 'requested' | 'announced' | 'rendering', ms: number, doubt = false) => {
      const posts = doubt ? { card: somePost('in_doubt') } : {};
      const video = someVideo(state, { posts, confirmedAt: NOW - ms });
      return evolve(video, { type: 'start' }, MOMENT).state;
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
    const poll = { ...LOOK, nextAt: NOW + HOUR, lastAt: NOW - 1_000 };
    const hinted = (change: Partial<typeof poll>, pollScale: number) =>
      evolve(
        someVideo('rendering', { poll: { ...poll, ...change } }),
        { type: 'hint' },
        { ...MOMENT, pollScale },
      ).poll.nextAt - NOW;
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
          direct: somePost('in_doubt', { tries }),
        },
        edit: wait,
        submit: wait,
      });
      const posted = evolve(
        video,
        { type: 'posted', slot: 'result', outcome: later(), cardVersion: '' },
        MOMENT,
      ).posts.result;
      const found = evolve(video, { type: 'found', slot: 'direct', outcome: later() }, MOMENT).posts
        .direct;
      const { edit } = evolve(video, { type: 'edited', cardVersion: '', outcome: later() }, MOMENT);
      const { submit } = evolve(video, { type: 'submitted', outcome: later() }, MOMENT);
      return [posted, found, edit, submit].map((each) => [
        each?.tries,
        (each?.notBefore ?? 0) - NOW,
      ]);
    };
    expect(gaps(0)).toEqual([1, 1, 1, 1].map((tries) => [tries, 2_000]));
    expect(gaps(2)).toEqual([3, 3, 3, 3].map((tries) => [tries, 8_000]));
  });

  it('is due, whatever it was before', () => {
    const seen = { type: 'posted', slot: 'late', outcome: later(5_000), cardVersion: '' } as const;
    expect(evolve(someVideo('rendering'), seen, MOMENT).posts.late).toEqual(
      somePost('due', { channel: null, ts: null, tries: 1, notBefore: NOW + 5_000 }),
    );
  });
});

describe('looking for a message', () => {
  it('that this video never sent changes nothing', () => {
    const video = someVideo('ready');
    const seen = { type: 'found', slot: 'result', outcome: { kind: 'absent' } } as const;
    expect(evolve(video, seen, MOMENT)).toBe(video);
  });

  it('makes the card’s face unknown, for it may show anything', () => {
    const video = someVideo('requested', {
      cardVersion: 'queued',
      posts: { card: somePost('in_doubt') },
    });
    const outcome = { kind: 'found', channel: 'C1', ts: '2.2' } as const;
    const after = evolve(video, { type: 'found', slot: 'card', outcome }, MOMENT);
    expect([after.state, after.cardVersion, after.posts.card]).toEqual([
      'announced',
      '',
      somePost('sent', { ts: '2.2' }),
    ]);
  });

  it.each([
    [1, MINUTE, 1, 'in_doubt'],
    [2, MINUTE - 1, 1, 'in_doubt'],
    [2, MINUTE, 1, 'due'],
    [2, MINUTE / 2, 0.5, 'due'],
    [2, MINUTE, 2, 'in_doubt'],
  ] as const)(
    'found absent after %i looks and %i ms, at scale %f, it is %s',
    (searches, ms, pollScale, status) => {
      const doubt = somePost('in_doubt', { searches, doubtSince: NOW - ms });
      const video = someVideo('ready', { posts: { card: SENT, result: doubt } });
      const seen = { type: 'found', slot: 'result', outcome: { kind: 'absent' } } as const;
      expect(evolve(video, seen, { ...MOMENT, pollScale }).posts.result).toEqual(
        status === 'due'
          ? somePost('due', { searches: 0, doubtSince: null, notBefore: NOW })
          : { ...doubt, searches: searches + 1, notBefore: NOW + (MINUTE / 2) * pollScale },
      );
    },
  );

  it('that cannot be done moves a lost card’s thread to a direct message, once, but not a cancelled one’s, nor to where it is', () => {
    const blind = { type: 'found', slot: 'card', outcome: { kind: 'unreadable' } } as const;
    const card = somePost('in_doubt');
    const moved = evolve(someVideo('requested', { posts: { card } }), blind, MOMENT);
    expect([moved.origin, moved.movedFrom, moved.posts.card]).toEqual([
      { channel: 'U1', threadTs: null },
      'C1',
      undefined,
    ]);
    const twice = someVideo('requested', { posts: { card }, movedFrom: 'C0' });
    const gone = evolve(twice, blind, MOMENT);
    expect([gone.state, gone.failure, gone.posts.card?.refusal]).toEqual([
      'failed',
      { reason: 'cannot_post', detail: 'no_answer', rid: null },
      'no_answer',
    ]);
    for (const channel of ['U1', 'D1']) {
      const origin = { channel, threadTs: null };
      const there = evolve(someVideo('requested', { posts: { card }, origin }), blind, MOMENT);
      expect([there.state, there.posts.card?.status, there.origin]).toEqual([
        'announced',
        'unknown',
        origin,
      ]);
    }
    const cancelled = evolve(someVideo('cancelled', { posts: { card } }), blind, MOMENT);
    expect([cancelled.state, cancelled.posts.card?.status]).toEqual(['cancelled', 'unknown']);
  });
});

describe('the card', () => {
  it('that cannot be edited any more is gone', () => {
    const seen = {
      type: 'edited',
      cardVersion: 'x',
      outcome: { kind: 'gone', error: 'x' },
    } as const;
    const after = evolve(someVideo('rendering', { cardVersion: 'queued' }), seen, MOMENT);
    expect([after.cardGone, after.cardVersion]).toEqual([true, 'queued']);
  });

  it('of a cancelled video stays cancelled, found or refused', () => {
    const posts = { card: somePost('in_doubt') };
    const done: PostOutcome = { kind: 'done', channel: 'C1', ts: '2.2', inThread: true };
    const seen = (outcome: PostOutcome) =>
      evolve(
        someVideo('cancelled', { posts }),
        { type: 'posted', slot: 'card', outcome, cardVersion: 'queued' },
        MOMENT,
      );
    expect([seen(done).state, seen(done).cardVersion, seen(done).posts.card?.status]).toEqual([
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
    evolve(
      someVideo('ready', { posts: { card: SENT }, ...change }),
      { type: 'posted', slot, outcome, cardVersion: '' },
      MOMENT,
    ).state;
  const blind = (slot: 'result' | 'direct', cardGone: boolean) =>
    evolve(
      someVideo('ready', { posts: { card: SENT, [slot]: somePost('in_doubt') }, cardGone }),
      { type: 'found', slot, outcome: { kind: 'unreadable' } },
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
