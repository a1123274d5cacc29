import { expect, it } from 'vitest';
import { isIrreversible } from '../../src/domain/video/after-command.ts';
import type { Effect } from '../../src/domain/video/effect.ts';
import type { Slot, State, Video } from '../../src/domain/video/video.ts';
import { costLine, retryCost } from '../../src/slack/copy/failure-copy.ts';
import {
  chose,
  FOUND,
  found,
  holding,
  LATER,
  NOW,
  post,
  posted,
  type Row,
  SENT,
  start,
  submitted,
  table,
  video,
} from './video.ts';

const candidate = { id: 'p9', version: 'v2', title: 'T' } as const;
const project = { id: 'p1', version: 'v1' } as const;
const both = { card: SENT, unconfirmed: SENT, direct: SENT };
const unconfirmed = holding('unconfirmed', 'unconfirmed', SENT, { candidate });
const stale = { confirmation: 2, project: 'p9' };
const submit = { tries: 3, notBefore: NOW + 5 };
const asks = (posts: Video['posts']): Row => [
  video('unconfirmed', { posts, candidate, submit }),
  chose('ask_again'),
];
const takes = (taken: string | undefined, offered: typeof candidate | null): Row => [
  video('unconfirmed', { candidate: offered, posts: both }),
  chose('take_likely', taken === undefined ? {} : { project: taken }),
  { pollScale: 0.5 },
];

const again = [start, chose('ask_again')];
const paid = [{ type: 'reserved', waitMs: 0 }, submitted({ kind: 'unknown' })] as const;
const receipt = {
  type: 'receipt',
  receipt: { project: { id: 'p7', version: 'v2' }, at: NOW - 5 },
} as const;
const asked = { posts: both, candidate, answered: { code: 5, rid: null } };
const cancel = chose('cancel');
const done = submitted({ kind: 'done', projectId: 'p1', version: 'v1' });
const lost = video('cancelled', {
  posts: { card: post('in_doubt', { searches: 2, doubtSince: 0 }) },
});
const results = [
  post('due'),
  post('refused'),
  post('due', { doubtSince: NOW }),
  post('refused', { doubtSince: NOW }),
  post('sending'),
  post('in_doubt', { doubtSince: NOW }),
  post('misplaced'),
  SENT,
  post('unknown'),
];

const COMMANDS: Readonly<Record<string, readonly Row[]>> = {
  'a choice counts only for the confirmation that its button was shown for': [
    [unconfirmed, chose('ask_again', stale)],
    [unconfirmed, chose('give_up', stale)],
    [unconfirmed, chose('take_likely', stale)],
    [video('rendering'), chose('cancel', stale)],
  ],
  'asking again is a new confirmation with new messages; a stray one is still withdrawn': [
    asks(both),
    asks({ card: SENT }),
    asks({ ...both, unconfirmed: post('misplaced') }),
  ],
  'asking again counts once, however often its button was pressed': [
    [holding('unconfirmed', 'unconfirmed', SENT), [...again, ...paid, ...again]],
  ],
  'a candidate that its requester takes is polled, any other is not': [
    takes('p9', candidate),
    takes('p8', candidate),
    takes('p9', null),
    takes(undefined, candidate),
    takes(undefined, null),
  ],
  'a receipt answers what was asked by direct message': [
    [video('unconfirmed', asked), receipt],
    [video('announced', { askedAt: NOW - 9 }), receipt],
    [video('unconfirmed', { project, posts: both }), receipt],
  ],
  'cancelling counts while surely nobody was shown the result, by reply or directly': results
    .flatMap((message) => (['result', 'direct'] as const).map((slot) => [slot, message] as const))
    .map(([slot, message]) => [holding('ready', slot, message), cancel]),
  'cancelling while Jogg is asked waits for its answer': [
    [video('submitting'), [cancel, done]],
    [video('submitting'), [done, cancel]],
    [video('submitting'), [start, cancel]],
    [video('announced'), [cancel, { type: 'reserved', waitMs: 0 }]],
    [video('cancelled', { cancelledIn: 'rendering' }), [{ type: 'hint' }, cancel]],
  ],
  'a cancelled card that may be there is looked for, and says so once found; none is posted': [
    [lost, start],
    [lost, found('card', FOUND)],
    [lost, found('card', { kind: 'absent' })],
    [lost, found('card', { kind: 'unreadable' })],
    [video('cancelled', { posts: { card: post('sending') } }), posted('card', LATER)],
  ],
};

it('a choice of a person, and what a paid request was answered, counts as written', async () => {
  await expect(table(COMMANDS)).toMatchFileSnapshot('snapshots/command.txt');
});

it('cancelling says what may have been paid, by the state it was pressed in', () => {
  const unpaid = video('cancelled', { cancelledIn: 'announced' });
  expect([
    costLine(video('cancelled', { cancelledIn: 'rendering', project })),
    costLine(video('cancelled', { cancelledIn: 'unconfirmed' })),
    costLine(unpaid),
    retryCost(unpaid),
  ]).toEqual([
    'Jogg may have charged for it; a new try is charged again.',
    'Nobody can know whether Jogg charged for it.',
    'Nothing was paid.',
    'Nothing was paid so far: this try costs like any video of its length.',
  ]);
});

it('cancelling is looked for before paying and before showing, and at no other step', () => {
  const edit = { type: 'edit', cardVersion: '' } as const;
  const posts = (slot: Slot) => ({ type: 'post', slot }) as const;
  const steps: [State, State, Effect][] = [
    ['announced', 'submitting', { type: 'submit' }],
    ['rendering', 'ready', edit],
    ['ready', 'ready', posts('result')],
    ['ready', 'ready', posts('direct')],
    ['submitting', 'submitting', { type: 'submit' }],
    ['submitting', 'rendering', edit],
    ['ready', 'ready', edit],
    ['ready', 'ready', posts('card')],
    ['rendering', 'failed', posts('result')],
  ];
  const looked = steps.map(([before, after, effect]) =>
    isIrreversible(video(before), { video: video(after), effect }),
  );
  expect(looked).toEqual([true, true, true, true, false, false, false, false, false]);
});
