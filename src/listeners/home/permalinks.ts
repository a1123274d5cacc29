import type { AllMiddlewareArgs } from '@slack/bolt';
import type { Video } from '../../domain/video/video.ts';
import { BoundedMap } from '../../lib/bounded-map.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';

/** The permalink of a video's card; null if there is no card or the request to Slack fails. */
export type PermalinkOf = (
  client: Pick<AllMiddlewareArgs['client'], 'chat'>,
  video: Video,
) => Promise<string | null>;

const MAX_CACHED = 1_000;

/**
 * Asks Slack once for each card, because a permalink never changes. Caches the latest 1,000. Never
 * throws. https://docs.slack.dev/reference/methods/chat.getPermalink/
 */
export function createPermalinkCache(logEvent: LogEvent): PermalinkOf {
  const cache = new BoundedMap<string, string>(MAX_CACHED);
  return async (client, { posts: { card } }) => {
    const { channel, ts } = card ?? { channel: null, ts: null };
    if (channel === null || ts === null) return null;
    const key = `${channel}/${ts}`;
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    try {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      if (permalink === undefined) return null;
      cache.set(key, permalink);
      return permalink;
    } catch (error) {
      logEvent('permalink_unknown', errorFields(error));
      return null;
    }
  };
}
