import type { DecisionContext, Transition } from './effect.ts';
import { MIN_POLL_GAP_MS } from './schedule.ts';
import { isInProgress } from './state.ts';
import { FRESH_POLL, type Slot, type UserCommand, type Video } from './video.ts';

/** Applies a user command if the video's state and confirmation still match it. */
export function afterCommand(video: Video, command: UserCommand, context: DecisionContext): Video {
  if (command.confirmation !== video.confirmations) return video;
  if (command.choice === 'cancel')
    // While Jogg is being asked, the command waits for the answer.
    return (isInProgress(video.state) && video.state !== 'submitting') || wasNeverShown(video)
      ? cancel(video, context)
      : video;
  if (video.state !== 'unconfirmed') return video;
  switch (command.choice) {
    case 'give_up':
      return cancel(video, context);
    case 'ask_again':
      return askAgain(video, context);
    case 'take_likely':
      return takeCandidate(video, command, context);
    case 'look_again':
      return { ...video, checkedAt: command.at ?? video.checkedAt };
  }
}

/** Whether a command asks for a check at Jogg that has not been made yet. */
export function isNewCheck({ state, checkedAt }: Video, { choice, at }: UserCommand): boolean {
  return state === 'unconfirmed' && choice === 'look_again' && (at ?? checkedAt) !== checkedAt;
}

/**
 * Whether a transition begins something irreversible: paying, or showing the result. The run reads
 * new commands before it stores such a transition.
 */
export function isIrreversible(before: Video, { video, effect }: Transition): boolean {
  if (video.state === 'submitting') return before.state !== 'submitting';
  if (video.state !== 'ready') return false;
  return before.state !== 'ready' || (effect.type === 'post' && RESULT_SLOTS.includes(effect.slot));
}

/** The slots of the messages that show a ready video. */
const RESULT_SLOTS: readonly Slot[] = ['result', 'direct'];

/** Whether a ready video was certainly never shown, so that a Cancel still counts. */
function wasNeverShown({ state, posts }: Video): boolean {
  return (
    state === 'ready' &&
    RESULT_SLOTS.every((slot) => {
      const post = posts[slot];
      const isUnsent = post?.status === 'due' || post?.status === 'refused';
      return !post || (isUnsent && post.doubtSince === null);
    })
  );
}

function cancel(video: Video, { now }: DecisionContext): Video {
  const cancelledIn = video.state;
  return { ...video, candidate: null, result: null, cancelledIn, state: 'cancelled', since: now };
}

function askAgain(video: Video, { now }: DecisionContext): Video {
  const { unconfirmed, direct: _, ...rest } = video.posts;
  // A misplaced message still has to be deleted.
  const posts = unconfirmed?.status === 'misplaced' ? { ...rest, unconfirmed } : rest;
  return {
    ...video,
    posts,
    candidate: null,
    checkedAt: null,
    confirmations: video.confirmations + 1,
    submit: { tries: 0, notBefore: 0 },
    confirmedAt: now,
    state: 'announced',
    since: now,
  };
}

/** Takes the candidate that the requester chose: the video renders and is polled from now on. */
function takeCandidate(
  video: Video,
  command: UserCommand,
  { now, pollScale }: DecisionContext,
): Video {
  const { candidate } = video;
  if (candidate === null || candidate.id !== command.project) return video;
  const { direct: _, ...posts } = video.posts;
  const { title: _title, ...project } = candidate;
  const nextAt = now + MIN_POLL_GAP_MS * pollScale;
  return {
    ...video,
    posts,
    candidate: null,
    project,
    submittedAt: now,
    poll: { ...FRESH_POLL, nextAt, lastAt: now },
    state: 'rendering',
    since: now,
  };
}
