import { expect, it } from 'vitest';
import type { EditOutcome, FindOutcome, PostOutcome } from '../../src/domain/video/outcome.ts';
import type { Post } from '../../src/domain/video/post.ts';
import { awaitsFile, fileOfResult } from '../../src/domain/video/result-file.ts';
import { NO_FILE, STATES, type Video } from '../../src/domain/video/video.ts';
import {
  DONE,
  FOUND,
  found,
  holding,
  LATER,
  MINUTE,
  NOW,
  post,
  posted,
  REFUSED,
  RESULT,
  type Row,
  SECOND,
  SENT,
  start,
  stored,
  table,
  UNKNOWN,
  video,
} from './video.ts';

const WANTED = { ...NO_FILE, status: 'wanted' as const };
const STORED = { ...NO_FILE, status: 'stored' as const, id: 'F1' };
const UNSHOWN = { ...STORED, status: 'unshown' as const };
const NO_SCOPE = { kind: 'impossible', why: 'missing_scope' } as const;
const LOST = { kind: 'refused', error: 'file_not_found' } as const;
const UNREADABLE = { kind: 'unreadable' } as const;

const wants = (file: Partial<Video['file']>, waitedMs = 0) =>
  video('ready', { file: { ...WANTED, tries: 1, ...file }, since: NOW - waitedMs });
const F1 = stored({ kind: 'stored', id: 'F1' });
const fresh = { ...RESULT, title: 'fresh' };
const expired = { kind: 'expired', result: fresh } as const;

const sending = post('sending');
const doubted = post('sending', { doubtSince: NOW - 1 });
const shows = (message: Post, outcome: PostOutcome, waitedMs = 0) =>
  [
    holding('ready', 'result', message, { file: STORED, since: NOW - waitedMs }),
    posted('result', outcome),
  ] as const;
const elsewhere = { card: post('sent', { channel: 'C7' }), result: doubted };
const blind = (tries: number): Row => [
  holding('ready', 'result', post('in_doubt', { tries, doubtSince: NOW }), { file: STORED }),
  found('result', UNREADABLE),
];

const unseen = (change: object, outcome: FindOutcome, pollScale = 1): Row => [
  holding('ready', 'result', post('unseen', { ts: null, ...change }), { file: STORED }),
  found('result', outcome),
  { pollScale },
];
const UNSEEN = holding('ready', 'result', post('unseen'), { file: STORED, cardGone: true });
const absent = (searches: number, pollScale = 1) =>
  unseen({ searches, doubtSince: NOW }, { kind: 'absent' }, pollScale);
const asked = (tries: number, ms: number) => unseen({ tries, doubtSince: NOW - ms }, LATER);
const unshown = (tries: number) => video('ready', { file: { ...UNSHOWN, tries } });
const discarded = (outcome: EditOutcome) => ({ type: 'file_discarded', outcome }) as const;

