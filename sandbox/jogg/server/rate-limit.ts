export type RateLimit = ReturnType<typeof createRateLimit>;

const WINDOW_MS = 60_000;

/** Jogg: 20 POST a minute and key. https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits */
export function createRateLimit(deps: { perMinute: number; now: () => number }) {
  const taken = new Map<string, number[]>();
  return {
    /** Takes one place: how many are left, or in how many seconds one is free. */
    take(key: string): { left: number } | { waitSeconds: number } {
      const now = deps.now();
      const recent = (taken.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
      taken.set(key, recent);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= deps.perMinute) {
        return { waitSeconds: Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000)) };
      }
      recent.push(now);
      return { left: deps.perMinute - recent.length };
    },
  };
}
