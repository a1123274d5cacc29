import type { Moment } from '../../src/domain/video/step.ts';
import { newVideo, type Post, type State, type Video } from '../../src/domain/video/video.ts';
import { facts, START } from './story.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const NOW = START + HOUR;
export const MOMENT: Moment = { now: NOW, roll: 1, scale: 1, webhook: false };

/** A video an hour after it was asked for. */
export function someVideo(state: State, change: Partial<Video> = {}): Video {
  return { ...newVideo(facts, START), state, ...change };
}

/** A message of it. */
export function somePost(status: Post['status'], change: Partial<Post> = {}): Post {
  return {
    status,
    channel: 'C1',
    ts: '1.1',
    refusal: null,
    tries: 0,
    notBefore: 0,
    looks: 0,
    doubtSince: null,
    ...change,
  };
}

export const SENT = somePost('sent');
