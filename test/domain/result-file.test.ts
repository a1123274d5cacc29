import { describe, expect, it } from 'vitest';
import type { EditOutcome, PostOutcome } from '../../src/domain/video/outcome.ts';
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
  SECOND,
  SENT,
  start,
  stored,
  told,
  UNKNOWN,
  video,
} from './video.ts';

const WANTED = { ...NO_FILE, status: 'wanted' as const };
const STORED = { ...NO_FILE, status: 'stored' as const, id: 'F1' };
const UNSHOWN = { ...STORED, status: 'unshown' as const };
const NO_SCOPE = { kind: 'impossible', why: 'missing_scope' } as const;
const LOST = { kind: 'refused', error: 'file_not_found' } as const;
type File = Partial<Video['file']>;

it('a file is waited for by a ready video, and shown by a ready or delivered one', () => {
  expect([
    STATES.filter((state) => awaitsFile(video(state, { file: WANTED }))),
    STATES.filter((state) => fileOfResult(video(state, { file: STORED })) === 'F1'),
    [WANTED, NO_FILE, UNSHOWN].map((file) => fileOfResult(video('ready', { file }))),
    [NO_FILE, STORED, UNSHOWN].filter((file) => awaitsFile(video('ready', { file }))),
  ]).toEqual([['ready'], ['ready', 'delivered'], [null, null, null], []]);
});

describe('storing a file', () => {
  const wants = (file: File, waitedMs = 0) =>
    video('ready', { file: { ...WANTED, tries: 1, ...file }, since: NOW - waitedMs });

  it('comes before its message, and is counted before it is made', () => {
    expect(
      told(
        [wants({ tries: 0 }), []],
        [wants({}), stored({ kind: 'stored', id: 'F1' })],
        [wants({}), stored({ kind: 'stored', id: 'F1', result: { ...RESULT, title: 'fresh' } })],
        [wants({}), stored(NO_SCOPE)],
        [holding('delivered', 'result', SENT, { file: { ...WANTED, tries: 9 } }), start],
        [video('cancelled', { file: WANTED }), stored({ kind: 'stored', id: 'F1' })],
      ),
    ).toEqual([
      'file (tries 1) | store_file',
      'file stored (id F1), result sending | post result',
      'file stored (id F1), result sending, made (title fresh) | post result',
      'file given_up (why missing_scope), result sending | post result',
      'nothing | end',
      'nothing | end',
    ]);
  });

  it('is tried five times within two minutes, also across crashes and a long sleep', () => {
    expect(
      told(
        [wants({}), stored(LATER)],
        [wants({ tries: 4 }), stored({ kind: 'later', afterMs: 9_000 })],
        [wants({ tries: 5 }), stored(LATER)],
        [wants({}, 2 * MINUTE), stored(LATER)],
        [wants({ tries: 4 }), start],
        [wants({ tries: 5 }), start],
        [wants({ tries: 4 }, 2 * MINUTE), start],
        [wants({ tries: 4 }, 2 * MINUTE - 1), start],
        [wants({ tries: 0 }, 9 * MINUTE), start],
      ),
    ).toEqual([
      'file (notBefore +1500) | wait +1500 file',
      'file (notBefore +9000) | wait +9000 file',
      'file given_up (why not_moved, notBefore +24000), result sending | post result',
      'file given_up (why slow, notBefore +1500), result sending | post result',
      'file (tries 5) | store_file',
      'file given_up (why not_moved), result sending | post result',
      'file given_up (why slow), result sending | post result',
      'file (tries 5) | store_file',
      'file (tries 1) | store_file',
    ]);
  });

  it('asks for a fresh link where it expired, twice, and no sooner than polls may come', () => {
    const expired = { kind: 'expired', result: { ...RESULT, title: 'fresh' } } as const;
    expect(
      told(
        [wants({}), stored({ kind: 'expired' })],
        [wants({ expired: 1 }), stored(expired)],
        [wants({ expired: 2 }), stored(expired)],
        [wants({}), stored({ kind: 'expired' }), { pollScale: 2 }],
        [wants({ expired: 1 }), stored(LATER)],
        [wants({ expired: 1 }), stored(LATER), { pollScale: 2 }],
        [wants({ expired: 1, tries: 4 }), stored(LATER)],
        [wants({ expired: 1 }), [], { pollScale: 2 }],
      ),
    ).toEqual([
      'file (notBefore +5000, expired 1) | wait +5000 file',
      'file (notBefore +20000, expired 2), made (title fresh) | wait +20000 file',
      'file given_up (why expired), result sending, made (title fresh) | post result',
      'file (notBefore +10000, expired 1) | wait +10000 file',
      'file (notBefore +5000) | wait +5000 file',
      'file (notBefore +10000) | wait +10000 file',
      'file (notBefore +12000) | wait +12000 file',
      'file (tries 2, notBefore +10000) | store_file',
    ]);
  });
});

