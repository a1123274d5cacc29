import { ApiError } from '../methods/api-call.ts';

const BURST = 4;

/**
 * About one message a second in each channel, bursts of four; throws `ratelimited` beyond.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export function createRates(strict: boolean, now: () => number): (channel: string) => void {
  const buckets = new Map<string, { left: number; at: number }>();
  return (channel) => {
    if (!strict) return;
    const at = now();
    const known = buckets.get(channel) ?? { left: BURST, at };
    const left = Math.min(BURST, known.left + (at - known.at) / 1000);
    if (left < 1) throw new ApiError('ratelimited');
    buckets.set(channel, { left: left - 1, at });
  };
}
