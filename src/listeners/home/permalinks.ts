import type { AllMiddlewareArgs } from '@slack/bolt';
import type { Video } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';

/** The address of a video's card; null if it has none, or Slack does not tell it now. */
export type PermalinkOf = (
  client: Pick<AllMiddlewareArgs['client'], 'chat'>,
  video: Video,
) => Promise<string | null>;

const MOST = 1_000;

/**
 * Asks Slack once for each card, because an address never changes; the latest 1,000 are remembered.
 * Never throws. https://docs.slack.dev/reference/methods/chat.getPermalink/
 */
export function createPermalinks(logEvent: LogEvent): PermalinkOf {
  const known = new Map<string, string>();
  return async (client, { posts: { card } }) => {
    const { channel, ts } = card ?? { channel: null, ts: null };
    if (channel === null || ts === null) return null;
    const key = `${channel}/${ts}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    try {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      if (permalink === undefined) return null;
      known.set(key, permalink);
      for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
      return permalink;
    } catch (error) {
      logEvent('permalink_unknown', errorFields(error));
      return null;
    }
  };
}