describe('showing a file', () => {
  const sending = post('sending');
  const doubted = post('sending', { doubtSince: NOW - 1 });
  const shows = (message: typeof sending, outcome: PostOutcome, waitedMs = 0) =>
    [
      holding('ready', 'result', message, { file: STORED, since: NOW - waitedMs }),
      posted('result', outcome),
    ] as const;

  it('that Slack took without naming a message is looked for', () => {
    expect(
      told(shows(sending, { ...DONE, ts: null }), shows(sending, DONE), shows(doubted, LOST), [
        ...shows(sending, { ...DONE, ts: null }),
        { pollScale: 2 },
      ]),
    ).toEqual([
      'result unseen (ts null, notBefore +2000, doubtSince +0) | wait +2000 prompt',
      'state delivered, result sent (ts 2.2) | end',
      'result unseen (ts null, notBefore +2000, doubtSince +0) | wait +2000 prompt',
      'result unseen (ts null, notBefore +4000, doubtSince +0) | wait +4000 prompt',
    ]);
  });

  it('that is refused at first tells the link; repeated and refused, it may be there', () => {
    const elsewhere = { card: post('sent', { channel: 'C7' }), result: doubted };
    const cardless = { result: doubted };
    expect(
      told(
        shows(post('sending', { notBefore: 7 }), REFUSED),
        shows(doubted, REFUSED),
        [video('ready', { file: STORED, posts: elsewhere }), posted('result', LOST)],
        [video('ready', { file: STORED, posts: cardless }), posted('result', REFUSED)],
        [video('ready', { file: STORED }), posted('result', REFUSED)],
      ),
    ).toEqual([
      'file given_up (id null, why is_archived), result (notBefore 0) | post result',
      'state delivered, result unknown | end',
      'result unseen (channel C7, ts null, notBefore +2000, doubtSince +0) | wait +2000 prompt',
      'state delivered, result unknown (channel null), direct sending | post direct',
      'result refused (refusal is_archived), direct sending | post direct',
    ]);
  });

  it('that must wait for two minutes gives way to the link, unless it may be there', () => {
    expect(
      told(
        shows(sending, LATER, 2 * MINUTE),
        shows(sending, LATER, 2 * MINUTE - 1),
        shows(doubted, LATER, 2 * MINUTE),
        shows(sending, UNKNOWN, 2 * MINUTE),
      ),
    ).toEqual([
      'file given_up (id null, why slow) | post result',
      'result due (tries 1, notBefore +1500) | wait +1500 prompt',
      'result due (tries 1, notBefore +1500) | wait +1500 prompt',
      'result in_doubt (notBefore +0, doubtSince +0) | find result',
    ]);
  });

  it('whose answer was lost is shown again where nobody may look, five times at most', () => {
    const blind = (tries: number, file = STORED) =>
      [
        holding('ready', 'result', post('in_doubt', { tries, doubtSince: NOW }), { file }),
        found('result', { kind: 'unreadable' }),
      ] as const;
    expect(told(blind(1), blind(4), blind(5))).toEqual([
      'result due (tries 2, notBefore +1500) | wait +1500 prompt',
      'result due (tries 5, notBefore +12000) | wait +12000 prompt',
      'state delivered, result unknown | end',
    ]);
  });
});

