const SECOND = 1_000;
const DEFAULT_MS = 30 * SECOND;
const LEAST_MS = SECOND;
const MOST_MS = 15 * 60 * SECOND;

/**
 * What a `Retry-After` asks for, in ms from `now`: seconds or an HTTP date, at least 1 s, at most
 * 15 min; 30 s where it is missing or means nothing.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Retry-After
 */
export function retryAfterMs(value: string | number | null, now: number): number {
  const asked = typeof value === 'number' ? value * SECOND : ofHeader(value?.trim() ?? '', now);
  if (Number.isNaN(asked)) return DEFAULT_MS;
  return Math.min(Math.max(asked, LEAST_MS), MOST_MS);
}

function ofHeader(value: string, now: number): number {
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value) * SECOND;
  // Short numbers and words are dates to `Date.parse`, but not to HTTP.
  return /^\p{L}{3},? .*\d{2}:\d{2}:\d{2}/u.test(value) ? Date.parse(value) - now : Number.NaN;
}
