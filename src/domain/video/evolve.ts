import { afterCommand } from './after-command.ts';
import { afterEdit } from './after-edit.ts';
import { afterPoll, afterReason } from './after-poll.ts';
import { afterPrepare } from './after-prepare.ts';
import { failureFor, finalize, isDirect, isOverdue, withFailure, withState } from './changes.ts';
import { clampFutureTimes } from './clock-skew.ts';
import type { DecisionContext, VideoEvent } from './effect.ts';
import {
  type EditOutcome,
  type FindOutcome,
  type PostOutcome,
  projectOf,
  type SubmitOutcome,
} from './outcome.ts';
import { FRESH_POST, type Post } from './post.ts';
import { afterReceipt } from './receipt.ts';
import { afterReplyEdit } from './reply-edit.ts';
import {
  afterFileDiscard,
  afterFilePost,
  afterFileSearch,
  afterFileStart,
  afterFileStore,
  afterUnreadableFind,
} from './result-file.ts';
import { GIVE_UP_AFTER_MS, MIN_POLL_GAP_MS, pollDelay, retryDelay } from './schedule.ts';
import { isUnpaid } from './state.ts';
import { FRESH_POLL, type Slot, type Video } from './video.ts';

/** Slack's reads lag behind its writes: a message counts as absent after this many searches … */
const SEARCHES_BEFORE_ABSENT = 3;
/** … over at least this long. */
const MIN_DOUBT_MS = 60_000;
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
      if (video.state !== 'announced') return video;
      return event.waitMs === 0
        ? withState(
            {
              ...video,
              askedAt: context.now,
              askedOf: event.account ?? null,
              answered: null,
              place: null,
            },
            'submitting',
            context,
          )
        : {
            ...video,
            place: event.place ?? null,
            submit: { ...video.submit, notBefore: context.now + event.waitMs },
          };
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

function afterPost(
  video: Video,
  slot: Slot,
  outcome: PostOutcome,
  cardVersion: string,
  context: DecisionContext,
): Video {
  const tries = (video.posts[slot] ?? FRESH_POST).tries + 1;
  const afterFile = slot === 'result' ? afterFilePost(video, outcome, context) : null;
  if (afterFile) return finalize(afterFile, context);
  switch (outcome.kind) {
    case 'later': {
      if (isOverdue(video, tries, context)) return asOverdue(video, slot, context);
      const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
      return withPost(video, slot, { status: 'due', tries, notBefore });
    }
    case 'unknown':
      return asInDoubt(video, slot, context);
    case 'refused':
      return asRefused(video, slot, outcome.error, context);
    case 'done': {
      const { channel, ts } = outcome;
      if (!outcome.inThread && slot !== 'direct')
        return withPost(video, slot, { status: 'misplaced', channel, ts, notBefore: 0 });
      const fresh = withPost(video, slot, { outdated: false });
      return asSent(fresh, slot, { channel, ts }, cardVersion, context);
    }
  }
}

function afterFind(
  video: Video,
  slot: Slot,
  outcome: FindOutcome,
  context: DecisionContext,
): Video {
  const post = video.posts[slot];
  if (!post) return video;
  if (post.status === 'unseen' && outcome.kind !== 'found')
    return finalize(afterFileSearch(video, post, outcome, context), context);
  const { now, pollScale, random } = context;
  switch (outcome.kind) {
    case 'found':
      // Its content is unknown, so an edit corrects it.
      return asSent(video, slot, outcome, '', context);
    case 'unreadable': {
      const again = slot === 'result' ? afterUnreadableFind(video, post, context) : null;
      return again ? withPost(video, slot, again) : afterUnreadable(video, slot, context);
    }
    case 'later': {
      const tries = post.tries + 1;
      if (isOverdue(video, tries, context)) return asOverdue(video, slot, context);
      return withPost(video, slot, {
        tries,
        notBefore: now + retryDelay(tries, outcome.afterMs, random),
      });
    }
    case 'absent': {
      const searches = post.searches + 1;
      const hasWaited = now - (post.doubtSince ?? now) >= MIN_DOUBT_MS * pollScale;
      return searches >= SEARCHES_BEFORE_ABSENT && hasWaited
        ? withPost(video, slot, { status: 'due', searches: 0, doubtSince: null, notBefore: now })
        : withPost(video, slot, { searches, notBefore: now + (MIN_DOUBT_MS / 2) * pollScale });
    }
  }
}

