import { afterLook } from './after-look.ts';
import { afterPrepare } from './after-prepare.ts';
import { afterWish } from './after-wish.ts';
import { because, failed, moved } from './changes.ts';
import {
  afterBlindFind,
  afterDiscarding,
  afterFileStart,
  afterSeeking,
  afterShowing,
  afterStoring,
} from './file.ts';
import type { EditOutcome, FindOutcome, PostOutcome, SubmitOutcome } from './outcome.ts';
import { GIVE_UP_AFTER_MS, LEAST_LOOK_GAP_MS, lookGap, retryGap } from './pace.ts';
import { afterReceipt } from './receipt.ts';
import { afterSetBack } from './set-back.ts';
import { isDirect, isOverdue, settled } from './settle.ts';
import type { Moment, Seen } from './step.ts';
import type { Post, Slot, Video } from './video.ts';

/** Reads lag behind posts: a message is only held to be absent after this many looks … */
const LOOKS_BEFORE_ABSENT = 3;
/** … over at least this long. */
const DOUBT_MS = 60_000;
/** Takes what was seen into the video's state. Pure; decides nothing. */
export function absorb(video: Video, seen: Seen, moment: Moment): Video {
  switch (seen.saw) {
    case 'start':
      return afterStart(video, moment);
    case 'hint':
      return afterHint(video, moment);
    case 'wish':
      return afterWish(video, seen.wish, moment);
    case 'receipt':
      return afterReceipt(video, seen.receipt, moment);
    case 'likely':
      return video.state === 'unconfirmed' ? { ...video, likely: seen.likely } : video;
    case 'posted':
      return afterPost(video, seen.slot, seen.outcome, seen.face, moment);
    case 'found':
      return afterFind(video, seen.slot, seen.outcome, moment);
    case 'withdrawn':
      return afterWithdrawal(video, seen.slot, seen.outcome, moment);
    case 'edited':
      return afterEdit(video, seen.face, seen.outcome, moment);
    case 'prepared':
      return afterPrepare(video, seen.outcome, moment);
    case 'reserved':
      if (video.state !== 'announced') return video;
      return seen.waitMs === 0
        ? moved(
            { ...video, askedAt: moment.now, answered: null, place: null },
            'submitting',
            moment,
          )
        : {
            ...video,
            place: seen.place ?? null,
            submit: { ...video.submit, notBefore: moment.now + seen.waitMs },
          };
    case 'not_allowed':
      return video.state === 'announced' ? failed(video, because('not_allowed'), moment) : video;
    case 'submitted':
      return afterSubmit(video, seen.outcome, moment);
    case 'looked':
      return afterLook(video, seen.outcome, moment);
    case 'file_stored':
      return afterStoring(video, seen.outcome, moment);
    case 'file_discarded':
      return afterDiscarding(video, seen.outcome, moment);
  }
}

/** A run begins: whatever was under way when the last one ended has an unknown outcome. */
function afterStart(video: Video, moment: Moment): Video {
  let after = afterSetBack(video, moment);
  for (const slot of ['card', 'late', 'unconfirmed', 'result', 'direct'] as const)
    if (after.posts[slot]?.status === 'sending') after = doubted(after, slot, moment);
  if (after.look.asked) {
    const nextAt = moment.now + LEAST_LOOK_GAP_MS * moment.scale;
    after = { ...after, look: { ...after.look, asked: false, nextAt, lastAt: moment.now } };
  }
  if (after.state === 'submitting') after = moved(after, 'unconfirmed', moment);
  const unpaid = after.state === 'requested' || after.state === 'announced';
  const inDoubt = after.posts.card?.status === 'doubt';
  if (unpaid && !inDoubt && moment.now >= after.confirmedAt + GIVE_UP_AFTER_MS)
    after = moved(after, 'expired', moment);
  return afterFileStart(after, moment);
}

