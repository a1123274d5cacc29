import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import { FRESH_POST, type Post } from '../../src/domain/video/post.ts';
import { newVideo, type State, type Video } from '../../src/domain/video/video.ts';
import { START, sampleNewVideo } from './sample-new-video.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Every video of these tables was requested an hour ago. */
export const NOW = START + HOUR;

export const SENT: Post = { ...FRESH_POST, status: 'sent', channel: 'C1', ts: '1.1' };
const RESULT = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: 'T', seconds: 4 };
const PROJECT = { id: 'p1', version: 'v1' } as const;
const WAIT = { nextAt: NOW + SECOND, notBefore: 0, lastAt: NOW - MINUTE, runningAt: 0 };
const POLLED = { asked: false, count: 3, anomalies: 0, ...WAIT };

export type Change = Partial<Omit<Video, 'poll'>> & { readonly poll?: Partial<Video['poll']> };

/**
 * A video between two runs. Its card is sent (unless it is `requested`) and current. A paid request
 * was sent a minute ago. A rendering video is polled in a second.
 */
export function video(state: State, change: Change = {}): Video {
  const made = {
    ...newVideo(sampleNewVideo, START),
    state,
    posts: state === 'requested' ? {} : { card: SENT },
    ...(state === 'rendering' && { submittedAt: NOW - MINUTE, project: PROJECT }),
    ...((state === 'submitting' || state === 'unconfirmed') && { askedAt: NOW - MINUTE }),
    ...(state === 'ready' && { result: RESULT }),
    ...change,
    poll: { ...POLLED, ...change.poll },
  };
  return { ...made, cardVersion: change.cardVersion ?? cardVersionOf(made, NOW) };
}
