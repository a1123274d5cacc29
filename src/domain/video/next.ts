import { absorb } from './absorb.ts';
import { decide } from './decide.ts';
import type { Moment, Seen, Turn } from './step.ts';
import type { Video } from './video.ts';

/**
 * The whole life of a video as one pure function: takes what was seen, in order, into its state,
 * then says the one thing to do next. The answer's `video` must be stored before its `step` is
 * performed: it holds the intent, so that a crash in between is recognised at the next `start`.
 */
export function next(video: Video, seen: readonly Seen[], moment: Moment): Turn {
  const after = seen.reduce((before, each) => absorb(before, each, moment), video);
  return decide(after, moment);
}
