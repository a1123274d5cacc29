import { describe, expect, it } from 'vitest';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import { decide } from '../../src/domain/video/decide.ts';
import type { Post } from '../../src/domain/video/post.ts';
import {
  NO_FILE,
  type Slot,
  STATES,
  type State,
  type Video,
} from '../../src/domain/video/video.ts';
import { HOUR, MINUTE, MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';

const DAY = 24 * HOUR;
/** What is done now for a video whose card, where it has one, shows how it stands. */
const effect = (video: Video) =>
  decide({ ...video, cardVersion: cardVersionOf(video, NOW) }, MOMENT).effect;
const posts = (state: State, change: Partial<Video>): Slot | string => {
  const next = effect(someVideo(state, { since: NOW, ...change }));
  return next.type === 'post' ? next.slot : next.type;
};

describe('asking Jogg', () => {
  it('for a look records that it was asked', () => {
    const poll = { asked: false, count: 0, anomalies: 0, nextAt: NOW, notBefore: 0, lastAt: 0 };
    const turn = decide(someVideo('rendering', { poll }), MOMENT);
    expect([turn.effect.type, turn.video.poll]).toEqual(['poll', { ...poll, asked: true }]);
  });

  it('waits its time, in the lane of those who wait for Jogg', () => {
    const poll = { asked: false, count: 0, anomalies: 0, nextAt: NOW + 1, notBefore: 0, lastAt: 0 };
    expect(effect(someVideo('rendering', { poll, submittedAt: NOW }))).toEqual({
      type: 'wait',
      until: NOW + 1,
      lane: 'poll',
    });
    const submit = { tries: 1, notBefore: NOW + 1 };
    expect(effect(someVideo('announced', { submit }))).toMatchObject({ lane: 'prompt' });
  });
});

describe('a file', () => {
  const video = someVideo('ready', {
    file: { ...NO_FILE, status: 'wanted' },
    posts: { card: SENT },
    cardVersion: 'ready',
  });

  it.each(['prompt', 'poll'] as const)(
    'is left by the lane %s to its own, and no try is counted',
    (lane) => {
      expect(decide(video, { ...MOMENT, lane })).toEqual({
        video,
        effect: { type: 'wait', until: NOW, lane: 'file' },
      });
    },
  );

  it('is moved in its own lane, where it waits for its next try too', () => {
    const { effect: now, video: after } = decide(video, { ...MOMENT, lane: 'file' });
    const later = { ...video, file: { ...video.file, notBefore: NOW + 1 } };
    expect([now.type, after.file.tries, effect(later)]).toEqual([
      'store_file',
      1,
      { type: 'wait', until: NOW + 1, lane: 'file' },
    ]);
  });
});

describe('the card', () => {
  const edits = (change: Partial<Video>, state: State = 'failed') =>
    decide(
      someVideo(state, { posts: { card: SENT }, cardVersion: 'old', since: NOW, ...change }),
      MOMENT,
    ).effect.type === 'edit';

  it('is edited where it shows something else, unless it is gone or was never sent', () => {
    expect([
      edits({}),
      edits({ cardGone: true }),
      edits({ posts: { card: somePost('in_doubt') } }),
      edits({ posts: {} }),
      edits({ edit: { tries: 1, notBefore: NOW + 1 } }),
    ]).toEqual([true, false, false, false, false]);
  });

  it('of a video that has ended is left alone after a day, of one that has not is not', () => {
    expect([
      edits({ since: NOW - DAY }),
      edits({ since: NOW - DAY - 1 }),
      edits({ since: NOW - DAY - 1 }, 'unconfirmed'),
    ]).toEqual([true, false, true]);
  });

  it('is edited when the time it names is over, to the next one', () => {
    const video = someVideo('rendering', {
      posts: { card: SENT },
      submittedAt: NOW,
      poll: { asked: false, count: 0, anomalies: 0, nextAt: NOW + HOUR, notBefore: 0, lastAt: 0 },
    });
    const shown = { ...video, cardVersion: cardVersionOf(video, NOW) };
    expect(decide(shown, MOMENT).effect).toMatchObject({ type: 'wait', until: NOW + 30_000 });
    expect(decide(shown, { ...MOMENT, now: NOW + 30_000 }).effect).toEqual({
      type: 'edit',
      cardVersion: 'rendering:30',
    });
  });
});

describe('which message is sent', () => {
  it('without a card: the card at first, later a direct message, once', () => {
    expect(STATES.map((state) => [state, posts(state, {})])).toEqual([
      ['requested', 'card'],
      ['announced', 'reserve'],
      ['submitting', 'submit'],
      ['rendering', 'poll'],
      ['ready', 'direct'],
      ['delivered', 'direct'],
      ['failed', 'direct'],
      ['unconfirmed', 'end'],
      ['expired', 'direct'],
      ['cancelled', 'end'],
    ]);
    expect(posts('failed', { posts: { direct: SENT } })).toBe('end');
  });

  it('with a card: a reply in its thread, once', () => {
    const card = { card: SENT };
    expect(STATES.slice(4).map((state) => [state, posts(state, { posts: card })])).toEqual([
      ['ready', 'result'],
      ['delivered', 'result'],
      ['failed', 'result'],
      ['unconfirmed', 'unconfirmed'],
      ['expired', 'result'],
      ['cancelled', 'end'],
    ]);
    for (const status of ['sent', 'unknown'] as const)
      expect(posts('failed', { posts: { ...card, result: somePost(status) } })).toBe('end');
  });

  it('a direct message where the reply was refused, or was lost with the card', () => {
    const failed = (result: Post['status'], cardGone: boolean) =>
      posts('failed', { posts: { card: SENT, result: somePost(result) }, cardGone });
    expect([
      failed('refused', false),
      failed('unknown', true),
      failed('unknown', false),
      failed('sent', true),
    ]).toEqual(['direct', 'direct', 'end', 'end']);
  });

  it('a direct message where nobody could be asked to choose in the thread', () => {
    const unasked = (unconfirmed: Post['status'] | null, cardGone: boolean) =>
      posts('unconfirmed', {
        posts: { card: SENT, ...(unconfirmed ? { unconfirmed: somePost(unconfirmed) } : {}) },
        cardGone,
      });
    expect([
      unasked('refused', false),
      unasked('refused', true),
      unasked('unknown', true),
      unasked('unknown', false),
      unasked('sent', true),
      unasked(null, true),
    ]).toEqual(['direct', 'direct', 'direct', 'end', 'end', 'unconfirmed']);
    expect(posts('unconfirmed', { posts: { card: somePost('unknown') } })).toBe('direct');
    const cancelled = { card: SENT, unconfirmed: somePost('refused') };
    expect(posts('cancelled', { posts: cancelled })).toBe('end');
  });

  it('no direct message a day after the end, but for what was made and never shown', () => {
    expect([
      posts('failed', { since: NOW - DAY + 1 }),
      posts('failed', { since: NOW - DAY }),
      posts('ready', { since: NOW - 3 * DAY, posts: { card: somePost('unknown') } }),
    ]).toEqual(['direct', 'end', 'direct']);
  });

  it('the word that it takes longer, after 15 minutes, in the thread alone', () => {
    const poll = {
      asked: false,
      count: 0,
      anomalies: 0,
      nextAt: NOW + HOUR,
      notBefore: 0,
      lastAt: 0,
    };
    const late = (change: Partial<Video>, state: State = 'rendering') =>
      posts(state, { posts: { card: SENT }, poll, submittedAt: NOW - 15 * MINUTE, ...change });
    expect([
      late({}),
      late({ submittedAt: NOW - 15 * MINUTE + 1 }),
      late({ posts: {} }),
      late({ submittedAt: null }),
      late({}, 'ready'),
    ]).toEqual(['late', 'wait', 'wait', 'wait', 'result']);
  });

  it('the card of a cancelled video is only looked for', () => {
    const cancelled = (card: Post) => effect(someVideo('cancelled', { posts: { card } }));
    expect([cancelled(somePost('in_doubt')), cancelled(somePost('due'))]).toEqual([
      { type: 'find', slot: 'card' },
      { type: 'end' },
    ]);
  });

  it('not before its time, with the intent recorded', () => {
    const result = somePost('due', { notBefore: NOW + 5 });
    const video = someVideo('failed', { posts: { card: SENT, result }, since: NOW });
    expect(effect(video)).toEqual({ type: 'wait', until: NOW + 5, lane: 'prompt' });
    const due = { ...video, cardVersion: cardVersionOf(video, NOW) };
    const turn = decide(due, { ...MOMENT, now: NOW + 5 });
    expect([turn.effect, turn.video.posts.result]).toEqual([
      { type: 'post', slot: 'result' },
      { ...result, status: 'sending' },
    ]);
  });

  it('a fresh one begins without tries or places', () => {
    expect(decide(someVideo('requested'), MOMENT).video.posts.card).toEqual(
      somePost('sending', { channel: null, ts: null }),
    );
  });
});

describe('a message outside its thread', () => {
  const retract = (misplaced: Post) =>
    effect(someVideo('failed', { posts: { card: SENT, late: misplaced }, since: NOW }));

  it('is withdrawn before anything else is said, at its time', () => {
    expect(retract(somePost('misplaced', { channel: 'C1', ts: '2.2' }))).toEqual({
      type: 'retract',
      slot: 'late',
      channel: 'C1',
      ts: '2.2',
    });
    expect(retract(somePost('misplaced', { notBefore: NOW + 5 }))).toMatchObject({
      until: NOW + 5,
    });
  });

  it.each([
    [null, '2.2'],
    ['C1', null],
    [null, null],
  ])('of which it is not known where it is (%s, %s) is sent anew', (channel, ts) => {
    expect(retract(somePost('misplaced', { channel, ts }))).toEqual({ type: 'post', slot: 'late' });
  });
});
