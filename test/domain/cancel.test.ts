import { describe, expect, it } from 'vitest';
import { afterCommand, isIrreversible } from '../../src/domain/video/after-command.ts';
import type { Effect } from '../../src/domain/video/effect.ts';
import {
  type Slot,
  type State,
  type UserCommand,
  type Video,
  videoSchema,
} from '../../src/domain/video/video.ts';
import { costLine, retryCost } from '../../src/slack/copy/failure-copy.ts';
import { MOMENT, NOW, somePost, someVideo } from './some-video.ts';
import { Story } from './story.ts';

const cancel = (confirmation = 1): { type: 'command'; command: UserCommand } => ({
  type: 'command',
  command: { choice: 'cancel', confirmation },
});
const start = { type: 'start' } as const;

describe('cancelling', () => {
  it('while queued: Jogg is never asked and nothing was paid', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 30_000, place: 2 });
    const effect = story.see(start, cancel());
    expect([effect.type, story.video.state, costLine(story.video), retryCost(story.video)]).toEqual(
      [
        'edit',
        'cancelled',
        'Nothing was paid.',
        'Nothing was paid so far: this try costs like any video of its length.',
      ],
    );
    story.edited();
    expect(story.wait(3_600_000).see(start)).toEqual({ type: 'end' });
  });

  it('while rendering: it is not asked for any more, and may be charged', () => {
    const story = new Story();
    story.rendering();
    const effect = story.see(start, cancel());
    expect([effect.type, story.video.state, costLine(story.video)]).toEqual([
      'edit',
      'cancelled',
      'Jogg may have charged for it; a new try is charged again.',
    ]);
    story.edited();
    const before = story.video;
    story.see(start, { type: 'hint' });
    story.succeed();
    expect(story.video).toEqual(before);
  });

  it('while Jogg is being asked: never at that moment, but once its answer is there', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 0 });
    story.see(cancel());
    expect(story.video.state).toBe('submitting');
    story.see({ type: 'submitted', outcome: { kind: 'done', projectId: 'p1', version: 'v1' } });
    story.see(start, cancel());
    expect(story.video.state).toBe('cancelled');
  });

  it('where the answer of Jogg was lost: given up, and nobody can know what was paid', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ type: 'reserved', waitMs: 0 });
    story.see(start, cancel());
    expect([story.video.state, costLine(story.video)]).toEqual([
      'cancelled',
      'Nobody can know whether Jogg charged for it.',
    ]);
  });

  it('counts only for the confirmation that it was pressed for', () => {
    const story = new Story();
    story.rendering();
    story.see(start, cancel(2));
    expect(story.video.state).toBe('rendering');
  });

  it('pressed right before the video was there: it is not shown, and nothing of it is kept', () => {
    const story = new Story();
    story.rendering();
    story.succeed();
    story.see(start, cancel());
    const { state, cancelledIn, result } = story.video;
    expect([state, cancelledIn, result, costLine(story.video)]).toEqual([
      'cancelled',
      'ready',
      null,
      'Jogg may have charged for it; a new try is charged again.',
    ]);
  });

  it.each([
    ['is being shown', somePost('sending')],
    ['may have been shown', somePost('in_doubt', { doubtSince: NOW })],
    ['may have been shown, and is shown again', somePost('due', { doubtSince: NOW })],
    ['was shown out of its thread', somePost('misplaced')],
    ['was shown', somePost('sent')],
    ['was shown, as far as anybody knows', somePost('unknown')],
  ])('changes nothing once the result %s', (_, post) => {
    const shown = (posts: Video['posts']) =>
      afterCommand(someVideo('ready', { posts }), cancel().command, MOMENT);
    expect([shown({ result: post }).state, shown({ direct: post }).state]).toEqual([
      'ready',
      'ready',
    ]);
  });

  it.each([
    ['waits to be posted', somePost('due')],
    ['was refused by Slack', somePost('refused')],
  ])('counts while the result %s', (_, post) => {
    const shown = (posts: Video['posts']) =>
      afterCommand(someVideo('ready', { posts }), cancel().command, MOMENT);
    expect([shown({ result: post }).state, shown({ direct: post }).state]).toEqual([
      'cancelled',
      'cancelled',
    ]);
  });

  it('is looked for before paying and before showing, and at no other step', () => {
    const fateful = (before: Video, video: Video, effect: Effect) =>
      isIrreversible(before, { video, effect });
    const edit = { type: 'edit', cardVersion: '' } as const;
    const at = (state: State) => someVideo(state);
    const post = (slot: Slot) => ({ type: 'post', slot }) as const;
    expect([
      fateful(at('announced'), at('submitting'), { type: 'submit' }),
      fateful(at('rendering'), at('ready'), edit),
      fateful(at('ready'), at('ready'), post('result')),
      fateful(at('ready'), at('ready'), post('direct')),
    ]).toEqual([true, true, true, true]);
    expect([
      fateful(at('submitting'), at('submitting'), { type: 'submit' }),
      fateful(at('submitting'), at('rendering'), edit),
      fateful(at('ready'), at('ready'), edit),
      fateful(at('ready'), at('ready'), post('card')),
      fateful(at('rendering'), at('failed'), post('result')),
    ]).toEqual([false, false, false, false, false]);
  });

  it('read with a turn to pay: the turn is given up', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see(cancel(), { type: 'reserved', waitMs: 0 });
    expect([story.video.state, story.video.cancelledIn, story.video.askedAt]).toEqual([
      'cancelled',
      'announced',
      null,
    ]);
  });

  it('before the card is posted: no card is posted any more', () => {
    const story = new Story();
    expect([story.see(start, cancel()).type, story.video.state]).toEqual(['end', 'cancelled']);
  });

  it('while it is unknown whether its card is there: found, the card says that it is cancelled', () => {
    const story = new Story();
    story.start();
    story.see({
      type: 'posted',
      slot: 'card',
      outcome: { kind: 'unknown' },
      cardVersion: 'queued',
    });
    const searches = story.see(start, cancel());
    const outcome = { kind: 'found', channel: 'C1', ts: '1.1' } as const;
    const next = story.see({ type: 'found', slot: 'card', outcome });
    expect([searches, next, story.video.state]).toEqual([
      { type: 'find', slot: 'card' },
      { type: 'edit', cardVersion: 'cancelled' },
      'cancelled',
    ]);
  });

  it.each(['absent', 'unreadable'] as const)(
    'while it is unknown whether its card is there: %s, no other one is posted',
    (kind) => {
      const story = new Story();
      story.start();
      story.see({
        type: 'posted',
        slot: 'card',
        outcome: { kind: 'unknown' },
        cardVersion: 'queued',
      });
      story.see(start, cancel());
      for (let searches = 0; searches < 4; searches += 1)
        story.wait(60_000).see({ type: 'found', slot: 'card', outcome: { kind } });
      expect([story.see(start), story.video.state]).toEqual([{ type: 'end' }, 'cancelled']);
    },
  );
});

describe('waiting for its turn', () => {
  it('the card is edited when the place in line changes, and not otherwise', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    const third = story.see({ type: 'reserved', waitMs: 30_000, place: 3 });
    story.edited();
    const same = story.wait(30_000).see({ type: 'reserved', waitMs: 30_000, place: 3 });
    const next = story.wait(30_000).see({ type: 'reserved', waitMs: 30_000, place: 1 });
    expect([third, same.type, next]).toEqual([
      { type: 'edit', cardVersion: 'queued:3' },
      'wait',
      { type: 'edit', cardVersion: 'queued:1' },
    ]);
  });
});

it('a record from before places, lineage and cancelling still loads', () => {
  const { place: _, lineage: __, cancelledIn: ___, ...before } = new Story().video;
  expect(videoSchema.parse(before)).toMatchObject({
    place: null,
    lineage: null,
    cancelledIn: null,
  });
});
