import { describe, expect, it } from 'vitest';
import { afterCommand } from '../../src/domain/video/after-command.ts';
import { STATES, type UserCommand, type Video } from '../../src/domain/video/video.ts';
import { MOMENT, NOW, SENT, somePost, someVideo } from './some-video.ts';

const LIKELY = { id: 'p9', version: 'v2' as const, title: 'T' };
const unconfirmed = (change: Partial<Video> = {}) => someVideo('unconfirmed', change);
const command = (choice: UserCommand['choice'], more: Partial<UserCommand> = {}): UserCommand => ({
  choice,
  confirmation: 1,
  ...more,
});

describe('a choice', () => {
  it('counts only for the confirmation it was shown for', () => {
    const video = unconfirmed({ candidate: LIKELY });
    for (const choice of ['ask_again', 'give_up', 'take_likely', 'cancel'] as const)
      expect(afterCommand(video, command(choice, { confirmation: 2, project: 'p9' }), MOMENT)).toBe(
        video,
      );
  });

  it('about what nobody knows counts only while nobody knows', () => {
    for (const state of STATES.filter((each) => each !== 'unconfirmed')) {
      const video = someVideo(state, { candidate: LIKELY });
      for (const choice of ['ask_again', 'give_up', 'take_likely'] as const)
        expect(afterCommand(video, command(choice, { project: 'p9' }), MOMENT)).toBe(video);
    }
  });

  it('to look again changes nothing by itself', () => {
    const video = unconfirmed();
    expect(afterCommand(video, command('look_again'), MOMENT)).toBe(video);
  });

  it('to cancel counts until the video has ended, except while Jogg is asked', () => {
    const cancels = STATES.filter(
      (state) => afterCommand(someVideo(state), command('cancel'), MOMENT).state === 'cancelled',
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
    expect(afterCommand(ended, command('cancel'), MOMENT)).toBe(ended);
  });

  it('to give up ends it, says when and in what state, and offers nothing more', () => {
    const after = afterCommand(unconfirmed({ candidate: LIKELY }), command('give_up'), MOMENT);
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
    afterCommand(
      unconfirmed({ posts, candidate: LIKELY, submit: { tries: 3, notBefore: NOW + 5 } }),
      command('ask_again'),
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
    const misplaced = somePost('misplaced');
    expect(ask({ card: SENT, unconfirmed: misplaced }).posts).toEqual({
      card: SENT,
      unconfirmed: misplaced,
    });
  });
});

describe('taking the likely project', () => {
  const take = (project: string | undefined, candidate: Video['candidate']) => {
    const video = unconfirmed({
      candidate,
      posts: { card: SENT, unconfirmed: SENT, direct: SENT },
    });
    return {
      video,
      after: afterCommand(video, command('take_likely', { project }), {
        ...MOMENT,
        pollScale: 0.5,
      }),
    };
  };

  it('waits for it from here on as for any other', () => {
    const { video, after } = take('p9', LIKELY);
    expect(after).toEqual({
      ...video,
      posts: { card: SENT, unconfirmed: SENT },
      candidate: null,
      project: { id: 'p9', version: 'v2' },
      submittedAt: NOW,
      poll: {
        count: 0,
        asked: false,
        anomalies: 0,
        nextAt: NOW + 2_500,
        notBefore: 0,
        lastAt: NOW,
      },
      state: 'rendering',
      since: NOW,
    });
  });

  it.each([
    ['another one is offered by now', 'p8', LIKELY],
    ['none is offered by now', 'p9', null],
    ['it is not said which', undefined, LIKELY],
    ['nothing is offered or said', undefined, null],
  ])('changes nothing where %s', (_, project, candidate) => {
    const { video, after } = take(project, candidate);
    expect(after).toBe(video);
  });
});
