import { describe, expect, it } from 'vitest';
import { evolve } from '../../src/domain/video/evolve.ts';
import type { EditOutcome } from '../../src/domain/video/outcome.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { HOUR, MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';

const later = () => ({ kind: 'later' as const, afterMs: null });

describe('what Slack has put off for a day', () => {
  const DAY = 24 * HOUR;
  const old = (state: 'ready' | 'unconfirmed' | 'requested', change: Partial<Video>) =>
    someVideo(state, { since: NOW - DAY, ...change });
  const edited = { type: 'edited', cardVersion: 'x', outcome: later() } as const;
  const found = (slot: Slot) => ({ type: 'found', slot, outcome: later() }) as const;
  const put = (slot: Slot) =>
    ({ type: 'posted', slot, outcome: later(), cardVersion: '' }) as const;
  const tried = { tries: 4, notBefore: 0 };

  it('is given up, but not before its fifth try, nor sooner', () => {
    const status = (tries: number, ms: number) => {
      const posts = { card: SENT, result: somePost('sending', { tries }) };
      return evolve(old('ready', { posts, since: NOW - ms }), put('result'), MOMENT).posts.result
        ?.status;
    };
    expect([status(4, DAY), status(3, DAY), status(4, DAY - 1)]).toEqual(['refused', 'due', 'due']);
  });

  it('and is in doubt may be there: the video is delivered, unless its card was the message', () => {
    const doubt = somePost('in_doubt', { tries: 4, doubtSince: NOW - DAY });
    const result = evolve(
      old('ready', { posts: { card: SENT, result: doubt } }),
      found('result'),
      MOMENT,
    );
    const card = evolve(old('requested', { posts: { card: doubt } }), found('card'), MOMENT);
    expect([result.posts.result?.status, result.state]).toEqual(['unknown', 'delivered']);
    expect([card.posts.card?.status, card.state]).toEqual(['unknown', 'expired']);
  });

  it('leaves a message where it landed', () => {
    const posts = { card: SENT, late: somePost('misplaced', { tries: 4 }) };
    const seen = { type: 'retracted', slot: 'late', outcome: later() } as const;
    expect(evolve(old('ready', { posts }), seen, MOMENT).posts.late?.status).toBe('refused');
  });

  it('leaves the card as it is, where a choice is still open until something changes', () => {
    const posts = { card: SENT };
    const ready = evolve(old('ready', { posts, edit: tried }), edited, MOMENT);
    const asked = evolve(old('unconfirmed', { posts, edit: tried }), edited, MOMENT);
    expect([ready.cardGone, asked.cardGone, asked.cardVersion, asked.edit.tries]).toEqual([
      true,
      false,
      'x',
      0,
    ]);
  });
});

describe('a ready video', () => {
  it('that nobody takes is delivered once its card shows it, and has failed once that is gone', () => {
    const posts = { card: SENT, result: somePost('refused'), direct: somePost('sending') };
    const refused = { kind: 'refused', error: 'x' } as const;
    const direct = { type: 'posted', slot: 'direct', outcome: refused, cardVersion: '' } as const;
    const told = (change: Partial<Video>) =>
      evolve(someVideo('ready', { posts, ...change }), direct, MOMENT);
    const waiting = told({ cardVersion: 'rendering:0' });
    const edit = (outcome: EditOutcome) =>
      evolve(waiting, { type: 'edited', cardVersion: 'ready', outcome }, MOMENT).state;
    expect([
      waiting.state,
      told({ cardVersion: 'ready' }).state,
      edit({ kind: 'done' }),
      edit({ kind: 'gone', error: 'x' }),
      told({ cardVersion: 'ready', cardGone: true }).state,
      told({ posts: { ...posts, card: somePost('unknown') } }).failure,
    ]).toEqual([
      'ready',
      'delivered',
      'delivered',
      'failed',
      'failed',
      { reason: 'cannot_post', detail: 'x', rid: null },
    ]);
  });
});
