import { describe, expect, it } from 'vitest';
import { isIrreversible } from '../../src/domain/video/after-command.ts';
import type { Effect } from '../../src/domain/video/effect.ts';
import type { Post } from '../../src/domain/video/post.ts';
import type { Slot, State } from '../../src/domain/video/video.ts';
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
  SENT,
  start,
  submitted,
  told,
  video,
} from './video.ts';

const candidate = { id: 'p9', version: 'v2', title: 'T' } as const;
const both = { card: SENT, unconfirmed: SENT, direct: SENT };

it('a choice counts only for the confirmation that its button was shown for', () => {
  const unconfirmed = holding('unconfirmed', 'unconfirmed', SENT, { candidate });
  const stale = { confirmation: 2, project: 'p9' };
  expect(
    told(
      [unconfirmed, chose('ask_again', stale)],
      [unconfirmed, chose('give_up', stale)],
      [unconfirmed, chose('take_likely', stale)],
      [video('rendering'), chose('cancel', stale)],
    ),
  ).toEqual(['nothing | end', 'nothing | end', 'nothing | end', 'nothing | wait +1000 poll']);
});

describe('asking again', () => {
  it('is a new confirmation with new messages; one outside its thread is still withdrawn', () => {
    const asks = (posts: object) =>
      [
        video('unconfirmed', { posts, candidate, submit: { tries: 3, notBefore: NOW + 5 } }),
        chose('ask_again'),
      ] as const;
    expect(
      told(asks(both), asks({ card: SENT }), asks({ ...both, unconfirmed: post('misplaced') })),
    ).toEqual([
      'state announced, submit (tries 0, notBefore 0), confirmations 2, confirmedAt +0, ' +
        'candidate null, unconfirmed gone, direct gone | reserve',
      'state announced, submit (tries 0, notBefore 0), confirmations 2, confirmedAt +0, ' +
        'candidate null | reserve',
      'state announced, submit (tries 0, notBefore 0), confirmations 2, confirmedAt +0, ' +
        'candidate null, direct gone | reserve',
    ]);
  });

  it('counts once, however often its button was pressed', () => {
    const again = [start, chose('ask_again')];
    const paid = [{ type: 'reserved', waitMs: 0 }, submitted({ kind: 'unknown' })] as const;
    const unconfirmed = holding('unconfirmed', 'unconfirmed', SENT);
    expect(told([unconfirmed, [...again, ...paid, ...again]])).toEqual([
      'since +0, confirmations 2, confirmedAt +0, askedAt +0, unconfirmed gone ' +
        '| edit unconfirmed:2',
    ]);
  });
});

it('a candidate that its requester takes is polled, any other is not', () => {
  const takes = (project: string | undefined, offered: typeof candidate | null) =>
    [
      video('unconfirmed', { candidate: offered, posts: both }),
      chose('take_likely', project === undefined ? {} : { project }),
      { pollScale: 0.5 },
    ] as const;
  expect(
    told(
      takes('p9', candidate),
      takes('p8', candidate),
      takes('p9', null),
      takes(undefined, candidate),
      takes(undefined, null),
    ),
  ).toEqual([
    'state rendering, submittedAt +0, project (id p9, version v2), candidate null, ' +
      'poll (count 0, nextAt +2500, lastAt +0), direct gone | edit rendering:0',
    'nothing | end',
    'nothing | end',
    'nothing | end',
    'nothing | end',
  ]);
});

