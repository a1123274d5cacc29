import type { DecisionContext } from '../../src/domain/video/effect.ts';
import type { Post } from '../../src/domain/video/post.ts';
import { newVideo, type State, type Video } from '../../src/domain/video/video.ts';
import { facts, START } from './story.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const NOW = START + HOUR;
export const MOMENT: DecisionContext = { now: NOW, random: 1, pollScale: 1, hasWebhook: false };

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
    searches: 0,
    doubtSince: null,
    ...change,
  };
}

export const SENT = somePost('sent');
