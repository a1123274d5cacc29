import { describe, expect, it } from 'vitest';
import {
  cardVersionOf,
  nextCardVersionAt,
  placeShown,
} from '../../src/domain/video/card-version.ts';
import type { Post } from '../../src/domain/video/post.ts';
import { NO_FILE, STATES, type State, type Video } from '../../src/domain/video/video.ts';
import { DAY, HOUR, holding, MINUTE, NOW, post, SECOND, SENT, told, video } from './video.ts';

type Posts = Readonly<Record<string, Post>>;

describe('which message is due', () => {
  const due = (state: State, posts: Posts, change: Partial<Video> = {}) =>
    told([video(state, { posts, since: NOW, ...change }), []])[0]?.split(' | ')[1];

  it('without a card: the card at first, later a direct message, once', () => {
    const states = STATES.map((state) => `${state}: ${due(state, {})}`);
    expect([...states, due('failed', { direct: SENT })]).toEqual([
      'requested: post card',
      'announced: reserve',
      'submitting: submit',
      'rendering: wait +1000 poll',
      'ready: post direct',
      'delivered: post direct',
      'failed: post direct',
      'unconfirmed: wait +60000 prompt',
      'expired: post direct',
      'cancelled: end',
      'end',
    ]);
  });

  it('a direct message where the reply was refused, or lost with the card', () => {
    const replied = (status: Post['status'], cardGone = false) =>
      due('failed', { card: SENT, result: post(status) }, { cardGone });
    expect([
      replied('refused'),
      replied('unknown'),
      replied('unknown', true),
      replied('sent', true),
      due('cancelled', { card: SENT, result: post('refused') }),
    ]).toEqual(['post direct', 'end', 'post direct', 'end', 'end']);
  });

  it('a direct message where nobody could be asked to choose in the thread', () => {
    const asked = (status: Post['status'], cardGone = false) =>
      due('unconfirmed', { card: SENT, unconfirmed: post(status) }, { cardGone });
    expect([
      asked('refused'),
      asked('refused', true),
      asked('unknown', true),
      asked('unknown'),
      asked('sent', true),
      due('unconfirmed', { card: SENT }, { cardGone: true }),
      due('unconfirmed', { card: post('unknown') }),
      due('cancelled', { card: SENT, unconfirmed: post('refused') }),
    ]).toEqual([
      'post direct',
      'post direct',
      'post direct',
      'wait +60000 prompt',
      'wait +60000 prompt',
      'post unconfirmed',
      'post direct',
      'end',
    ]);
  });

  it('an unconfirmed video looks for its receipt after 1 min, 10 min and 1 h', () => {
    const posts = { card: SENT, unconfirmed: SENT };
    const since = (ms: number, change: Partial<Video> = {}) =>
      due('unconfirmed', posts, { since: NOW - ms, cardVersion: 'unconfirmed:1', ...change });
    expect([
      since(0),
      since(MINUTE),
      since(10 * MINUTE),
      since(HOUR),
      since(0, { askedAt: null }),
    ]).toEqual(['wait +60000 prompt', 'wait +540000 prompt', 'wait +3000000 prompt', 'end', 'end']);
  });

  it('no direct message a day after the end, but for what was made and never shown', () => {
    expect([
      due('failed', {}, { since: NOW - DAY + 1 }),
      due('failed', {}, { since: NOW - DAY }),
      due('ready', { card: post('unknown') }, { since: NOW - 3 * DAY }),
    ]).toEqual(['post direct', 'end', 'post direct']);
  });

  it('the word that it takes longer, once, after 15 minutes, in the thread alone', () => {
    const late = (posts: Posts, submittedAt: number | null, state: State = 'rendering') =>
      due(state, posts, { submittedAt });
    expect([
      late({ card: SENT }, NOW - 15 * MINUTE),
      late({ card: SENT, late: SENT }, NOW - 15 * MINUTE),
      late({ card: SENT }, NOW - 15 * MINUTE + 1),
      late({}, NOW - 15 * MINUTE),
      late({ card: SENT }, null),
      late({ card: SENT }, NOW - 15 * MINUTE, 'ready'),
    ]).toEqual([
      'post late',
      'wait +1000 poll',
      'wait +1 poll',
      'wait +1000 poll',
      'wait +1000 poll',
      'post result',
    ]);
  });

  it('not before its time; of a cancelled video the card is only looked for', () => {
    expect(
      told(
        [holding('failed', 'result', post('due', { notBefore: NOW + 5 })), []],
        [holding('failed', 'result', post('due', { notBefore: NOW })), []],
        [video('cancelled', { posts: { card: post('in_doubt') } }), []],
        [video('cancelled', { posts: { card: post('due') } }), []],
      ),
    ).toEqual([
      'nothing | wait +5 prompt',
      'result sending | post result',
      'nothing | find card',
      'nothing | end',
    ]);
  });

  it('none before one outside its thread is withdrawn, or sent anew where it is lost', () => {
    const astray = (change: Partial<Post>) =>
      [holding('failed', 'late', post('misplaced', change)), []] as const;
    expect(
      told(
        astray({ ts: '2.2' }),
        astray({ notBefore: NOW + 5 }),
        astray({ channel: null }),
        astray({ ts: null }),
      ),
    ).toEqual([
      'nothing | retract late C1 2.2',
      'nothing | wait +5 prompt',
      'late sending | post late',
      'late sending | post late',
    ]);
  });
});

