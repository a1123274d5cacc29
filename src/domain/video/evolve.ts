import { afterCommand } from './after-command.ts';
import { afterEdit } from './after-edit.ts';
import { afterPoll, afterReason } from './after-poll.ts';
import { afterFind, afterPost, afterRetraction, asInDoubt } from './after-post.ts';
import { afterPrepare } from './after-prepare.ts';
import { afterReceipt, afterReserve, afterSubmit } from './after-submit.ts';
import { failureFor, withFailure, withState } from './changes.ts';
import { clampFutureTimes } from './clock-skew.ts';
import type { DecisionContext, VideoEvent } from './effect.ts';
import { afterReplyEdit } from './reply-edit.ts';
import { afterFileDiscard, afterFileStart, afterFileStore } from './result-file.ts';
import { GIVE_UP_AFTER_MS, MIN_POLL_GAP_MS } from './schedule.ts';
import { isUnpaid } from './state.ts';
import type { Video } from './video.ts';

/** Applies an event to the video's state. Pure. */
export function evolve(video: Video, event: VideoEvent, context: DecisionContext): Video {
  switch (event.type) {
    case 'start':
      return afterStart(video, context);
    case 'hint':
      return afterHint(video, context);
    case 'command':
      return afterCommand(video, event.command, context);
    case 'receipt':
      return afterReceipt(video, event.receipt, context);
    case 'candidate':
      return video.state === 'unconfirmed' ? { ...video, candidate: event.candidate } : video;
    case 'posted':
      return afterPost(video, event.slot, event.outcome, event.cardVersion, context);
    case 'found':
      return afterFind(video, event.slot, event.outcome, context);
    case 'retracted':
      return afterRetraction(video, event.slot, event.outcome, context);
    case 'edited':
      return afterEdit(video, event.cardVersion, event.outcome, context);
    case 'reply_edited':
      return afterReplyEdit(video, event.slot, event.outcome, context);
    case 'prepared':
      return afterPrepare(video, event.outcome, context);
    case 'reserved':
      return afterReserve(video, event, context);
    case 'not_allowed':
      return video.state === 'announced'
        ? withFailure(video, failureFor('not_allowed'), context)
        : video;
    case 'submitted':
      return afterSubmit(video, event.outcome, context);
    case 'polled':
      return afterPoll(video, event.outcome, context);
    case 'reason':
      return afterReason(video, event.detail);
    case 'file_stored':
      return afterFileStore(video, event.outcome, context);
    case 'file_discarded':
      return afterFileDiscard(video, event.outcome, context);
  }
}

/** A run begins: every effect that was still in progress is in doubt. */
function afterStart(video: Video, context: DecisionContext): Video {
  let after = clampFutureTimes(video, context);
  for (const slot of ['card', 'late', 'unconfirmed', 'result', 'direct'] as const)
    if (after.posts[slot]?.status === 'sending') after = asInDoubt(after, slot, context);
  if (after.poll.asked) {
    const nextAt = context.now + MIN_POLL_GAP_MS * context.pollScale;
    after = { ...after, poll: { ...after.poll, asked: false, nextAt, lastAt: context.now } };
  }
  if (after.state === 'submitting') after = withState(after, 'unconfirmed', context);
  const unpaid = isUnpaid(after.state);
  const inDoubt = after.posts.card?.status === 'in_doubt';
  if (unpaid && !inDoubt && context.now >= after.confirmedAt + GIVE_UP_AFTER_MS)
    after = withState(after, 'expired', context);
  return afterFileStart(after, context);
}

/** A webhook named the project: polls now, but at least 5 s after the last poll. */
function afterHint(video: Video, { now, pollScale }: DecisionContext): Video {
  if (video.state !== 'rendering') return video;
  const soonest = Math.max(video.poll.lastAt + MIN_POLL_GAP_MS * pollScale, video.poll.notBefore);
  return {
    ...video,
    poll: { ...video.poll, nextAt: Math.min(video.poll.nextAt, Math.max(now, soonest)) },
  };
}
