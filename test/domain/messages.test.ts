import { describe, expect, it } from 'vitest';
import { SLOTS, type Video } from '../../src/domain/video/video.ts';
import {
  DAY,
  edited,
  FOUND,
  found,
  holding,
  LATER,
  MINUTE,
  NOW,
  post,
  posted,
  REFUSED,
  retracted,
  SENT,
  start,
  told,
  video,
} from './video.ts';

const ABSENT = { kind: 'absent' } as const;
const UNREADABLE = { kind: 'unreadable' } as const;
const GONE = { kind: 'gone', error: 'message_not_found' } as const;

describe('a message whose answer was lost', () => {
  it('is looked for by the next run, whichever it is', () => {
    const lost = post('sending', { searches: 2, notBefore: 7 });
    const rows = SLOTS.map(
      (slot) => [video('failed', { posts: { [slot]: lost } }), start] as const,
    );
    expect(told(...rows)).toEqual([
      'card in_doubt (notBefore +0, searches 0, doubtSince +0), direct sending | post direct',
      'late in_doubt (notBefore +0, searches 0, doubtSince +0), direct sending | post direct',
      'unconfirmed in_doubt (notBefore +0, searches 0, doubtSince +0), direct sending ' +
        '| post direct',
      'result in_doubt (notBefore +0, searches 0, doubtSince +0), direct sending | post direct',
      'direct in_doubt (notBefore +0, searches 0, doubtSince +0) | find direct',
    ]);
  });

  it('is told once it is found; what a card shows then is not known', () => {
    const card = { posts: { card: post('in_doubt') }, cardVersion: 'queued' };
    expect(
      told(
        [holding('ready', 'result', post('in_doubt')), found('result', FOUND)],
        [video('requested', card), found('card', FOUND)],
        [video('cancelled', card), found('card', FOUND)],
        [video('ready'), found('result', ABSENT)],
      ),
    ).toEqual([
      'state delivered, result sent (ts 2.2) | end',
      'state announced, cardVersion , card sent (ts 2.2) | reserve',
      'cardVersion , card sent (ts 2.2) | edit cancelled',
      'result sending | post result',
    ]);
  });

  it('is sent again after three looks over a minute that did not find it', () => {
    const looked = (searches: number, ms: number, pollScale = 1) => {
      const result = post('in_doubt', { searches, doubtSince: NOW - ms });
      return [holding('ready', 'result', result), found('result', ABSENT), { pollScale }] as const;
    };
    const undated = holding('ready', 'result', post('in_doubt', { searches: 2 }));
    expect(
      told(
        looked(0, 0),
        looked(1, MINUTE),
        looked(2, MINUTE - 1),
        looked(2, MINUTE),
        looked(2, MINUTE / 2, 0.5),
        looked(2, MINUTE, 2),
        [undated, found('result', ABSENT)],
      ),
    ).toEqual([
      'result (notBefore +30000, searches 1) | wait +30000 prompt',
      'result (notBefore +30000, searches 2) | wait +30000 prompt',
      'result (notBefore +30000, searches 3) | wait +30000 prompt',
      'result sending (notBefore +0, searches 0, doubtSince null) | post result',
      'result sending (notBefore +0, searches 0, doubtSince null) | post result',
      'result (notBefore +60000, searches 3) | wait +60000 prompt',
      'result (notBefore +30000, searches 3) | wait +30000 prompt',
    ]);
  });

  it('and may not be looked for is not repeated: the card tells, or a direct message', () => {
    const blind = (slot: 'result' | 'direct', cardGone: boolean) =>
      [holding('ready', slot, post('in_doubt'), { cardGone }), found(slot, UNREADABLE)] as const;
    expect(told(blind('result', false), blind('result', true), blind('direct', true))).toEqual([
      'state delivered, result unknown | end',
      'result unknown, direct sending | post direct',
      'state delivered, direct unknown, result sending | post result',
    ]);
  });

  it('and is a card that may not be looked for moves the thread to a direct message', () => {
    const lost = (change: Partial<Video> = {}) => {
      const card = post('in_doubt');
      return [
        video('requested', { posts: { card }, ...change }),
        found('card', UNREADABLE),
      ] as const;
    };
    const origin = (channel: string) => ({ origin: { channel, threadTs: null } });
    const cancelled = video('cancelled', { posts: { card: post('in_doubt') } });
    expect(
      told(lost(), lost({ movedFrom: 'C0' }), lost(origin('U1')), lost(origin('D1')), [
        cancelled,
        found('card', UNREADABLE),
      ]),
    ).toEqual([
      'origin (channel U1), movedFrom C1, card sending (channel null, ts null) | post card',
      'state failed, failure (reason cannot_post, detail no_answer), ' +
        'card refused (refusal no_answer), direct sending | post direct',
      'state announced, card unknown | reserve',
      'state announced, card unknown | reserve',
      'card unknown | end',
    ]);
  });
});