/** A webhook named its project: look now, yet never sooner than 5 s after the last look. */
function afterHint(video: Video, { now, scale }: Moment): Video {
  if (video.state !== 'rendering') return video;
  const soonest = Math.max(video.look.lastAt + LEAST_LOOK_GAP_MS * scale, video.look.notBefore);
  return {
    ...video,
    look: { ...video.look, nextAt: Math.min(video.look.nextAt, Math.max(now, soonest)) },
  };
}

function afterPost(
  video: Video,
  slot: Slot,
  outcome: PostOutcome,
  face: string,
  moment: Moment,
): Video {
  const tries = (video.posts[slot]?.tries ?? 0) + 1;
  const shown = slot === 'result' ? afterShowing(video, outcome, moment) : null;
  if (shown) return settled(shown, moment);
  switch (outcome.kind) {
    case 'later': {
      if (isOverdue(video, tries, moment)) return overdue(video, slot, moment);
      const notBefore = moment.now + retryGap(tries, outcome.afterMs, moment.roll);
      return withPost(video, slot, { status: 'due', tries, notBefore });
    }
    case 'unknown':
      return doubted(video, slot, moment);
    case 'refused':
      return refused(video, slot, outcome.error, moment);
    case 'done': {
      const { channel, ts } = outcome;
      if (!outcome.inThread && slot !== 'direct')
        return withPost(video, slot, { status: 'astray', channel, ts, notBefore: 0 });
      return sent(video, slot, { channel, ts }, face, moment);
    }
  }
}

function afterFind(video: Video, slot: Slot, outcome: FindOutcome, moment: Moment): Video {
  const post = video.posts[slot];
  if (!post) return video;
  const sought = slot === 'result' ? afterSeeking(video, outcome, moment) : null;
  if (sought) return settled(sought, moment);
  const { now, scale, roll } = moment;
  switch (outcome.kind) {
    case 'found':
      // What it shows is not known any more: an edit makes it true.
      return sent(video, slot, outcome, '', moment);
    case 'blind': {
      const again = slot === 'result' ? afterBlindFind(video, post, moment) : null;
      return again ? withPost(video, slot, again) : unfindable(video, slot, moment);
    }
    case 'later': {
      const tries = post.tries + 1;
      if (isOverdue(video, tries, moment)) return overdue(video, slot, moment);
      return withPost(video, slot, {
        tries,
        notBefore: now + retryGap(tries, outcome.afterMs, roll),
      });
    }
    case 'absent': {
      const looks = post.looks + 1;
      const waited = now - (post.doubtSince ?? now) >= DOUBT_MS * scale;
      return looks >= LOOKS_BEFORE_ABSENT && waited
        ? withPost(video, slot, { status: 'due', looks: 0, doubtSince: null, notBefore: now })
        : withPost(video, slot, { looks, notBefore: now + (DOUBT_MS / 2) * scale });
    }
  }
}

function afterEdit(video: Video, face: string, outcome: EditOutcome, moment: Moment): Video {
  switch (outcome.kind) {
    case 'done':
      return settled({ ...video, face, edit: { tries: 0, notBefore: 0 } }, moment);
    case 'gone':
      return settled({ ...video, cardGone: true }, moment);
    case 'later': {
      const tries = video.edit.tries + 1;
      if (isOverdue(video, tries, moment)) return neverEdited(video, face, moment);
      const notBefore = moment.now + retryGap(tries, outcome.afterMs, moment.roll);
      return { ...video, edit: { tries, notBefore } };
    }
  }
}

function afterSubmit(video: Video, outcome: SubmitOutcome, moment: Moment): Video {
  switch (outcome.kind) {
    case 'done': {
      const { now } = moment;
      const nextAt = now + lookGap({ ...moment, elapsed: 0 });
      return moved(
        {
          ...video,
          project: { id: outcome.projectId, version: outcome.version },
          submittedAt: now,
          look: { count: 0, asked: false, odd: 0, nextAt, notBefore: 0, lastAt: 0 },
        },
        'rendering',
        moment,
      );
    }
    case 'later': {
      const tries = video.submit.tries + 1;
      const notBefore = moment.now + retryGap(tries, outcome.afterMs, moment.roll);
      return moved({ ...video, submit: { tries, notBefore } }, 'announced', moment);
    }
    case 'refused':
      return failed(video, outcome.failure, moment);
    case 'unknown':
      return moved({ ...video, answered: outcome.answered ?? null }, 'unconfirmed', moment);
  }
}

