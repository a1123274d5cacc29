import type { Lane } from '../ports.ts';
import { awaitsAudio } from './after-prepare.ts';
import { cardFace, nextFaceAt } from './face.ts';
import { awaitsFile, isUnshownFile } from './file.ts';
import { GIVE_UP_AFTER_MS, LATE_AFTER_MS, LEAST_LOOK_GAP_MS } from './pace.ts';
import type { Moment, Step, Turn } from './step.ts';
import { isFinal, type Post, SLOTS, type Slot, type Video } from './video.ts';

/** Something to do at `at` (ms since the epoch); of those due, the first in the list goes first. */
interface Want {
  readonly at: number;
  readonly turn: () => Turn;
}

const FRESH: Post = {
  status: 'due',
  channel: null,
  ts: null,
  refusal: null,
  tries: 0,
  notBefore: 0,
  looks: 0,
  doubtSince: null,
};

/** Says what to do now for a video as it stands, and records the intent of it in the video. */
export function decide(video: Video, moment: Moment): Turn {
  const wants = [
    ...lookWants(video),
    ...submitWants(video),
    ...editWants(video, moment),
    ...fileWants(video, moment),
    ...postWants(video, moment),
  ];
  const due = wants.find((want) => want.at <= moment.now);
  if (due) return due.turn();
  const until = Math.min(...wants.map((want) => want.at));
  if (until === Infinity) return { video, step: { do: 'end' } };
  return { video, step: { do: 'wait', until, lane: laneOf(video) } };
}

/** Neither asking Jogg nor moving large files may hold up somebody's new video. */
function laneOf(video: Video): Lane {
  if (awaitsFile(video)) return 'file';
  return video.state === 'rendering' ? 'poll' : 'prompt';
}

function lookWants(video: Video): Want[] {
  if (video.state !== 'rendering') return [];
  const look = { ...video.look, asked: true };
  return [
    { at: video.look.nextAt, turn: () => ({ video: { ...video, look }, step: { do: 'look' } }) },
  ];
}

function submitWants(video: Video): Want[] {
  if (video.state === 'submitting')
    return [{ at: 0, turn: () => ({ video, step: { do: 'submit' } }) }];
  if (video.state !== 'announced') return [];
  const step = { do: awaitsAudio(video) ? 'prepare' : 'reserve' } as const;
  return [{ at: video.submit.notBefore, turn: () => ({ video, step }) }];
}

function editWants(video: Video, { now }: Moment): Want[] {
  if (video.posts.card?.status !== 'sent' || video.cardGone) return [];
  if (isFinal(video.state) && now > video.since + GIVE_UP_AFTER_MS) return [];
  const face = cardFace(video, now);
  if (face !== video.face)
    return [{ at: video.edit.notBefore, turn: () => ({ video, step: { do: 'edit', face } }) }];
  const tick = nextFaceAt(video, now);
  return [{ at: tick, turn: () => ({ video, step: { do: 'edit', face: cardFace(video, tick) } }) }];
}

/**
 * A video is stored before it is spoken of; each try is counted before it is made. It may take
 * minutes, so a run of another lane leaves it to the lane of the files.
 */
function fileWants(video: Video, { now, scale, lane = 'file' }: Moment): Want[] {
  const { id: fileId, notBefore } = video.file;
  if (isUnshownFile(video) && fileId !== null)
    return [{ at: notBefore, turn: () => ({ video, step: { do: 'discard_file', fileId } }) }];
  if (!awaitsFile(video) || video.posts.card?.status !== 'sent') return [];
  // Jogg is asked for a fresh link first: after a crash, too, no sooner than its pace allows.
  const least = video.file.expired > 0 ? now + LEAST_LOOK_GAP_MS * scale : notBefore;
  const file = { ...video.file, tries: video.file.tries + 1, notBefore: least };
  const turn = (): Turn =>
    lane === 'file'
      ? { video: { ...video, file }, step: { do: 'store_file' } }
      : { video, step: { do: 'wait', until: now, lane: 'file' } };
  return [{ at: video.file.notBefore, turn }];
}

function postWants(video: Video, moment: Moment): Want[] {
  for (const slot of SLOTS) {
    const post = video.posts[slot];
    if (post?.status === 'astray')
      return [{ at: post.notBefore, turn: () => postTurn(video, slot, post) }];
  }
  for (const slot of ['card', 'result', 'unconfirmed', 'late', 'direct'] as const) {
    const at = wantedAt(video, slot, moment);
    if (at === null) continue;
    const post = video.posts[slot] ?? FRESH;
    if (post.status === 'sent' || post.status === 'refused' || post.status === 'unknown') continue;
    return [{ at: Math.max(at, post.notBefore), turn: () => postTurn(video, slot, post) }];
  }
  return [];
}

/** When the message of a slot is wanted, or null where it is not. */
function wantedAt(video: Video, slot: Slot, { now }: Moment): number | null {
  const { card, result } = video.posts;
  const inThread = card?.status === 'sent';
  const told =
    video.state === 'ready' ||
    video.state === 'delivered' ||
    video.state === 'failed' ||
    video.state === 'expired';
  switch (slot) {
    case 'card':
      return video.state === 'requested' ||
        (video.state === 'cancelled' && card?.status === 'doubt')
        ? 0
        : null;
    case 'late':
      return inThread && video.state === 'rendering' && video.submittedAt !== null
        ? video.submittedAt + LATE_AFTER_MS
        : null;
    case 'unconfirmed':
      return inThread && video.state === 'unconfirmed' ? 0 : null;
    case 'result':
      return inThread && told && !awaitsFile(video) && !isUnshownFile(video) ? 0 : null;
    case 'direct': {
      const unseen = result?.status === 'unknown' && video.cardGone;
      const { unconfirmed } = video.posts;
      const unasked =
        video.state === 'unconfirmed' &&
        (card?.status === 'unknown' ||
          unconfirmed?.status === 'refused' ||
          (unconfirmed?.status === 'unknown' && video.cardGone));
      const needed = unasked || (told && (!inThread || result?.status === 'refused' || unseen));
      // What was made is told however late the app can; what came to nothing is stale after a day.
      const fresh = video.state === 'ready' || now < video.since + GIVE_UP_AFTER_MS;
      return needed && fresh ? 0 : null;
    }
  }
}

function postTurn(video: Video, slot: Slot, post: Post): Turn {
  const { channel, ts } = post;
  if (post.status === 'doubt' || post.status === 'unseen')
    return { video, step: { do: 'find', slot } };
  if (post.status === 'astray' && channel !== null && ts !== null)
    return { video, step: { do: 'withdraw', slot, channel, ts } };
  const step: Step = { do: 'post', slot };
  return {
    video: { ...video, posts: { ...video.posts, [slot]: { ...post, status: 'sending' } } },
    step,
  };
}
