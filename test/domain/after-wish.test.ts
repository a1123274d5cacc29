import { describe, expect, it } from 'vitest';
import { afterWish } from '../../src/domain/video/after-wish.ts';
import { STATES, type Video, type Wish } from '../../src/domain/video/video.ts';
import { MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';

const LIKELY = { id: 'p9', version: 'v2' as const, title: 'T' };
const unconfirmed = (change: Partial<Video> = {}) => someVideo('unconfirmed', change);
const wish = (choice: Wish['choice'], more: Partial<Wish> = {}): Wish => ({
  choice,
  confirmation: 1,
  ...more,
});

describe('a choice', () => {
  it('counts only for the confirmation it was shown for', () => {
    const video = unconfirmed({ likely: LIKELY });
    for (const choice of ['ask_again', 'give_up', 'take_likely', 'cancel'] as const)
      expect(afterWish(video, wish(choice, { confirmation: 2, project: 'p9' }), MOMENT)).toBe(
        video,
      );
  });

  it('about what nobody knows counts only while nobody knows', () => {
    for (const state of STATES.filter((each) => each !== 'unconfirmed')) {
      const video = someVideo(state, { likely: LIKELY });
      for (const choice of ['ask_again', 'give_up', 'take_likely'] as const)
        expect(afterWish(video, wish(choice, { project: 'p9' }), MOMENT)).toBe(video);
    }
  });

  it('to look again changes nothing by itself', () => {
    const video = unconfirmed();
    expect(afterWish(video, wish('look_again'), MOMENT)).toBe(video);
  });

  it('to cancel counts until the video has ended, except while Jogg is asked', () => {
    const cancels = STATES.filter(
      (state) => afterWish(someVideo(state), wish('cancel'), MOMENT).state === 'cancelled',
    );
    expect(cancels).toEqual([
      'requested',
      'announced',
      'rendering',
      'ready',
      'unconfirmed',
      'cancelled',
    ]);
    const ended = someVideo('cancelled');
    expect(afterWish(ended, wish('cancel'), MOMENT)).toBe(ended);
  });

  it('to give up ends it, says when and in what state, and offers nothing more', () => {
    const after = afterWish(unconfirmed({ likely: LIKELY }), wish('give_up'), MOMENT);
    expect(after).toEqual({
      ...unconfirmed(),
      state: 'cancelled',
      cancelledIn: 'unconfirmed',
      since: NOW,
    });
  });
});

describe('asking again', () => {
  const ask = (posts: Video['posts']) =>
    afterWish(
      unconfirmed({ posts, likely: LIKELY, submit: { tries: 3, notBefore: NOW + 5 } }),
      wish('ask_again'),
      MOMENT,
    );

  it('is a new confirmation with messages of its own', () => {
    const after = ask({ card: SENT, unconfirmed: SENT, direct: SENT });
    expect(after).toEqual({
      ...unconfirmed(),
      posts: { card: SENT },
      confirmations: 2,
      submit: { tries: 0, notBefore: 0 },
      confirmedAt: NOW,
      state: 'announced',
      since: NOW,
    });
    expect(ask({ card: SENT }).posts).toEqual({ card: SENT });
  });

  it('still has a message to withdraw that landed outside its thread', () => {
    const astray = somePost('astray');
    expect(ask({ card: SENT, unconfirmed: astray }).posts).toEqual({
      card: SENT,
      unconfirmed: astray,
    });
  });
});

describe('taking the likely project', () => {
  const take = (project: string | undefined, likely: Video['likely']) => {
    const video = unconfirmed({ likely, posts: { card: SENT, unconfirmed: SENT, direct: SENT } });
    return {
      video,
      after: afterWish(video, wish('take_likely', { project }), { ...MOMENT, scale: 0.5 }),
    };
  };

  it('waits for it from here on as for any other', () => {
    const { video, after } = take('p9', LIKELY);
    expect(after).toEqual({
      ...video,
      posts: { card: SENT, unconfirmed: SENT },
      likely: null,
      project: { id: 'p9', version: 'v2' },
      submittedAt: NOW,
      look: { count: 0, asked: false, odd: 0, nextAt: NOW + 2_500, notBefore: 0, lastAt: NOW },
      state: 'rendering',
      since: NOW,
    });
  });

  it.each([
    ['another one is offered by now', 'p8', LIKELY],
    ['none is offered by now', 'p9', null],
    ['it is not said which', undefined, LIKELY],
    ['nothing is offered or said', undefined, null],
  ])('changes nothing where %s', (_, project, likely) => {
    const { video, after } = take(project, likely);
    expect(after).toBe(video);
  });
});
