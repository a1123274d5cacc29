import { expect, it } from 'vitest';
import {
  cardVersionOf,
  nextCardVersionAt,
  placeShown,
} from '../../src/domain/video/card-version.ts';
import type { Post } from '../../src/domain/video/post.ts';
import { NO_FILE, STATES, type State, type Video } from '../../src/domain/video/video.ts';
import {
  DAY,
  HOUR,
  holding,
  MINUTE,
  NOW,
  post,
  type Row,
  SECOND,
  SENT,
  table,
  video,
} from './video.ts';

const due = (state: State, posts: Video['posts'], change: Partial<Video> = {}): Row => [
  video(state, { posts, since: NOW, ...change }),
  [],
];
const replied = (status: Post['status'], cardGone = false) =>
  due('failed', { card: SENT, result: post(status) }, { cardGone });
const asked = (status: Post['status'], cardGone = false) =>
  due('unconfirmed', { card: SENT, unconfirmed: post(status) }, { cardGone });
const unconfirmed = (ms: number, change: Partial<Video> = {}) => {
  const shown = { since: NOW - ms, cardVersion: 'unconfirmed:1', ...change };
  return due('unconfirmed', { card: SENT, unconfirmed: SENT }, shown);
};
const late = (posts: Video['posts'], submittedAt: number | null, state: State = 'rendering') =>
  due(state, posts, { submittedAt });
const stray = (change: Partial<Post>): Row => [
  holding('failed', 'late', post('misplaced', change)),
  [],
];
const old = (change: Partial<Video> = {}, state: State = 'cancelled'): Row => [
  video(state, { cardVersion: 'old', since: NOW, ...change }),
  [],
];
const posts = { card: SENT, result: SENT };
const long = (submittedAt: number, cardVersion?: string): Row => [
  video('rendering', {
    submittedAt,
    poll: { nextAt: NOW + DAY },
    posts: { card: SENT, late: SENT },
    ...(cardVersion === undefined ? {} : { cardVersion }),
  }),
  [],
];
const wanted = (notBefore = 0) =>
  video('ready', { file: { ...NO_FILE, status: 'wanted', notBefore } });

