import { expect, it } from 'vitest';
import type { DecisionContext } from '../../src/domain/video/effect.ts';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import type { State, Video } from '../../src/domain/video/video.ts';
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
  type Row,
  SECOND,
  SENT,
  start,
  submitted,
  table,
  UNKNOWN,
  video,
} from './video.ts';

const RUNNING: PollOutcome = { kind: 'running' };
const unclear: PollOutcome = { kind: 'unclear', result: RESULT };
const says = (elapsed: number, poll: Partial<Video['poll']>, outcome: PollOutcome): Row => [
  video('rendering', { submittedAt: NOW - elapsed, poll, cardGone: true }),
  polled(outcome),
];
const hinted = (poll: Partial<Video['poll']>, context: Partial<DecisionContext> = {}): Row => [
  video('rendering', { poll: { nextAt: NOW + HOUR, lastAt: NOW - SECOND, ...poll } }),
  { type: 'hint' },
  context,
];
const lost = video('rendering', { poll: { asked: true } });
const begun = (state: State, ms: number, change = {}): Row => [
  video(state, { confirmedAt: NOW - ms, ...change }),
  start,
];

const shown = edited({ kind: 'done' }, 'unconfirmed:1');
const unconfirmed = video('unconfirmed', { posts: { card: SENT, unconfirmed: SENT } });
const audio = { kind: 'file', id: 'F1', name: 'a.mp3' } as const;
const order = { ...video('announced').order, script: '', audio };
const spoken = (audioUrl: string | null): Row => [video('announced', { audioUrl, order }), start];
const submit = { tries: 2, notBefore: 0 };
const tried = video('announced', { submit });
const handed = { kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' } as const;
const answered = { code: 5, rid: 'r1' };
const done = submitted({ kind: 'done', projectId: 'p1', version: 'v1' });

const JOGG: Readonly<Record<string, readonly Row[]>> = {
  '"running" ends a row of odd answers; "later" does not, and its wait is kept': [
    says(MINUTE, { asked: true, anomalies: 3 }, RUNNING),
    says(MINUTE, { anomalies: 3 }, LATER),
    says(MINUTE, { anomalies: 3 }, { kind: 'later', afterMs: 5 * MINUTE }),
    [video('rendering', { submittedAt: null, cardGone: true }), polled(RUNNING)],
  ],
  'an odd answer is believed six times in a row, "absent" only after two minutes': [
    says(2 * MINUTE - 1, { anomalies: 5 }, { kind: 'absent' }),
    says(2 * MINUTE, { anomalies: 4 }, { kind: 'absent' }),
    says(2 * MINUTE, { anomalies: 5 }, { kind: 'absent' }),
    says(HOUR, { anomalies: 0 }, { kind: 'absent' }),
    says(1, { anomalies: 4 }, { kind: 'empty' }),
    says(1, { anomalies: 5 }, { kind: 'empty' }),
    says(MINUTE, { anomalies: 0 }, unclear),
    says(MINUTE, { anomalies: 4 }, unclear),
    says(MINUTE, { anomalies: 5 }, unclear),
  ],
  'a video that renders for a day is given up, after sixty polls at least': [
    says(DAY, { count: 59 }, RUNNING),
    says(DAY, { count: 58 }, RUNNING),
    says(DAY - 1, { count: 59 }, RUNNING),
  ],
  'a webhook brings a poll forward, never under 5 s or the wait that Jogg asked for': [
    hinted({ lastAt: 0 }),
    hinted({}),
    hinted({}, { pollScale: 2 }),
    hinted({ notBefore: NOW + MINUTE }),
    hinted({ nextAt: NOW + 10 }),
  ],
  'a run after a poll whose answer was lost waits the least gap before the next': [
    [lost, start],
    [lost, start, { pollScale: 0.5 }],
  ],
  'a run gives up what was not paid within a day, unless its card may be there': [
    begun('requested', DAY),
    begun('announced', DAY),
    begun('announced', DAY - 1),
    begun('requested', DAY, { posts: { card: post('in_doubt') } }),
    begun('rendering', DAY),
  ],
  'paying is never repeated by itself after a crash or an answer that leaves doubt': [
    [video('submitting'), [start, shown]],
    [video('submitting'), [submitted(UNKNOWN), shown]],
    [unconfirmed, start],
    [unconfirmed, start, { now: NOW + 48 * HOUR }],
  ],
  'paying waits for its recording, which is handed over until it is there, then no more': [
    spoken(null),
    spoken('https://res.jogg.ai/a.mp3'),
    [tried, { type: 'prepared', outcome: LATER }],
    [tried, { type: 'prepared', outcome: handed }],
    [video('submitting', { submit, cardGone: true }), submitted(LATER)],
  ],
  'a new paid request forgets what was answered before, or waited for': [
    [video('announced', { answered, place: 3 }), { type: 'reserved', waitMs: 0 }],
    [video('submitting', { answered }), submitted(UNKNOWN)],
  ],
  'a paid request with webhooks on is followed by rare polls': [
    [video('submitting', { cardGone: true }), done, { hasWebhook: true }],
  ],
};

it('what Jogg says, and asking it, moves a video as written', async () => {
  await expect(table(JOGG)).toMatchFileSnapshot('snapshots/jogg.txt');
});
