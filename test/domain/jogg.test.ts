import { describe, expect, it } from 'vitest';
import type { DecisionContext } from '../../src/domain/video/effect.ts';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import type { Video } from '../../src/domain/video/video.ts';
import {
  DAY,
  edited,
  HOUR,
  LATER,
  MINUTE,
  NOW,
  polled,
  post,
  RESULT,
  SECOND,
  start,
  submitted,
  told,
  UNKNOWN,
  video,
} from './video.ts';

const audio = { kind: 'file', id: 'F1', name: 'a.mp3' } as const;

describe('what Jogg says of a project', () => {
  const says = (elapsed: number, poll: Partial<Video['poll']>, outcome: PollOutcome) =>
    [
      video('rendering', { submittedAt: NOW - elapsed, poll, cardGone: true }),
      polled(outcome),
    ] as const;
  const RUNNING: PollOutcome = { kind: 'running' };

  it('"running" ends a row of odd answers; "later" does not, and its wait is kept', () => {
    expect(
      told(
        says(MINUTE, { asked: true, anomalies: 3 }, RUNNING),
        says(MINUTE, { anomalies: 3 }, LATER),
        says(MINUTE, { anomalies: 3 }, { kind: 'later', afterMs: 5 * MINUTE }),
        [video('rendering', { submittedAt: null, cardGone: true }), polled(RUNNING)],
      ),
    ).toEqual([
      'poll (count 4, asked false, anomalies 0, nextAt +30000, notBefore +0, lastAt +0) ' +
        '| wait +30000 poll',
      'poll (count 4, nextAt +30000, notBefore +0, lastAt +0) | wait +30000 poll',
      'poll (count 4, nextAt +300000, notBefore +300000, lastAt +0) | wait +300000 poll',
      'poll (count 4, nextAt +12000, notBefore +0, lastAt +0) | wait +12000 poll',
    ]);
  });

  it('an odd answer is believed six times in a row, "absent" only after two minutes', () => {
    const unclear: PollOutcome = { kind: 'unclear', result: RESULT };
    expect(
      told(
        says(2 * MINUTE - 1, { anomalies: 5 }, { kind: 'absent' }),
        says(2 * MINUTE, { anomalies: 4 }, { kind: 'absent' }),
        says(2 * MINUTE, { anomalies: 5 }, { kind: 'absent' }),
        says(HOUR, { anomalies: 0 }, { kind: 'absent' }),
        says(1, { anomalies: 4 }, { kind: 'empty' }),
        says(1, { anomalies: 5 }, { kind: 'empty' }),
        says(MINUTE, { anomalies: 0 }, unclear),
        says(MINUTE, { anomalies: 4 }, unclear),
        says(MINUTE, { anomalies: 5 }, unclear),
      ),
    ).toEqual([
      'poll (count 4, nextAt +30000, notBefore +0, lastAt +0) | wait +30000 poll',
      'poll (count 4, anomalies 5, nextAt +30000, notBefore +0, lastAt +0) | wait +30000 poll',
      'state failed, failure (reason not_found), result sending | post result',
      'poll (count 4, anomalies 1, nextAt +300000, notBefore +0, lastAt +0), late sending ' +
        '| post late',
      'poll (count 4, anomalies 5, nextAt +10000, notBefore +0, lastAt +0) | wait +10000 poll',
      'state failed, failure (reason no_video), result sending | post result',
      'poll (count 4, anomalies 1, nextAt +30000, notBefore +0, lastAt +0) | wait +30000 poll',
      'poll (count 4, anomalies 5, nextAt +30000, notBefore +0, lastAt +0) | wait +30000 poll',
      'state ready, file wanted (tries 1), made (videoUrl https://res.jogg.ai/v.mp4, title T, ' +
        'seconds 4) | store_file',
    ]);
  });

  it('is nothing for a day: the video is given up, after sixty polls at least', () => {
    expect(
      told(
        says(DAY, { count: 59 }, RUNNING),
        says(DAY, { count: 58 }, RUNNING),
        says(DAY - 1, { count: 59 }, RUNNING),
      ),
    ).toEqual([
      'state expired, result sending | post result',
      'poll (count 59, nextAt +300000, notBefore +0, lastAt +0), late sending | post late',
      'poll (count 60, nextAt +300000, notBefore +0, lastAt +0), late sending | post late',
    ]);
  });
});