const FILES: Readonly<Record<string, readonly Row[]>> = {
  'storing a file comes before its message, and is counted before it is made': [
    [wants({ tries: 0 }), []],
    [wants({}), F1],
    [wants({}), stored({ kind: 'stored', id: 'F1', result: fresh })],
    [wants({}), stored(NO_SCOPE)],
    [holding('delivered', 'result', SENT, { file: { ...WANTED, tries: 9 } }), start],
    [video('cancelled', { file: WANTED }), F1],
  ],
  'storing it is tried five times within two minutes, also across crashes and a long sleep': [
    [wants({}), stored(LATER)],
    [wants({ tries: 4 }), stored({ kind: 'later', afterMs: 9_000 })],
    [wants({ tries: 5 }), stored(LATER)],
    [wants({}, 2 * MINUTE), stored(LATER)],
    [wants({ tries: 4 }), start],
    [wants({ tries: 5 }), start],
    [wants({ tries: 4 }, 2 * MINUTE), start],
    [wants({ tries: 4 }, 2 * MINUTE - 1), start],
    [wants({ tries: 0 }, 9 * MINUTE), start],
  ],
  'a fresh link is asked for where it expired, twice, and no sooner than polls may come': [
    [wants({}), stored({ kind: 'expired' })],
    [wants({ expired: 1 }), stored(expired)],
    [wants({ expired: 2 }), stored(expired)],
    [wants({}), stored({ kind: 'expired' }), { pollScale: 2 }],
    [wants({ expired: 1 }), stored(LATER)],
    [wants({ expired: 1 }), stored(LATER), { pollScale: 2 }],
    [wants({ expired: 1, tries: 4 }), stored(LATER)],
    [wants({ expired: 1 }), [], { pollScale: 2 }],
  ],
  'a file that Slack took to show without naming a message is looked for': [
    shows(sending, { ...DONE, ts: null }),
    shows(sending, DONE),
    shows(doubted, LOST),
    [...shows(sending, { ...DONE, ts: null }), { pollScale: 2 }],
  ],
  'a file refused at first tells the link; repeated and refused, it may be there': [
    shows(post('sending', { notBefore: 7 }), REFUSED),
    shows(doubted, REFUSED),
    [video('ready', { file: STORED, posts: elsewhere }), posted('result', LOST)],
    [video('ready', { file: STORED, posts: { result: doubted } }), posted('result', REFUSED)],
    [video('ready', { file: STORED }), posted('result', REFUSED)],
  ],
  'a file that must wait for two minutes gives way to the link, unless it may be there': [
    shows(sending, LATER, 2 * MINUTE),
    shows(sending, LATER, 2 * MINUTE - 1),
    shows(doubted, LATER, 2 * MINUTE),
    shows(sending, UNKNOWN, 2 * MINUTE),
  ],
  'a file whose answer was lost is shown again where nobody may look, five times at most': [
    blind(1),
    blind(4),
    blind(5),
  ],
  'a file that Slack took is delivered once it is seen, and believed where nobody may look': [
    unseen({}, FOUND),
    unseen({}, UNREADABLE),
    [UNSEEN, found('result', UNREADABLE)],
    [holding('ready', 'result', post('unseen'), { file: STORED }), []],
  ],
  'a file that Slack took is looked for after 2, 10, 30, 60 and 120 s, then deleted': [
    absent(0),
    absent(1),
    absent(2),
    absent(3),
    absent(1, 2),
    absent(4),
  ],
  'a file that Slack took is believed where nobody can be asked for ten minutes and five tries': [
    asked(4, 10 * MINUTE),
    asked(3, 10 * MINUTE),
    asked(4, 10 * MINUTE - 1),
    unseen({ tries: 4, doubtSince: null }, LATER),
    unseen({ doubtSince: NOW }, { kind: 'later', afterMs: 9 * SECOND }),
  ],
  'a file that never showed is deleted before its link is told, or given up after five tries': [
    [unshown(0), []],
    [unshown(0), discarded({ kind: 'done' })],
    [unshown(0), discarded({ kind: 'gone', error: 'file_not_found' })],
    [unshown(2), discarded(LATER)],
    [unshown(3), discarded({ kind: 'later', afterMs: 9_000 })],
    [unshown(4), discarded(LATER)],
    [video('cancelled', { file: UNSHOWN }), discarded({ kind: 'done' })],
    [video('ready', { file: { ...UNSHOWN, notBefore: NOW + 5 } }), []],
  ],
};

it('the file of a result is stored, shown and given up as written', async () => {
  await expect(table(FILES)).toMatchFileSnapshot('snapshots/result-file.txt');
});

it('a file is waited for by a ready video, and shown by a ready or delivered one', () => {
  expect([
    STATES.filter((state) => awaitsFile(video(state, { file: WANTED }))),
    STATES.filter((state) => fileOfResult(video(state, { file: STORED })) === 'F1'),
    [WANTED, NO_FILE, UNSHOWN].map((file) => fileOfResult(video('ready', { file }))),
    [NO_FILE, STORED, UNSHOWN].filter((file) => awaitsFile(video('ready', { file }))),
  ]).toEqual([['ready'], ['ready', 'delivered'], [null, null, null], []]);
});