function afterSubmit(video: Video, outcome: SubmitOutcome, context: DecisionContext): Video {
  switch (outcome.kind) {
    case 'done': {
      const { now } = context;
      const nextAt = now + pollDelay(video, context, 0);
      return withState(
        {
          ...video,
          project: projectOf(outcome),
          submittedAt: now,
          poll: { ...FRESH_POLL, nextAt },
        },
        'rendering',
        context,
      );
    }
    case 'later': {
      const tries = video.submit.tries + 1;
      const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
      return withState({ ...video, submit: { tries, notBefore } }, 'announced', context);
    }
    case 'refused':
      return withFailure(video, outcome.failure, context);
    case 'unknown':
      return withState({ ...video, answered: outcome.answered ?? null }, 'unconfirmed', context);
  }
}

function asSent(
  video: Video,
  slot: Slot,
  at: { channel: string; ts: string | null },
  cardVersion: string,
  context: DecisionContext,
): Video {
  const { channel, ts } = at;
  const after = withPost(video, slot, { status: 'sent', channel, ts });
  if (slot !== 'card') return finalize(after, context);
  // The card of a cancelled video is searched only to show the cancellation.
  return video.state === 'cancelled'
    ? { ...after, cardVersion }
    : withState({ ...after, cardVersion }, 'announced', context);
}

function asRefused(video: Video, slot: Slot, error: string, context: DecisionContext): Video {
  const after = withPost(video, slot, { status: 'refused', refusal: error });
  return slot === 'card' && video.state !== 'cancelled'
    ? withFailure(after, failureFor('cannot_post', error), context)
    : finalize(after, context);
}

function afterRetraction(
  video: Video,
  slot: Slot,
  outcome: EditOutcome,
  context: DecisionContext,
): Video {
  const tries = (video.posts[slot] ?? FRESH_POST).tries + 1;
  if (outcome.kind !== 'later' || isOverdue(video, tries, context))
    return asRefused(video, slot, 'unthreaded', context);
  const notBefore = context.now + retryDelay(5, outcome.afterMs, context.random);
  return withPost(video, slot, { tries, notBefore });
}

/** Slack has rejected a message for a day: the app stops trying. If in doubt, it may be there. */
function asOverdue(video: Video, slot: Slot, context: DecisionContext): Video {
  const isInDoubt = (video.posts[slot] ?? FRESH_POST).doubtSince !== null;
  if (!isInDoubt && slot !== 'card') return asRefused(video, slot, 'no_answer', context);
  const after = withPost(video, slot, { status: isInDoubt ? 'unknown' : 'due' });
  return video.state === 'requested'
    ? withState(after, 'expired', context)
    : finalize(after, context);
}

/** The answer to a message was lost. It is searched for and not repeated. */
function asInDoubt(video: Video, slot: Slot, { now }: DecisionContext): Video {
  return withPost(video, slot, {
    status: 'in_doubt',
    searches: 0,
    doubtSince: now,
    notBefore: now,
  });
}

/**
 * The app may not search for the message, so it is not repeated. A card in doubt cannot open a
 * thread, so the thread moves to a direct message, once. If the thread is in a direct message
 * already, the video continues without a card, and its result is posted there.
 */
function afterUnreadable(video: Video, slot: Slot, context: DecisionContext): Video {
  if (slot !== 'card' || video.state === 'cancelled')
    return finalize(withPost(video, slot, { status: 'unknown' }), context);
  if (video.movedFrom !== null) return asRefused(video, slot, 'no_answer', context);
  if (isDirect(video))
    return withState(withPost(video, slot, { status: 'unknown' }), 'announced', context);
  const { card: _, ...posts } = video.posts;
  const origin = { channel: video.requester, threadTs: null };
  return { ...video, posts, origin, movedFrom: video.origin.channel };
}

function withPost(video: Video, slot: Slot, change: Partial<Post>): Video {
  const post = video.posts[slot] ?? FRESH_POST;
  return { ...video, posts: { ...video.posts, [slot]: { ...post, ...change } } };
}
