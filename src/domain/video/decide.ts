import type { Lane } from '../ports.ts';
import { awaitsAudio } from './after-prepare.ts';
import { mayHaveReceipt } from './after-submit.ts';
import { cardVersionOf, nextCardVersionAt } from './card-version.ts';
import type { DecisionContext, Effect, Transition } from './effect.ts';
import { EDITED_REPLIES, FRESH_POST, type Post } from './post.ts';
import { awaitsFile, unshownFile } from './result-file.ts';
import { GIVE_UP_AFTER_MS, LATE_AFTER_MS, MIN_POLL_GAP_MS } from './schedule.ts';
import { hasFailed, hasResult, isFinal } from './state.ts';
import { SLOTS, type Slot, type Video } from './video.ts';

/** An effect that is due at `at` (ms since the epoch). The first due effect in a list wins. */
interface DueEffect {
  readonly at: number;
  readonly transition: () => Transition;
}

/** Chooses the effect to perform now and records its intent in the video. */
export function decide(video: Video, context: DecisionContext): Transition {
  const dueEffects = [
    ...duePolls(video),
    ...dueSubmits(video),
    ...dueEdits(video, context),
    ...dueReplyEdits(video, context),
    ...dueFileEffects(video, context),
    ...duePosts(video, context),
  ];
  const due = dueEffects.find((each) => each.at <= context.now);
  if (due) return due.transition();
  const until = Math.min(...dueEffects.map((each) => each.at), nextReceiptCheck(video, context));
  if (until === Infinity) return { video, effect: { type: 'end' } };
  return { video, effect: { type: 'wait', until, lane: laneOf(video) } };
}

/**
 * When an unconfirmed video checks for its receipt again. A process that was suspended, or crashed
 * after it had stored the receipt, may not have woken the video.
 */
function nextReceiptCheck(video: Video, { now }: DecisionContext): number {
  if (video.state !== 'unconfirmed' || !mayHaveReceipt(video)) return Infinity;
  return RECEIPT_CHECKS_MS.map((ms) => video.since + ms).find((at) => at > now) ?? Infinity;
}

const RECEIPT_CHECKS_MS = [60_000, 10 * 60_000, 3_600_000];

/** Polls and large files use lanes of their own, so that they never delay new videos. */
function laneOf(video: Video): Lane {
  if (awaitsFile(video)) return 'file';
  return video.state === 'rendering' ? 'poll' : 'prompt';
}

function duePolls(video: Video): DueEffect[] {
  if (video.state !== 'rendering') return [];
  const poll = { ...video.poll, asked: true };
  return [
    {
      at: video.poll.nextAt,
      transition: () => ({ video: { ...video, poll }, effect: { type: 'poll' } }),
    },
  ];
}

function dueSubmits(video: Video): DueEffect[] {
  if (video.state === 'submitting')
    return [{ at: 0, transition: () => ({ video, effect: { type: 'submit' } }) }];
  if (video.state !== 'announced') return [];
  const effect = { type: awaitsAudio(video) ? 'prepare' : 'reserve' } as const;
  return [{ at: video.submit.notBefore, transition: () => ({ video, effect }) }];
}

function dueEdits(video: Video, { now }: DecisionContext): DueEffect[] {
  if (video.posts.card?.status !== 'sent' || video.cardGone) return [];
  if (isFinal(video.state) && now > video.since + GIVE_UP_AFTER_MS) return [];
  const cardVersion = cardVersionOf(video, now);
  const isTrue = cardVersion === video.cardVersion;
  const at = isTrue ? nextCardVersionAt(video, now) : video.edit.notBefore;
  return [{ at, transition: () => ({ video, effect: { type: 'edit', cardVersion } }) }];
}

/** Edits of outdated replies, for up to a day. */
function dueReplyEdits(video: Video, { now }: DecisionContext): DueEffect[] {
  if (now > video.since + GIVE_UP_AFTER_MS) return [];
  return EDITED_REPLIES.flatMap((slot) => {
    const post = video.posts[slot];
    if (post?.status !== 'sent' || !post.outdated) return [];
    const effect: Effect = { type: 'edit_reply', slot };
    return [{ at: post.notBefore, transition: () => ({ video, effect }) }];
  });
}

