/**
 * Slack accepts far fewer: about one message per second and channel.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const MAX_CONCURRENT_CALLS = 8;
const RETRY_AFTER_MS = 1_000;

interface Later {
  readonly kind: 'later';
  readonly afterMs: number;
}

/**
 * Runs `call`, unless eight calls about the channel are in progress. Then returns `later` without
 * running `call`: a slow channel cannot occupy all workers. Throws what `call` throws.
 */
export type ChannelLimit = <T>(channel: string, call: () => Promise<T>) => Promise<T | Later>;

/** Limits the calls of this process only. */
export function createChannelLimit(): ChannelLimit {
  const running = new Map<string, number>();
  return async (channel, call) => {
    const count = running.get(channel) ?? 0;
    if (count >= MAX_CONCURRENT_CALLS) return { kind: 'later', afterMs: RETRY_AFTER_MS };
    running.set(channel, count + 1);
    try {
      return await call();
    } finally {
      const remaining = (running.get(channel) ?? 1) - 1;
      if (remaining > 0) running.set(channel, remaining);
      else running.delete(channel);
    }
  };
}