it('a webhook brings a poll forward, never under 5 s or the wait that Jogg asked for', () => {
  const hinted = (poll: Partial<Video['poll']>, context: Partial<DecisionContext> = {}) =>
    [
      video('rendering', { poll: { nextAt: NOW + HOUR, lastAt: NOW - SECOND, ...poll } }),
      { type: 'hint' },
      context,
    ] as const;
  expect(
    told(
      hinted({ lastAt: 0 }),
      hinted({}),
      hinted({}, { pollScale: 2 }),
      hinted({ notBefore: NOW + MINUTE }),
      hinted({ nextAt: NOW + 10 }),
    ),
  ).toEqual([
    'poll (asked true, nextAt +0) | poll',
    'poll (nextAt +4000) | wait +4000 poll',
    'poll (nextAt +9000) | wait +9000 poll',
    'poll (nextAt +60000) | wait +60000 poll',
    'nothing | wait +10 poll',
  ]);
});

describe('a run that begins', () => {
  it('after a poll whose answer was lost waits the least gap before the next', () => {
    const lost = video('rendering', { poll: { asked: true } });
    expect(told([lost, start], [lost, start, { pollScale: 0.5 }])).toEqual([
      'poll (asked false, nextAt +5000, lastAt +0) | wait +5000 poll',
      'poll (asked false, nextAt +2500, lastAt +0) | wait +2500 poll',
    ]);
  });

  it('gives up what was not paid within a day, unless its card may be there', () => {
    const at = (state: 'requested' | 'announced' | 'rendering', ms: number, change = {}) =>
      [video(state, { confirmedAt: NOW - ms, ...change }), start] as const;
    expect(
      told(
        at('requested', DAY),
        at('announced', DAY),
        at('announced', DAY - 1),
        at('requested', DAY, { posts: { card: post('in_doubt') } }),
        at('rendering', DAY),
      ),
    ).toEqual([
      'state expired, direct sending | post direct',
      'state expired | edit expired',
      'nothing | reserve',
      'nothing | find card',
      'nothing | wait +1000 poll',
    ]);
  });
});

describe('paying', () => {
  it('is never repeated by itself after a crash or an answer that leaves doubt', () => {
    const lost = video('submitting');
    const shown = edited({ kind: 'done' }, 'unconfirmed:1');
    expect(
      told(
        [lost, [start, shown]],
        [lost, [submitted(UNKNOWN), shown]],
        [video('unconfirmed', { posts: { card: post('sent'), unconfirmed: post('sent') } }), start],
        [
          video('unconfirmed', { posts: { card: post('sent'), unconfirmed: post('sent') } }),
          start,
          { now: NOW + 48 * HOUR },
        ],
      ),
    ).toEqual([
      'state unconfirmed, cardVersion unconfirmed:1, unconfirmed sending | post unconfirmed',
      'state unconfirmed, cardVersion unconfirmed:1, unconfirmed sending | post unconfirmed',
      'nothing | end',
      'nothing | end',
    ]);
  });

  it('waits for its recording, which is handed over until it is there, then no more', () => {
    const { order } = video('announced');
    const spoken = (audioUrl: string | null) =>
      [video('announced', { audioUrl, order: { ...order, script: '', audio } }), start] as const;
    const tried = video('announced', { submit: { tries: 2, notBefore: 0 } });
    const handed = { kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' } as const;
    expect(
      told(
        spoken(null),
        spoken('https://res.jogg.ai/a.mp3'),
        [tried, { type: 'prepared', outcome: LATER }],
        [tried, { type: 'prepared', outcome: handed }],
        [
          video('submitting', { submit: { tries: 2, notBefore: 0 }, cardGone: true }),
          submitted(LATER),
        ],
      ),
    ).toEqual([
      'nothing | prepare',
      'nothing | reserve',
      'submit (tries 3, notBefore +6000) | wait +6000 prompt',
      'submit (tries 0), audioUrl https://res.jogg.ai/a.mp3 | reserve',
      'state announced, submit (tries 3, notBefore +6000) | wait +6000 prompt',
    ]);
  });

  it('answers once: what was answered before, or waited for, is forgotten', () => {
    const answered = { code: 5, rid: 'r1' };
    expect(
      told(
        [video('announced', { answered, place: 3 }), { type: 'reserved', waitMs: 0 }],
        [video('submitting', { answered }), submitted(UNKNOWN)],
      ),
    ).toEqual([
      'state submitting, place null, askedAt +0, answered null | submit',
      'state unconfirmed, answered null | edit unconfirmed:1',
    ]);
  });

  it('with webhooks on is followed by rare polls', () => {
    const done = submitted({ kind: 'done', projectId: 'p1', version: 'v1' });
    expect(told([video('submitting', { cardGone: true }), done, { hasWebhook: true }])).toEqual([
      'state rendering, submittedAt +0, project (id p1, version v1), poll (count 0, ' +
        'nextAt +90000, lastAt 0) | wait +90000 poll',
    ]);
  });
});
