/** So many are kept of each. */
const MOST_RECENT = 5;

/** What was used lately, latest first, once `used` was used again. */
export function usedAgain(recent: readonly string[], used: string): string[] {
  return [used, ...recent.filter((each) => each !== used)].slice(0, MOST_RECENT);
}
