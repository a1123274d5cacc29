import { FRESH_POST, type Post } from '../../src/domain/video/post.ts';
import type { Failure, Order, State, Video } from '../../src/domain/video/video.ts';
import { newVideo } from '../../src/domain/video/video.ts';
import type { SafeLink } from '../../src/slack/blocks/link.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';

export const NOON = Date.UTC(2026, 5, 1, 12);

export const LABEL = 'AI-generated video';

export const sentPost = (channel: string, ts: string): Post => {
  return { ...FRESH_POST, status: 'sent', channel, ts, tries: 1 };
};

export const rejectedPost = (refusal: string): Post => {
  return { ...FRESH_POST, status: 'refused', refusal, tries: 1 };
};

const ORDER: Order = {
  ...sampleNewVideo.order,
  ...{ script: 'Hello & welcome to the launch.', shape: 'portrait', name: 'Launch' },
  voice: { id: 'v7', name: 'Christopher' },
};

/** A video that Ann requested in #launch, in `state`. `order`: what differs in its order. */
export function sampleVideo(
  state: State,
  change: Partial<Video> = {},
  order: Partial<Order> = {},
): Video {
  const origin = { channel: 'C0LAUNCH', threadTs: null };
  const identity = { id: 'vid_1', requester: 'U0ANN', origin };
  const input = { ...sampleNewVideo, ...identity, order: { ...ORDER, ...order } };
  const fresh = newVideo(input, NOON);
  return { ...fresh, state, posts: { card: sentPost('C0LAUNCH', '1780315200.000100') }, ...change };
}

export const READY: Partial<Video> = {
  project: { id: 'p1', version: 'v1' },
  submittedAt: NOON,
  result: {
    videoUrl: 'https://res.jogg.ai/v/1.mp4?sig=a&exp=2',
    coverUrl: 'https://res.jogg.ai/v/1.png',
    title: 'Launch',
    seconds: 65.4,
  },
};

export const STORED_FILE = { ...sampleVideo('ready').file, status: 'stored', id: 'F1' } as const;

const host = 'acme.slack.com';
export const FILE_LINK: SafeLink = { href: `https://${host}/files/U0BOT/F1/launch.mp4`, host };

/** A video with `text` in every field that contains external text. */
export function hostileVideo(state: State, text: string, reason: Failure['reason']): Video {
  const url = `https://res.jogg.ai/${text}`;
  const avatar = { kind: 'public', id: text, name: text, coverUrl: text } as const;
  const voice = { id: text, name: text };
  const order = { script: text, name: text, avatar, voice };
  const change: Partial<Video> = {
    submittedAt: NOON,
    project: { id: text, version: 'v1' },
    result: { videoUrl: url, coverUrl: `${url}.png`, title: text, seconds: 61 },
    failure: { reason, detail: text, rid: text },
    candidate: { id: text, version: 'v1', title: text },
    file: { ...STORED_FILE, status: 'given_up', id: null, why: text },
    lineage: { how: 'remix', name: text },
  };
  return sampleVideo(state, change, order);
}