it('a receipt answers what was asked by direct message', () => {
  const receipt = { project: { id: 'p7', version: 'v2' }, at: NOW - 5 } as const;
  const asked = { posts: both, candidate, answered: { code: 5, rid: null } };
  expect(
    told(
      [video('unconfirmed', asked), { type: 'receipt', receipt }],
      [video('announced', { askedAt: NOW - 9 }), { type: 'receipt', receipt }],
      [
        video('unconfirmed', { project: { id: 'p1', version: 'v1' }, posts: both }),
        { type: 'receipt', receipt },
      ],
    ),
  ).toEqual([
    'state rendering, answered null, submittedAt -5, project (id p7, version v2), ' +
      'candidate null, poll (count 0, nextAt +12000, lastAt 0), direct gone | edit rendering:0',
    'state rendering, submittedAt -5, project (id p7, version v2), poll (count 0, ' +
      'nextAt +12000, lastAt 0) | edit rendering:0',
    'nothing | end',
  ]);
});

describe('cancelling', () => {
  it('counts while surely nobody was shown the result, by reply or directly', () => {
    const pressed = (message: Post) =>
      (['result', 'direct'] as const).map((slot) => {
        const [row] = told([holding('ready', slot, message), chose('cancel')]);
        return row?.startsWith('state cancelled, cancelledIn ready');
      });
    expect([
      pressed(post('due')),
      pressed(post('refused')),
      pressed(post('due', { doubtSince: NOW })),
      pressed(post('refused', { doubtSince: NOW })),
      pressed(post('sending')),
      pressed(post('in_doubt', { doubtSince: NOW })),
      pressed(post('misplaced')),
      pressed(SENT),
      pressed(post('unknown')),
    ]).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });

  it('says what may have been paid, by the state it was pressed in', () => {
    const project = { id: 'p1', version: 'v1' } as const;
    const said = [
      costLine(video('cancelled', { cancelledIn: 'rendering', project })),
      costLine(video('cancelled', { cancelledIn: 'unconfirmed' })),
    ];
    const unpaid = video('cancelled', { cancelledIn: 'announced' });
    expect([...said, costLine(unpaid), retryCost(unpaid)]).toEqual([
      'Jogg may have charged for it; a new try is charged again.',
      'Nobody can know whether Jogg charged for it.',
      'Nothing was paid.',
      'Nothing was paid so far: this try costs like any video of its length.',
    ]);
  });

  it('pressed while Jogg is asked waits for its answer', () => {
    const cancel = chose('cancel');
    const done = submitted({ kind: 'done', projectId: 'p1', version: 'v1' });
    expect(
      told(
        [video('submitting'), [cancel, done]],
        [video('submitting'), [done, cancel]],
        [video('submitting'), [start, cancel]],
        [video('announced'), [cancel, { type: 'reserved', waitMs: 0 }]],
        [video('cancelled', { cancelledIn: 'rendering' }), [{ type: 'hint' }, cancel]],
      ),
    ).toEqual([
      'state rendering, submittedAt +0, project (id p1, version v1), poll (count 0, ' +
        'nextAt +12000, lastAt 0) | edit rendering:0',
      'state cancelled, cancelledIn rendering, submittedAt +0, project (id p1, version v1), ' +
        'poll (count 0, nextAt +12000, lastAt 0) | edit cancelled',
      'state cancelled, cancelledIn unconfirmed | edit cancelled',
      'state cancelled, cancelledIn announced | edit cancelled',
      'nothing | end',
    ]);
  });

  it('only looks for a card that may be there: found, it says so; no other one is posted', () => {
    const lost = video('cancelled', {
      posts: { card: post('in_doubt', { searches: 2, doubtSince: 0 }) },
    });
    expect(
      told(
        [lost, start],
        [lost, found('card', FOUND)],
        [lost, found('card', { kind: 'absent' })],
        [lost, found('card', { kind: 'unreadable' })],
        [video('cancelled', { posts: { card: post('sending') } }), posted('card', LATER)],
      ),
    ).toEqual([
      'nothing | find card',
      'cardVersion , card sent (ts 2.2) | edit cancelled',
      'card due (notBefore +0, searches 0, doubtSince null) | end',
      'card unknown | end',
      'card due (tries 1, notBefore +1500) | end',
    ]);
  });

  it('is looked for before paying and before showing, and at no other step', () => {
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
});