describe('the card', () => {
  const old = (change: Partial<Video> = {}, state: State = 'cancelled') =>
    [video(state, { cardVersion: 'old', since: NOW, ...change }), []] as const;

  it('is edited where it shows something else, while it is there', () => {
    expect(
      told(
        old(),
        old({ cardGone: true }),
        old({ posts: { card: post('in_doubt') } }, 'announced'),
        old({ edit: { tries: 1, notBefore: NOW + 1 } }),
      ),
    ).toEqual([
      'nothing | edit cancelled',
      'nothing | end',
      'nothing | reserve',
      'nothing | wait +1 prompt',
    ]);
  });

  it('of a video that has ended is left alone after a day', () => {
    expect(
      told(
        old({ since: NOW - DAY }),
        old({ since: NOW - DAY - 1 }),
        ...(['delivered', 'failed', 'expired'] as const).map((state) => {
          const posts = { card: SENT, result: SENT };
          return old({ posts, since: NOW - DAY - 1 }, state);
        }),
        old({ since: NOW - DAY - 1 }, 'unconfirmed'),
      ),
    ).toEqual([
      'nothing | edit cancelled',
      'nothing | end',
      'nothing | end',
      'nothing | end',
      'nothing | end',
      'nothing | edit unconfirmed:1',
    ]);
  });

  it('of a render is edited whenever the wait that it names is over', () => {
    const long = (submittedAt: number, cardVersion?: string) =>
      [
        video('rendering', {
          submittedAt,
          poll: { nextAt: NOW + DAY },
          posts: { card: SENT, late: SENT },
          ...(cardVersion === undefined ? {} : { cardVersion }),
        }),
        [],
      ] as const;
    expect(
      told(
        long(NOW),
        long(NOW - 29 * SECOND),
        long(NOW - 30 * SECOND, 'rendering:0'),
        long(NOW - 4 * HOUR),
        long(NOW - 16 * HOUR),
      ),
    ).toEqual([
      'nothing | wait +30000 poll',
      'nothing | wait +1000 poll',
      'nothing | edit rendering:30',
      'nothing | wait +14400000 poll',
      'nothing | wait +86400000 poll',
    ]);
  });

  it('has a version for all that it can show', () => {
    const candidate = { id: 'p9', version: 'v1' as const, title: null };
    const since = NOW - 3 * MINUTE;
    const shown = [
      ...STATES.map((state) => video(state)),
      video('requested', { place: 14 }),
      video('unconfirmed', { candidate, confirmations: 2 }),
      video('rendering', { submittedAt: null, since }),
      video('rendering', { submittedAt: NOW + MINUTE }),
    ];
    expect(shown.map((each) => cardVersionOf(each, NOW))).toEqual([
      'queued',
      'queued',
      'submitting',
      'rendering:60',
      'ready',
      'ready',
      'failed:unreadable',
      'unconfirmed:1',
      'expired',
      'cancelled',
      'queued:20',
      'unconfirmed:2:p9',
      'rendering:180',
      'rendering:0',
    ]);
    expect([1, 9, 10, 11, 20, 21].map(placeShown)).toEqual([1, 9, 10, 20, 20, 30]);
  });

  it('of a render names growing waits, from 30 s to 16 h', () => {
    const waits: number[] = [];
    const begun = video('rendering', { submittedAt: NOW });
    for (let at = NOW - MINUTE; at !== Infinity; at = nextCardVersionAt(begun, at))
      if (at >= NOW) waits.push((at - NOW) / SECOND);
    expect(waits).toEqual([
      30, 60, 120, 180, 300, 480, 720, 900, 1800, 3600, 7200, 14400, 28800, 57600,
    ]);
    expect(nextCardVersionAt(video('ready'), NOW)).toBe(Infinity);
  });
});

describe('asking Jogg and moving files', () => {
  const wanted = (notBefore = 0) =>
    video('ready', { file: { ...NO_FILE, status: 'wanted', notBefore } });
  it('is done in its time and in its own lane, and is recorded before', () => {
    expect(
      told(
        [video('rendering', { poll: { nextAt: NOW } }), []],
        [video('rendering', { poll: { nextAt: NOW + 1 } }), []],
        [video('announced', { submit: { tries: 1, notBefore: NOW + 1 } }), []],
        [wanted(), []],
        [wanted(), [], { lane: 'file' }],
        [wanted(), [], { lane: 'prompt' }],
        [wanted(), [], { lane: 'poll' }],
        [wanted(NOW + 1), [], { lane: 'prompt' }],
        [{ ...wanted(), posts: { card: post('unknown') } }, []],
      ),
    ).toEqual([
      'poll (asked true) | poll',
      'nothing | wait +1 poll',
      'nothing | wait +1 prompt',
      'file (tries 1) | store_file',
      'file (tries 1) | store_file',
      'nothing | wait +0 file',
      'nothing | wait +0 file',
      'nothing | wait +1 file',
      'direct sending | post direct',
    ]);
  });
});
