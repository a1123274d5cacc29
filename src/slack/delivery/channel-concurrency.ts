/**
 * Far more than Slack takes of a channel anyway: about one message a second.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const MAX_CONCURRENT_CALLS = 8;
const RETRY_AFTER_MS = 1_000;

interface Later {
  readonly kind: 'later';
  readonly afterMs: number;
}

/**
 * Makes a call about a channel, unless eight are in progress there: then `call` is not made and
 * should be tried again in a second. So one slow channel never occupies all workers. Throws what
 * `call` throws.
 */
export type ChannelLimit = <T>(channel: string, call: () => Promise<T>) => Promise<T | Later>;

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