function sent(
  video: Video,
  slot: Slot,
  at: { channel: string; ts: string | null },
  face: string,
  moment: Moment,
): Video {
  const { channel, ts } = at;
  const after = withPost(video, slot, { status: 'sent', channel, ts });
  if (slot !== 'card') return settled(after, moment);
  // A cancelled one is only found again, so that its card says so.
  return video.state === 'cancelled'
    ? { ...after, face }
    : moved({ ...after, face }, 'announced', moment);
}

function refused(video: Video, slot: Slot, error: string, moment: Moment): Video {
  const after = withPost(video, slot, { status: 'refused', refusal: error });
  return slot === 'card' && video.state !== 'cancelled'
    ? failed(after, because('cannot_post', error), moment)
    : settled(after, moment);
}

function afterWithdrawal(video: Video, slot: Slot, outcome: EditOutcome, moment: Moment): Video {
  const tries = (video.posts[slot]?.tries ?? 0) + 1;
  if (outcome.kind !== 'later' || isOverdue(video, tries, moment))
    return refused(video, slot, 'unthreaded', moment);
  const notBefore = moment.now + retryGap(5, outcome.afterMs, moment.roll);
  return withPost(video, slot, { tries, notBefore });
}

/** Slack has put a message off for a day: it is given up. One in doubt may be there all the same. */
function overdue(video: Video, slot: Slot, moment: Moment): Video {
  const doubt = video.posts[slot]?.doubtSince != null;
  if (!doubt && slot !== 'card') return refused(video, slot, 'no_answer', moment);
  const after = withPost(video, slot, { status: doubt ? 'unknown' : 'due' });
  return video.state === 'requested' ? moved(after, 'expired', moment) : settled(after, moment);
}

/** The card keeps what it shows: it counts as gone, but where its requester can still choose. */
function neverEdited(video: Video, face: string, moment: Moment): Video {
  return video.state === 'unconfirmed'
    ? { ...video, face, edit: { tries: 0, notBefore: 0 } }
    : settled({ ...video, cardGone: true }, moment);
}

/** The answer to a message was lost. Only looking for it can tell; it is not repeated on doubt. */
function doubted(video: Video, slot: Slot, { now }: Moment): Video {
  return withPost(video, slot, { status: 'doubt', looks: 0, doubtSince: now, notBefore: now });
}

/**
 * The app may not look for the message: it is not repeated. A card that may or may not be there
 * cannot open a thread, so the thread moves to a direct message, once. Where that is the very place
 * it may be in, the video goes on without a card, and its end is told there.
 */
function unfindable(video: Video, slot: Slot, moment: Moment): Video {
  if (slot !== 'card' || video.state === 'cancelled')
    return settled(withPost(video, slot, { status: 'unknown' }), moment);
  if (video.movedFrom !== null) return refused(video, slot, 'no_answer', moment);
  if (isDirect(video))
    return moved(withPost(video, slot, { status: 'unknown' }), 'announced', moment);
  const { card: _, ...posts } = video.posts;
  const origin = { channel: video.requester, threadTs: null };
  return { ...video, posts, origin, movedFrom: video.origin.channel };
}

function withPost(video: Video, slot: Slot, change: Partial<Post>): Video {
  const post = video.posts[slot] ?? {
    status: 'due',
    channel: null,
    ts: null,
    refusal: null,
    tries: 0,
    notBefore: 0,
    looks: 0,
    doubtSince: null,
  };
  return { ...video, posts: { ...video.posts, [slot]: { ...post, ...change } } };
}
