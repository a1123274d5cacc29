import { grouped } from '../../lib/text.ts';

/** The headings of the groups in the two pickers. */
export const PICKER_GROUPS = {
  recent: 'Recent',
  yours: 'Yours',
  public: 'Public',
  otherVoices: 'Other voices',
  notIn: (shape: string): string => `Not in ${shape}`,
  /** At the end of a heading: how many of this group were cut off. */
  more: (count: number): string => ` (${grouped(count)} more – type to search)`,
  /** At the end of the last heading: how many of all groups were cut off. */
  moreInAll: (count: number): string => ` (${grouped(count)} more in all – type to search)`,
} as const;

/** The kinds of filters over the avatars. */
export const FACETS = { style: 'Style', gender: 'Gender', age: 'Age' } as const;

/** The two lines of a picker that has nothing yet: `avatars` or `voices`. */
export const nothingToPick = (what: string) => ({
  failed: [`We can’t load Jogg’s ${what} right now`, 'Type again in a minute'] as const,
  loading: [`Loading ${what} from Jogg…`, 'Type again in a moment'] as const,
});
