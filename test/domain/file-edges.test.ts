import { describe, expect, it } from 'vitest';
import {
  afterFileStart,
  afterShowing,
  afterStoring,
  awaitsFile,
  fileOfResult,
} from '../../src/domain/video/result-file.ts';
import { NO_FILE, STATES, type Video } from '../../src/domain/video/video.ts';
import { MINUTE, MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';

const WANTED = { ...NO_FILE, status: 'wanted' as const };
const STORED = { ...NO_FILE, status: 'stored' as const, id: 'F1' };
const ready = (change: Partial<Video>) => someVideo('ready', { since: NOW, ...change });

describe('a file', () => {
  it('is waited for by a ready video that wants it, and by no other', () => {
    const waits = STATES.filter((state) => awaitsFile(someVideo(state, { file: WANTED })));
    expect([waits, awaitsFile(ready({})), awaitsFile(ready({ file: STORED }))]).toEqual([
      ['ready'],
      false,
      false,
    ]);
  });

  it('is the result’s once it is stored, before and after the delivery', () => {
    const shows = STATES.filter((state) => fileOfResult(someVideo(state, { file: STORED })));
    expect([shows, fileOfResult(ready({ file: WANTED })), fileOfResult(ready({}))]).toEqual([
      ['ready', 'delivered'],
      null,
      null,
    ]);
  });

  it('that nobody waits for changes nothing', () => {
    const delivered = someVideo('delivered', { file: { ...WANTED, tries: 9 } });
    expect(afterFileStart(delivered, MOMENT)).toBe(delivered);
    expect(afterStoring(delivered, { kind: 'stored', id: 'F1' }, MOMENT)).toBe(delivered);
  });

  it('that took five tries, or two minutes, is given up, each with its reason', () => {
    const started = (tries: number, ms: number) => {
      const video = ready({ file: { ...WANTED, tries }, since: NOW - ms });
      const { file, state, posts } = afterFileStart(video, MOMENT);
      return [file.status, file.why, state, posts];
    };
    expect([
      started(5, 0),
      started(4, 2 * MINUTE),
      started(4, 2 * MINUTE - 1),
      started(0, MINUTE * 9),
    ]).toEqual([
      ['given_up', 'not_moved', 'ready', {}],
      ['given_up', 'slow', 'ready', {}],
      ['wanted', null, 'ready', {}],
      ['wanted', null, 'ready', {}],
    ]);
  });
});

describe('showing a file', () => {
  const result = somePost('sending');
  const doubted = somePost('sending', { doubtSince: NOW - 1 });
  const show = (change: Partial<Video>, outcome: Parameters<typeof afterShowing>[1]) =>
    afterShowing(
      ready({ file: STORED, posts: { card: SENT, result }, ...change }),
      outcome,
      MOMENT,
    );
  const refused = (error: string) => ({ kind: 'refused' as const, error });

  it('that was refused at first tells the link instead, at once', () => {
    const after = show(
      { posts: { card: SENT, result: { ...result, notBefore: 7 } } },
      refused('x'),
    );
    expect([after?.file, after?.posts]).toEqual([
      { ...NO_FILE, status: 'given_up', why: 'x' },
      { card: SENT, result: { ...result, status: 'due', notBefore: 0 } },
    ]);
  });

  it('that was repeated and refused may be there: where it is used up, it is looked for', () => {
    const posts = { card: somePost('sent', { channel: 'C7' }), result: doubted };
    expect([
      show({ posts }, refused('file_not_found'))?.posts.result,
      show({ posts }, refused('x'))?.posts.result,
      show({ posts: { result: doubted } }, refused('x'))?.posts.result?.channel,
    ]).toEqual([
      {
        ...doubted,
        status: 'unseen',
        channel: 'C7',
        ts: null,
        doubtSince: NOW,
        notBefore: NOW + 2_000,
      },
      { ...doubted, status: 'unknown', channel: 'C7' },
      null,
    ]);
  });

  it('that has to wait is given up after two minutes, unless it may be there', () => {
    const later = { kind: 'later' as const, afterMs: null };
    const late = { since: NOW - 2 * MINUTE };
    expect([
      show(late, later)?.file.why,
      show({ since: NOW - 2 * MINUTE + 1 }, later),
      show({ ...late, posts: { card: SENT, result: doubted } }, later),
      show(late, { kind: 'unknown' }),
    ]).toEqual(['slow', null, null, null]);
  });

  it('is nothing special where there is none', () => {
    expect([show({ file: NO_FILE }, refused('x')), show({ posts: {} }, refused('x'))]).toEqual([
      null,
      null,
    ]);
  });
});