const DUE: Readonly<Record<string, readonly Row[]>> = {
  'without a card: the card at first, later a direct message, once': [
    ...STATES.map((state) => due(state, {})),
    due('failed', { direct: SENT }),
  ],
  'a direct message where the reply was refused, or lost with the card': [
    replied('refused'),
    replied('unknown'),
    replied('unknown', true),
    replied('sent', true),
    due('cancelled', { card: SENT, result: post('refused') }),
  ],
  'a direct message where nobody could be asked to choose in the thread': [
    asked('refused'),
    asked('refused', true),
    asked('unknown', true),
    asked('unknown'),
    asked('sent', true),
    due('unconfirmed', { card: SENT }, { cardGone: true }),
    due('unconfirmed', { card: post('unknown') }),
    due('cancelled', { card: SENT, unconfirmed: post('refused') }),
  ],
  'a look for the receipt of an unconfirmed video, after 1 min, 10 min and 1 h': [
    unconfirmed(0),
    unconfirmed(MINUTE),
    unconfirmed(10 * MINUTE),
    unconfirmed(HOUR),
    unconfirmed(0, { askedAt: null }),
  ],
  'no direct message a day after the end, but for what was made and never shown': [
    due('failed', {}, { since: NOW - DAY + 1 }),
    due('failed', {}, { since: NOW - DAY }),
    due('ready', { card: post('unknown') }, { since: NOW - 3 * DAY }),
  ],
  'the word that it takes longer, once, after 15 minutes, in the thread alone': [
    late({ card: SENT }, NOW - 15 * MINUTE),
    late({ card: SENT, late: SENT }, NOW - 15 * MINUTE),
    late({ card: SENT }, NOW - 15 * MINUTE + 1),
    late({}, NOW - 15 * MINUTE),
    late({ card: SENT }, null),
    late({ card: SENT }, NOW - 15 * MINUTE, 'ready'),
  ],
  'a message not before its time; of a cancelled video the card is only looked for': [
    [holding('failed', 'result', post('due', { notBefore: NOW + 5 })), []],
    [holding('failed', 'result', post('due', { notBefore: NOW })), []],
    [video('cancelled', { posts: { card: post('in_doubt') } }), []],
    [video('cancelled', { posts: { card: post('due') } }), []],
  ],
  'no message before one outside its thread is withdrawn, or sent anew where it is lost': [
    stray({ ts: '2.2' }),
    stray({ notBefore: NOW + 5 }),
    stray({ channel: null }),
    stray({ ts: null }),
  ],
  'the card is edited where it shows something else, while it is there': [
    old(),
    old({ cardGone: true }),
    old({ posts: { card: post('in_doubt') } }, 'announced'),
    old({ edit: { tries: 1, notBefore: NOW + 1 } }),
  ],
  'the card of a video that has ended is left alone after a day': [
    old({ since: NOW - DAY }),
    old({ since: NOW - DAY - 1 }),
    old({ posts, since: NOW - DAY - 1 }, 'delivered'),
    old({ posts, since: NOW - DAY - 1 }, 'failed'),
    old({ posts, since: NOW - DAY - 1 }, 'expired'),
    old({ since: NOW - DAY - 1 }, 'unconfirmed'),
  ],
  'the card of a render is edited whenever the wait that it names is over': [
    long(NOW),
    long(NOW - 29 * SECOND),
    long(NOW - 30 * SECOND, 'rendering:0'),
    long(NOW - 4 * HOUR),
    long(NOW - 16 * HOUR),
  ],
  'Jogg is asked, and a file is moved, in its time and its own lane, and recorded before': [
    [video('rendering', { poll: { nextAt: NOW } }), []],
    [video('rendering', { poll: { nextAt: NOW + 1 } }), []],
    [video('announced', { submit: { tries: 1, notBefore: NOW + 1 } }), []],
    [wanted(), []],
    [wanted(), [], { lane: 'file' }],
    [wanted(), [], { lane: 'prompt' }],
    [wanted(), [], { lane: 'poll' }],
    [wanted(NOW + 1), [], { lane: 'prompt' }],
    [{ ...wanted(), posts: { card: post('unknown') } }, []],
  ],
};

it('what is due next is decided as written', async () => {
  await expect(table(DUE)).toMatchFileSnapshot('snapshots/due.txt');
});

it('a card has a version for all that it can show', () => {
  const candidate = { id: 'p9', version: 'v1' as const, title: null };
  const shown = [
    ...STATES.map((state) => video(state)),
    video('requested', { place: 14 }),
    video('unconfirmed', { candidate, confirmations: 2 }),
    video('rendering', { submittedAt: null, since: NOW - 3 * MINUTE }),
    video('rendering', { submittedAt: NOW + MINUTE }),
  ];
  const versions = shown.map((each) => cardVersionOf(each, NOW)).join(' ');
  expect([versions, [1, 9, 10, 11, 20, 21].map(placeShown)]).toEqual([
    'queued queued submitting rendering:60 ready ready failed:unreadable unconfirmed:1 expired ' +
      'cancelled queued:20 unconfirmed:2:p9 rendering:180 rendering:0',
    [1, 9, 10, 20, 20, 30],
  ]);
});

it('the card of a render names growing waits, from 30 s to 16 h', () => {
  const waits: number[] = [];
  const begun = video('rendering', { submittedAt: NOW });
  for (let at = NOW - MINUTE; at !== Infinity; at = nextCardVersionAt(begun, at))
    if (at >= NOW) waits.push((at - NOW) / SECOND);
  expect([waits, nextCardVersionAt(video('ready'), NOW)]).toEqual([
    [30, 60, 120, 180, 300, 480, 720, 900, 1800, 3600, 7200, 14400, 28800, 57600],
    Infinity,
  ]);
});
