import type { Transition } from './effect.ts';
import type { Video } from './video.ts';

/**
 * Whether a crash of the machine, never one of the process, may forget a video that is stored
 * before its next effect: while Jogg renders, what a poll brought can be asked again, and a card
 * can be edited again. What was posted, paid or chosen is never forgotten. The next thing that may
 * not happen twice is stored for good, and all before it.
 */
export function mayBeForgotten(before: Video | undefined, { video, effect }: Transition): boolean {
  if (before?.state !== 'rendering' || before.posts !== video.posts) return false;
  // That a poll was begun only keeps the next one 5 s away; no machine is back so soon.
  return effect.type === 'edit' || (effect.type === 'poll' && video.state === 'rendering');
}
