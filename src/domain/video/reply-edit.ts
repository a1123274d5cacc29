import { isOverdue } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import type { EditOutcome } from './outcome.ts';
import { EDITED_REPLIES, type EditedReply, type Post } from './post.ts';
import { retryDelay } from './schedule.ts';
import type { Video } from './video.ts';

/** Marks the replies that exist, or may exist, as outdated. */
export function withOutdatedReplies(video: Video): Video {
  return EDITED_REPLIES.reduce((before, slot) => {
    const status = before.posts[slot]?.status;
    const mayBeThere = status === 'sent' || status === 'sending' || status === 'in_doubt';
    return mayBeThere ? withReply(before, slot, { outdated: true }) : before;
  }, video);
}

/** Applies the outcome of a reply's edit. Edits are best effort and end after a day. */
export function afterReplyEdit(
  video: Video,
  slot: EditedReply,
  outcome: EditOutcome,
  context: DecisionContext,
): Video {
  const tries = (video.posts[slot]?.tries ?? 0) + 1;
  if (outcome.kind !== 'later' || isOverdue(video, tries, context))
    return withReply(video, slot, { outdated: false });
  const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
  return withReply(video, slot, { tries, notBefore });
}

function withReply(video: Video, slot: EditedReply, change: Partial<Post>): Video {
  const post = video.posts[slot];
  return post ? { ...video, posts: { ...video.posts, [slot]: { ...post, ...change } } } : video;
}
