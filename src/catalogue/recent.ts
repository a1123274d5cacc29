/** How many avatars, and how many voices, are stored for a person. */
const MAX_RECENT = 5;

/** The recent items, latest first, with `used` in front. */
export function addRecent(recent: readonly string[], used: string): string[] {
  return [used, ...recent.filter((each) => each !== used)].slice(0, MAX_RECENT);
}
