/**
 * Far more than Slack takes of a channel anyway: about one message a second.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const MOST_AT_ONCE = 8;
const AGAIN_AFTER_MS = 1_000;

interface Later {
  readonly kind: 'later';
  readonly afterMs: number;
}

/**
 * Makes a call about a channel, unless eight are in progress there: then `call` is not made and
 * should be tried again in a second. So one slow channel never occupies all workers. Throws what
 * `call` throws.
 */
export type ChannelTurns = <T>(channel: string, call: () => Promise<T>) => Promise<T | Later>;

export function createChannelTurns(): ChannelTurns {
  const underWay = new Map<string, number>();
  return async (channel, call) => {
    const now = underWay.get(channel) ?? 0;
    if (now >= MOST_AT_ONCE) return { kind: 'later', afterMs: AGAIN_AFTER_MS };
    underWay.set(channel, now + 1);
    try {
      return await call();
    } finally {
      const left = (underWay.get(channel) ?? 1) - 1;
      if (left > 0) underWay.set(channel, left);
      else underWay.delete(channel);
    }
  };
}
