import { decide } from './decide.ts';
import type { DecisionContext, Transition, VideoEvent } from './effect.ts';
import { evolve } from './evolve.ts';
import type { Video } from './video.ts';

/**
 * The state machine of a video, a pure function: applies the events in order, then chooses the next
 * effect. The caller must store the returned `video` before it performs the `effect`: the video
 * records the intent, so that the next run detects a crash in between.
 */
export function transition(
  video: Video,
  events: readonly VideoEvent[],
  context: DecisionContext,
): Transition {
  const after = events.reduce((before, each) => evolve(before, each, context), video);
  return decide(after, context);
}
