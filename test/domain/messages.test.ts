import { expect, it } from 'vitest';
import type { Post } from '../../src/domain/video/post.ts';
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
  type Row,
  retracted,
  SENT,
  start,
  table,
  video,
} from './video.ts';

const ABSENT = { kind: 'absent' } as const;
const UNREADABLE = { kind: 'unreadable' } as const;
const GONE = { kind: 'gone', error: 'message_not_found' } as const;
const DONE = { kind: 'done' } as const;
const ASKED = { kind: 'later', afterMs: 5_000 } as const;

const lost = post('sending', { searches: 2, notBefore: 7 });
const card = { posts: { card: post('in_doubt') }, cardVersion: 'queued' };
const looked = (searches: number, ms: number, pollScale = 1): Row => {
  const result = post('in_doubt', { searches, doubtSince: NOW - ms });
  return [holding('ready', 'result', result), found('result', ABSENT), { pollScale }];
};
const undated = holding('ready', 'result', post('in_doubt', { searches: 2 }));
const blind = (slot: 'result' | 'direct', cardGone: boolean): Row => [
  holding('ready', slot, post('in_doubt'), { cardGone }),
  found(slot, UNREADABLE),
];
const unfound = (change: Partial<Video> = {}): Row => [
  video('requested', { posts: { card: post('in_doubt') }, ...change }),
  found('card', UNREADABLE),
];
const origin = (channel: string) => ({ origin: { channel, threadTs: null } });
const twice = (status: Post['status']) => post(status, { tries: 2 });
const since = NOW - DAY;
const refusedAt = (tries: number, ms: number): Row => [
  holding('ready', 'result', post('sending', { tries }), { since: NOW - ms }),
  posted('result', LATER),
];
const doubt = post('in_doubt', { tries: 4, doubtSince: since });
const fourth = post('sending', { tries: 4 });
const stray = post('misplaced', { tries: 4 });
const edit = { edit: { tries: 4, notBefore: 0 }, since, cardVersion: '' };
const late = video('cancelled', { cardVersion: '', edit: { tries: 3, notBefore: 9 } });

const posts = { card: SENT, result: post('refused'), direct: post('sending') };
const refused = (change: Partial<Video>): Row => [
  video('ready', { posts, ...change }),
  posted('direct', REFUSED),
];
const direct = post('refused', { refusal: 'is_archived' });
const untold = video('ready', { posts: { ...posts, direct }, cardVersion: '' });
const astray = holding('ready', 'result', post('misplaced'));
const candidate = { id: 'p9', version: 'v2', title: 'T' } as const;

const MESSAGES: Readonly<Record<string, readonly Row[]>> = {
  'a message whose answer was lost is looked for by the next run, whichever it is': SLOTS.map(
    (slot) => [video('failed', { posts: { [slot]: lost } }), start],
  ),
  'one is told once it is found; what a card shows then is not known': [
    [holding('ready', 'result', post('in_doubt')), found('result', FOUND)],
    [video('requested', card), found('card', FOUND)],
    [video('cancelled', card), found('card', FOUND)],
    [video('ready'), found('result', ABSENT)],
  ],
  'one is sent again after three looks over a minute that did not find it': [
    looked(0, 0),
    looked(1, MINUTE),
    looked(2, MINUTE - 1),
    looked(2, MINUTE),
    looked(2, MINUTE / 2, 0.5),
    looked(2, MINUTE, 2),
    [undated, found('result', ABSENT)],
  ],
  'one that may not be looked for is not repeated: the card tells, or a direct message': [
    blind('result', false),
    blind('result', true),
    blind('direct', true),
  ],
  'a card that may not be looked for moves the thread to a direct message': [
    unfound(),
    unfound({ movedFrom: 'C0' }),
    unfound(origin('U1')),
    unfound(origin('D1')),
    [video('cancelled', { posts: { card: post('in_doubt') } }), found('card', UNREADABLE)],
  ],
  'what Slack puts off is tried again at growing gaps, or when Slack says': [
    [holding('failed', 'result', twice('sending')), posted('result', LATER)],
    [holding('failed', 'result', twice('in_doubt')), found('result', LATER)],
    [holding('cancelled', 'late', twice('misplaced')), retracted('late', LATER)],
    [video('cancelled', { cardVersion: '', edit: { tries: 2, notBefore: 0 } }), edited(LATER)],
    [holding('failed', 'result', post('sending')), posted('result', ASKED)],
    [holding('failed', 'result', post('in_doubt')), found('result', ASKED)],
    [holding('cancelled', 'late', post('misplaced')), retracted('late', ASKED)],
    [video('cancelled', { cardVersion: '' }), edited(ASKED)],
  ],
  'for a day, and five times, is given up: one in doubt may be there all the same': [
    refusedAt(4, DAY),
    refusedAt(3, DAY),
    refusedAt(4, DAY - 1),
    [holding('ready', 'result', doubt, { since }), found('result', LATER)],
    [video('requested', { posts: { card: doubt }, since }), found('card', LATER)],
    [video('requested', { posts: { card: fourth }, since }), posted('card', LATER)],
    [holding('ready', 'late', stray, { since }), retracted('late', LATER)],
  ],
  'a card that cannot be edited counts as gone, unless a choice is still open': [
    [video('ready', edit), edited(LATER)],
    [holding('unconfirmed', 'unconfirmed', SENT, edit), edited(LATER, 'unconfirmed:1')],
  ],
  'a card is true after its edit, and gone where it can never be edited again': [
    [late, edited(DONE, 'cancelled')],
    [late, edited(GONE)],
  ],
  'a card delivers a video that no message may show; once it is gone, the video fails': [
    refused({}),
    refused({ cardVersion: 'rendering:0' }),
    refused({ cardGone: true }),
    refused({ posts: { ...posts, card: post('unknown') } }),
    [untold, edited(DONE, 'ready')],
    [untold, edited(GONE)],
  ],
  'a message outside its thread is withdrawn and counts as refused': [
    [astray, retracted('result', DONE)],
    [astray, retracted('result', GONE)],
  ],
  'an offered candidate is taken back where it is none any more': [
    [video('unconfirmed', { candidate }), { type: 'candidate', candidate: null }],
  ],
};

it('each message becomes what is written', async () => {
  await expect(table(MESSAGES)).toMatchFileSnapshot('snapshots/messages.txt');
});
