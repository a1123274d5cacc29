import { z } from 'zod';
import { fileOfResult } from '../../domain/video/result-file.ts';
import type { Video } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { videoOfMessage } from '../../slack/delivery/own-message.ts';
import type { MyVideos, Person } from '../../videos/my-videos.ts';

const messageSchema = z.object({
  ts: z.string(),
  text: z.string().nullish().catch(null),
  thread_ts: z.string().nullish().catch(null),
  user: z.string().nullish().catch(null),
  bot_id: z.string().nullish().catch(null),
  files: z
    .array(z.object({ id: z.string() }))
    .nullish()
    .catch(null),
});

/** Whether the app itself wrote a message. */
export function isOwn(message: unknown, app: { botId?: string; botUserId?: string }): boolean {
  const { user, bot_id } = messageSchema.safeParse(message).data ?? {};
  return (
    (app.botId !== undefined && bot_id === app.botId) ||
    (app.botUserId !== undefined && user === app.botUserId)
  );
}

/**
 * The id of the video that one of our messages in `channel` is about. If the message does not name
 * it, searches the videos of the person and of its requester, by file, place and thread.
 */
export async function ownVideo(
  deps: { readonly myVideos: MyVideos; readonly logEvent: LogEvent },
  message: unknown,
  at: Person & { readonly channel: string | null },
): Promise<string | null> {
  const told = videoOfMessage(message);
  const read = messageSchema.safeParse(message).data;
  if (told !== null || !read) return told;
  const files = (read.files ?? []).map(({ id }) => id);
  const isAt = (post: Video['posts'][keyof Video['posts']], ts: string | null | undefined) =>
    post?.channel === at.channel && post.ts !== null && post.ts === ts;
  const ways: ((video: Video) => boolean)[] = [
    (video) => files.includes(fileOfResult(video) ?? ''),
    ({ posts }) => Object.values(posts).some((post) => isAt(post, read.ts)),
    ({ posts }) => isAt(posts.card, read.thread_ts),
  ];
  const mentioned = [...(read.text ?? '').matchAll(/<@([A-Z0-9]+)>/g)].map(([, id = '']) => id);
  try {
    for (const user of new Set([at.user, ...mentioned.slice(0, 1)])) {
      const videos = await deps.myVideos({ workspace: at.workspace, user });
      const found = ways.map((way) => videos.find(way)).find(Boolean);
      if (found) return found.id;
    }
    return null;
  } catch (error) {
    deps.logEvent('video_unread', errorFields(error));
    return null;
  }
}