describe('what Slack puts off', () => {
  it('is tried again at growing gaps, or when Slack says', () => {
    const asked = { kind: 'later', afterMs: 5_000 } as const;
    const edit = { tries: 2, notBefore: 0 };
    expect(
      told(
        [holding('failed', 'result', post('sending', { tries: 2 })), posted('result', LATER)],
        [holding('failed', 'result', post('in_doubt', { tries: 2 })), found('result', LATER)],
        [holding('cancelled', 'late', post('misplaced', { tries: 2 })), retracted('late', LATER)],
        [video('cancelled', { cardVersion: '', edit }), edited(LATER)],
        [holding('failed', 'result', post('sending')), posted('result', asked)],
        [holding('failed', 'result', post('in_doubt')), found('result', asked)],
        [holding('cancelled', 'late', post('misplaced')), retracted('late', asked)],
        [video('cancelled', { cardVersion: '' }), edited(asked)],
      ),
    ).toEqual([
      'result due (tries 3, notBefore +6000) | wait +6000 prompt',
      'result (tries 3, notBefore +6000) | wait +6000 prompt',
      'late (tries 3, notBefore +24000) | wait +24000 prompt',
      'edit (tries 3, notBefore +6000) | wait +6000 prompt',
      'result due (tries 1, notBefore +5000) | wait +5000 prompt',
      'result (tries 1, notBefore +5000) | wait +5000 prompt',
      'late (tries 1, notBefore +5000) | wait +5000 prompt',
      'edit (tries 1, notBefore +5000) | wait +5000 prompt',
    ]);
  });

  it('for a day, and five times, is given up: one in doubt may be there all the same', () => {
    const result = (tries: number, ms: number) => {
      const message = post('sending', { tries });
      return [
        holding('ready', 'result', message, { since: NOW - ms }),
        posted('result', LATER),
      ] as const;
    };
    const doubt = post('in_doubt', { tries: 4, doubtSince: NOW - DAY });
    const since = NOW - DAY;
    expect(
      told(
        result(4, DAY),
        result(3, DAY),
        result(4, DAY - 1),
        [holding('ready', 'result', doubt, { since }), found('result', LATER)],
        [video('requested', { posts: { card: doubt }, since }), found('card', LATER)],
        [
          video('requested', { posts: { card: post('sending', { tries: 4 }) }, since }),
          posted('card', LATER),
        ],
        [
          holding('ready', 'late', post('misplaced', { tries: 4 }), { since }),
          retracted('late', LATER),
        ],
      ),
    ).toEqual([
      'result refused (refusal no_answer), direct sending | post direct',
      'result due (tries 4, notBefore +12000) | wait +12000 prompt',
      'result due (tries 5, notBefore +24000) | wait +24000 prompt',
      'state delivered, result unknown | end',
      'state expired, card unknown, direct sending | post direct',
      'state expired, card due, direct sending | post direct',
      'late refused (refusal unthreaded), result sending | post result',
    ]);
  });

  it('and is the edit of a card: it counts as gone, unless a choice is still open', () => {
    const edit = { tries: 4, notBefore: 0 };
    const since = NOW - DAY;
    expect(
      told(
        [video('ready', { edit, since, cardVersion: '' }), edited(LATER)],
        [
          holding('unconfirmed', 'unconfirmed', SENT, { edit, since, cardVersion: '' }),
          edited(LATER, 'unconfirmed:1'),
        ],
      ),
    ).toEqual([
      'cardGone true, result sending | post result',
      'cardVersion unconfirmed:1, edit (tries 0) | end',
    ]);
  });
});

describe('a card', () => {
  it('is true after its edit, and gone where it can never be edited again', () => {
    const late = video('cancelled', { cardVersion: '', edit: { tries: 3, notBefore: 9 } });
    expect(told([late, edited({ kind: 'done' }, 'cancelled')], [late, edited(GONE)])).toEqual([
      'cardVersion cancelled, edit (tries 0, notBefore 0) | end',
      'cardGone true | end',
    ]);
  });

  it('delivers a video that no message may show; once it is gone, the video fails', () => {
    const posts = { card: SENT, result: post('refused'), direct: post('sending') };
    const refused = (change: Partial<Video>) =>
      [video('ready', { posts, ...change }), posted('direct', REFUSED)] as const;
    const direct = post('refused', { refusal: 'is_archived' });
    const untold = video('ready', { posts: { ...posts, direct }, cardVersion: '' });
    expect(
      told(
        refused({}),
        refused({ cardVersion: 'rendering:0' }),
        refused({ cardGone: true }),
        refused({ posts: { ...posts, card: post('unknown') } }),
        [untold, edited({ kind: 'done' }, 'ready')],
        [untold, edited(GONE)],
      ),
    ).toEqual([
      'state delivered, direct refused (refusal is_archived) | end',
      'direct refused (refusal is_archived) | edit ready',
      'state failed, failure (reason cannot_post, detail is_archived), ' +
        'direct refused (refusal is_archived) | end',
      'state failed, failure (reason cannot_post, detail is_archived), ' +
        'direct refused (refusal is_archived) | end',
      'state delivered, cardVersion ready | end',
      'state failed, cardGone true, failure (reason cannot_post, detail is_archived) | end',
    ]);
  });
});

it('a message outside its thread is withdrawn and counts as refused', () => {
  const astray = holding('ready', 'result', post('misplaced'));
  expect(
    told([astray, retracted('result', { kind: 'done' })], [astray, retracted('result', GONE)]),
  ).toEqual([
    'result refused (refusal unthreaded), direct sending | post direct',
    'result refused (refusal unthreaded), direct sending | post direct',
  ]);
});

it('an offered candidate is taken back where it is none any more', () => {
  const candidate = { id: 'p9', version: 'v2', title: 'T' } as const;
  expect(
    told([video('unconfirmed', { candidate }), { type: 'candidate', candidate: null }]),
  ).toEqual(['candidate null | edit unconfirmed:1']);
});
