/** This many of each are stored. */
const MOST_RECENT = 5;

/** The recent items, latest first, after `used` was used again. */
export function usedAgain(recent: readonly string[], used: string): string[] {
  return [used, ...recent.filter((each) => each !== used)].slice(0, MOST_RECENT);
}