describe('a file that Slack took', () => {
  const unseen = (change: object, outcome: Parameters<typeof found>[1], pollScale = 1) =>
    [
      holding('ready', 'result', post('unseen', { ts: null, ...change }), { file: STORED }),
      found('result', outcome),
      { pollScale },
    ] as const;
  const absent = (searches: number, pollScale = 1) =>
    unseen({ searches, doubtSince: NOW }, { kind: 'absent' }, pollScale);

  it('is delivered once it is seen, and believed where nobody may look', () => {
    expect(
      told(unseen({}, FOUND), unseen({}, { kind: 'unreadable' }), [
        holding('ready', 'result', post('unseen'), { file: STORED }),
        [],
      ]),
    ).toEqual([
      'state delivered, result sent (ts 2.2) | end',
      'state delivered, result sent | end',
      'nothing | find result',
    ]);
  });

  it('is looked for after 2, 10, 30, 60 and 120 s, then deleted', () => {
    expect(told(absent(0), absent(1), absent(2), absent(3), absent(1, 2), absent(4))).toEqual([
      'result (notBefore +8000, searches 1) | wait +8000 prompt',
      'result (notBefore +20000, searches 2) | wait +20000 prompt',
      'result (notBefore +30000, searches 3) | wait +30000 prompt',
      'result (notBefore +60000, searches 4) | wait +60000 prompt',
      'result (notBefore +40000, searches 2) | wait +40000 prompt',
      'file unshown (notBefore +0), result due (notBefore +0, searches 0, doubtSince null) ' +
        '| discard_file F1',
    ]);
  });

  it('is believed where nobody can be asked for ten minutes and five tries', () => {
    const asked = (tries: number, ms: number) =>
      unseen({ tries, doubtSince: NOW - ms }, { kind: 'later', afterMs: null });
    expect(
      told(
        asked(4, 10 * MINUTE),
        asked(3, 10 * MINUTE),
        asked(4, 10 * MINUTE - 1),
        unseen({ tries: 4, doubtSince: null }, LATER),
        unseen({ doubtSince: NOW }, { kind: 'later', afterMs: 9 * SECOND }),
      ),
    ).toEqual([
      'state delivered, result sent | end',
      'result (tries 4, notBefore +12000) | wait +12000 prompt',
      'result (tries 5, notBefore +24000) | wait +24000 prompt',
      'result (tries 5, notBefore +24000) | wait +24000 prompt',
      'result (tries 1, notBefore +9000) | wait +9000 prompt',
    ]);
  });

  it('and never showed is deleted before its link is told, or given up after five tries', () => {
    const unshown = (tries: number) => video('ready', { file: { ...UNSHOWN, tries } });
    const discarded = (outcome: EditOutcome) => ({ type: 'file_discarded', outcome }) as const;
    expect(
      told(
        [unshown(0), []],
        [unshown(0), discarded({ kind: 'done' })],
        [unshown(0), discarded({ kind: 'gone', error: 'file_not_found' })],
        [unshown(2), discarded(LATER)],
        [unshown(3), discarded({ kind: 'later', afterMs: 9_000 })],
        [unshown(4), discarded(LATER)],
        [video('cancelled', { file: UNSHOWN }), discarded({ kind: 'done' })],
        [video('ready', { file: { ...UNSHOWN, notBefore: NOW + 5 } }), []],
      ),
    ).toEqual([
      'nothing | discard_file F1',
      'file given_up (id null, why not_shown), result sending | post result',
      'file given_up (id null, why not_shown), result sending | post result',
      'file (tries 3, notBefore +6000) | wait +6000 prompt',
      'file (tries 4, notBefore +9000) | wait +9000 prompt',
      'file given_up (id null, why not_shown), result sending | post result',
      'nothing | end',
      'nothing | wait +5 prompt',
    ]);
  });
});
