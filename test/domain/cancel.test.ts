import { describe, expect, it } from 'vitest';
import { afterWish, isFateful } from '../../src/domain/video/after-wish.ts';
import type { Step } from '../../src/domain/video/step.ts';
import {
  type Slot,
  type State,
  type Video,
  videoSchema,
  type Wish,
} from '../../src/domain/video/video.ts';
import { costLine, retryCost } from '../../src/slack/copy/sentences.ts';
import { MOMENT, NOW, somePost, someVideo } from './some-video.ts';
import { Story } from './story.ts';

const cancel = (confirmation = 1): { saw: 'wish'; wish: Wish } => ({
  saw: 'wish',
  wish: { choice: 'cancel', confirmation },
});
const start = { saw: 'start' } as const;

describe('cancelling', () => {
  it('while queued: Jogg is never asked and nothing was paid', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 30_000, place: 2 });
    const step = story.see(start, cancel());
    expect([step.do, story.video.state, costLine(story.video), retryCost(story.video)]).toEqual([
      'edit',
      'cancelled',
      'Nothing was paid.',
      'Nothing was paid so far: this try costs like any video of its length.',
    ]);
    story.edited();
    expect(story.wait(3_600_000).see(start)).toEqual({ do: 'end' });
  });

  it('while rendering: it is not asked for any more, and may be charged', () => {
    const story = new Story();
    story.rendering();
    const step = story.see(start, cancel());
    expect([step.do, story.video.state, costLine(story.video)]).toEqual([
      'edit',
      'cancelled',
      'Jogg may have charged for it; a new try is charged again.',
    ]);
    story.edited();
    const before = story.video;
    story.see(start, { saw: 'hint' });
    story.succeed();
    expect(story.video).toEqual(before);
  });

  it('while Jogg is being asked: never at that moment, but once its answer is there', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 0 });
    story.see(cancel());
    expect(story.video.state).toBe('submitting');
    story.see({ saw: 'submitted', outcome: { kind: 'done', projectId: 'p1', version: 'v1' } });
    story.see(start, cancel());
    expect(story.video.state).toBe('cancelled');
  });

  it('where the answer of Jogg was lost: given up, and nobody can know what was paid', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    story.see({ saw: 'reserved', waitMs: 0 });
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
    ['may have been shown', somePost('doubt', { doubtSince: NOW })],
    ['may have been shown, and is shown again', somePost('due', { doubtSince: NOW })],
    ['was shown out of its thread', somePost('astray')],
    ['was shown', somePost('sent')],
    ['was shown, as far as anybody knows', somePost('unknown')],
  ])('changes nothing once the result %s', (_, post) => {
    const shown = (posts: Video['posts']) =>
      afterWish(someVideo('ready', { posts }), cancel().wish, MOMENT);
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
      afterWish(someVideo('ready', { posts }), cancel().wish, MOMENT);
    expect([shown({ result: post }).state, shown({ direct: post }).state]).toEqual([
      'cancelled',
      'cancelled',
    ]);
  });

  it('is looked for before paying and before showing, and at no other step', () => {
    const fateful = (before: Video, video: Video, step: Step) => isFateful(before, { video, step });
    const edit = { do: 'edit', face: '' } as const;
    const at = (state: State) => someVideo(state);
    const post = (slot: Slot) => ({ do: 'post', slot }) as const;
    expect([
      fateful(at('announced'), at('submitting'), { do: 'submit' }),
      fateful(at('rendering'), at('ready'), edit),
      fateful(at('ready'), at('ready'), post('result')),
      fateful(at('ready'), at('ready'), post('direct')),
    ]).toEqual([true, true, true, true]);
    expect([
      fateful(at('submitting'), at('submitting'), { do: 'submit' }),
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
    story.see(cancel(), { saw: 'reserved', waitMs: 0 });
    expect([story.video.state, story.video.cancelledIn, story.video.askedAt]).toEqual([
      'cancelled',
      'announced',
      null,
    ]);
  });

  it('before the card is posted: no card is posted any more', () => {
    const story = new Story();
    expect([story.see(start, cancel()).do, story.video.state]).toEqual(['end', 'cancelled']);
  });

  it('while it is unknown whether its card is there: found, the card says that it is cancelled', () => {
    const story = new Story();
    story.start();
    story.see({ saw: 'posted', slot: 'card', outcome: { kind: 'unknown' }, face: 'queued' });
    const looks = story.see(start, cancel());
    const outcome = { kind: 'found', channel: 'C1', ts: '1.1' } as const;
    const next = story.see({ saw: 'found', slot: 'card', outcome });
    expect([looks, next, story.video.state]).toEqual([
      { do: 'find', slot: 'card' },
      { do: 'edit', face: 'cancelled' },
      'cancelled',
    ]);
  });

  it.each(['absent', 'blind'] as const)(
    'while it is unknown whether its card is there: %s, no other one is posted',
    (kind) => {
      const story = new Story();
      story.start();
      story.see({ saw: 'posted', slot: 'card', outcome: { kind: 'unknown' }, face: 'queued' });
      story.see(start, cancel());
      for (let looks = 0; looks < 4; looks += 1)
        story.wait(60_000).see({ saw: 'found', slot: 'card', outcome: { kind } });
      expect([story.see(start), story.video.state]).toEqual([{ do: 'end' }, 'cancelled']);
    },
  );
});

describe('waiting for its turn', () => {
  it('the card is edited when the place in line changes, and not otherwise', () => {
    const story = new Story();
    story.start();
    story.posted('card');
    const third = story.see({ saw: 'reserved', waitMs: 30_000, place: 3 });
    story.edited();
    const same = story.wait(30_000).see({ saw: 'reserved', waitMs: 30_000, place: 3 });
    const next = story.wait(30_000).see({ saw: 'reserved', waitMs: 30_000, place: 1 });
    expect([third, same.do, next]).toEqual([
      { do: 'edit', face: 'queued:3' },
      'wait',
      { do: 'edit', face: 'queued:1' },
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
