import type { Failure, State, Video } from '../../src/domain/video/video.ts';
import { sampleVideo } from './sample-video.ts';

/** A video every field of which, as far as it comes from outside, is `text`. */
export function hostileVideo(state: State, text: string, reason: Failure['reason']): Video {
  const sample = sampleVideo(state);
  return {
    ...sample,
    order: {
      ...sample.order,
      script: text,
      name: text,
      avatar: { ...sample.order.avatar, id: text, name: text, coverUrl: text },
      voice: { id: text, name: text },
    },
    project: { id: text, version: 'v1' },
    result: {
      videoUrl: `https://res.jogg.ai/${text}`,
      coverUrl: `https://res.jogg.ai/${text}.png`,
      title: text,
      seconds: 61,
    },
    failure: { reason, detail: text, rid: text },
  };
}
