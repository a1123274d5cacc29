import { decide } from './decide.ts';
import type { DecisionContext, Transition, VideoEvent } from './effect.ts';
import { evolve } from './evolve.ts';
import type { Video } from './video.ts';

/**
 * The whole life of a video as one pure function: takes what was seen, in order, into its state,
 * then says the one thing to do next. The answer's `video` must be stored before its `effect` is
 * performed: it holds the intent, so that a crash in between is recognised at the next `start`.
 */
export function transition(
  video: Video,
  events: readonly VideoEvent[],
  context: DecisionContext,
): Transition {
  const after = events.reduce((before, each) => evolve(before, each, context), video);
  return decide(after, context);
}
