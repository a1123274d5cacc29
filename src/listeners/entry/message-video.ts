import { z } from 'zod';
import { fileOfResult } from '../../domain/video/result-file.ts';
import type { Video } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { videoIdOfMessage } from '../../slack/delivery/video-id-of-message.ts';
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

/** Whether the app itself posted a message. */
export function isFromApp(message: unknown, app: { botId?: string; botUserId?: string }): boolean {
  const { user, bot_id } = messageSchema.safeParse(message).data ?? {};
  return (
    (app.botId !== undefined && bot_id === app.botId) ||
    (app.botUserId !== undefined && user === app.botUserId)
  );
}

/**
 * The id of the video that one of the app's messages in `channel` is about; null if not found. If
 * the message does not name it, searches the videos of the person and of the mentioned requester,
 * by file, by message and by thread. Never throws.
 */
export async function findMessageVideo(
  deps: { readonly myVideos: MyVideos; readonly logEvent: LogEvent },
  message: unknown,
  at: Person & { readonly channel: string | null },
): Promise<string | null> {
  const namedVideo = videoIdOfMessage(message);
  const parsed = messageSchema.safeParse(message).data;
  if (namedVideo !== null || !parsed) return namedVideo;
  const files = (parsed.files ?? []).map(({ id }) => id);
  const isPostedAt = (post: Video['posts'][keyof Video['posts']], ts: string | null | undefined) =>
    post?.channel === at.channel && post.ts !== null && post.ts === ts;
  const matchers: ((video: Video) => boolean)[] = [
    (video) => files.includes(fileOfResult(video) ?? ''),
    ({ posts }) => Object.values(posts).some((post) => isPostedAt(post, parsed.ts)),
    ({ posts }) => isPostedAt(posts.card, parsed.thread_ts),
  ];
  const mentionedUsers = [...(parsed.text ?? '').matchAll(/<@([A-Z0-9]+)>/g)].map(
    ([, id = '']) => id,
  );
  try {
    for (const user of new Set([at.user, ...mentionedUsers.slice(0, 1)])) {
      const videos = await deps.myVideos({ workspace: at.workspace, user });
      const found = matchers.map((matches) => videos.find(matches)).find(Boolean);
      if (found) return found.id;
    }
    return null;
  } catch (error) {
    deps.logEvent('video_unread', errorFields(error));
    return null;
  }
}