/**
 * The file is stored before any message shows it. Each try is counted before it starts. Only the
 * `file` lane stores files, since that may take minutes.
 */
function dueFileEffects(
  video: Video,
  { now, pollScale, lane = 'file' }: DecisionContext,
): DueEffect[] {
  const { notBefore } = video.file;
  const fileId = unshownFile(video);
  if (fileId !== null)
    return [
      { at: notBefore, transition: () => ({ video, effect: { type: 'discard_file', fileId } }) },
    ];
  if (!awaitsFile(video) || video.posts.card?.status !== 'sent') return [];
  // A try after an expired link polls Jogg first, so it also observes the minimum poll gap.
  const soonest = video.file.expired > 0 ? now + MIN_POLL_GAP_MS * pollScale : notBefore;
  const file = { ...video.file, tries: video.file.tries + 1, notBefore: soonest };
  const transition = (): Transition =>
    lane === 'file'
      ? { video: { ...video, file }, effect: { type: 'store_file' } }
      : { video, effect: { type: 'wait', until: now, lane: 'file' } };
  return [{ at: video.file.notBefore, transition }];
}

function duePosts(video: Video, context: DecisionContext): DueEffect[] {
  for (const slot of SLOTS) {
    const post = video.posts[slot];
    if (post?.status === 'misplaced')
      return [{ at: post.notBefore, transition: () => postTransition(video, slot, post) }];
  }
  for (const slot of ['card', 'result', 'unconfirmed', 'late', 'direct'] as const) {
    const at = dueAt(video, slot, context);
    if (at === null) continue;
    const post = video.posts[slot] ?? FRESH_POST;
    if (post.status === 'sent' || post.status === 'refused' || post.status === 'unknown') continue;
    return [
      { at: Math.max(at, post.notBefore), transition: () => postTransition(video, slot, post) },
    ];
  }
  return [];
}

/** When the message of a slot is due, or null. */
function dueAt(video: Video, slot: Slot, { now }: DecisionContext): number | null {
  const { card, result } = video.posts;
  const inThread = card?.status === 'sent';
  const hasOutcome = hasResult(video.state) || hasFailed(video.state);
  switch (slot) {
    case 'card':
      return video.state === 'requested' ||
        (video.state === 'cancelled' && card?.status === 'in_doubt')
        ? 0
        : null;
    case 'late':
      return inThread && video.state === 'rendering' && video.submittedAt !== null
        ? video.submittedAt + LATE_AFTER_MS
        : null;
    case 'unconfirmed':
      return inThread && video.state === 'unconfirmed' ? 0 : null;
    case 'result':
      return inThread && hasOutcome && !awaitsFile(video) && unshownFile(video) === null ? 0 : null;
    case 'direct': {
      const isResultLost = result?.status === 'unknown' && video.cardGone;
      const { unconfirmed } = video.posts;
      const isUnasked =
        video.state === 'unconfirmed' &&
        (card?.status === 'unknown' ||
          unconfirmed?.status === 'refused' ||
          (unconfirmed?.status === 'unknown' && video.cardGone));
      const isNeeded =
        isUnasked || (hasOutcome && (!inThread || result?.status === 'refused' || isResultLost));
      // A result is reported however late it is. A failure is outdated after a day.
      const isFresh = video.state === 'ready' || now < video.since + GIVE_UP_AFTER_MS;
      return isNeeded && isFresh ? 0 : null;
    }
  }
}

function postTransition(video: Video, slot: Slot, post: Post): Transition {
  const { channel, ts } = post;
  if (post.status === 'in_doubt' || post.status === 'unseen')
    return { video, effect: { type: 'find', slot } };
  if (post.status === 'misplaced' && channel !== null && ts !== null)
    return { video, effect: { type: 'retract', slot, channel, ts } };
  const effect: Effect = { type: 'post', slot };
  return {
    video: { ...video, posts: { ...video.posts, [slot]: { ...post, status: 'sending' } } },
    effect,
  };
}
