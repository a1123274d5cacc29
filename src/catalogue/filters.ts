import type { Avatar } from '../domain/catalogue.ts';
import type { Picked } from '../domain/choices.ts';
import { oneLine, truncate } from '../lib/text.ts';
import { MAX_TEXT } from './labels.ts';

/** The facets to filter avatars by. Their shape has a field of its own. */
const FACETS = ['style', 'gender', 'age'] as const;
type Facet = (typeof FACETS)[number];
/** Slack takes 100 options in a group; people read only a few. */
const MAX_PER_FACET = 30;
const MAX_VALUE = 75;

/** All values of one facet, as options: `style:professional`. */
export interface AvatarFacet {
  readonly facet: Facet;
  readonly options: readonly Picked[];
}

const facetCache = new WeakMap<readonly Avatar[], readonly AvatarFacet[]>();

/** The useful filters for these avatars; a facet with a single value is left out. */
export function avatarFacets(avatars: readonly Avatar[]): readonly AvatarFacet[] {
  const found = facetCache.get(avatars) ?? FACETS.flatMap((facet) => facetOf(avatars, facet));
  facetCache.set(avatars, found);
  return found;
}

/**
 * Whether an avatar has one of the chosen values of each facet in use. An unknown fact does not
 * match. Entries of `filters` that name no facet are ignored.
 */
export function passesFilters(avatar: Avatar, filters: readonly string[]): boolean {
  return FACETS.every((facet) => {
    const chosen = filters.filter((filter) => filter.startsWith(`${facet}:`));
    return chosen.length === 0 || chosen.includes(filterValue(facet, avatar[facet]));
  });
}

function facetOf(avatars: readonly Avatar[], facet: Facet): AvatarFacet[] {
  const values = new Map<string, string>();
  for (const avatar of avatars) {
    const label = oneLine(avatar[facet]).replaceAll('_', ' ');
    const value = filterValue(facet, avatar[facet]);
    if (label !== '' && value.length <= MAX_VALUE && values.size < MAX_PER_FACET)
      values.set(value, truncate(capitalized(label), MAX_TEXT));
  }
  if (values.size < 2) return [];
  const options = [...values].map(([value, label]) => ({ value, label }));
  return [{ facet, options: options.toSorted((a, b) => (a.label < b.label ? -1 : 1)) }];
}

function filterValue(facet: Facet, fact: string | null): string {
  return `${facet}:${oneLine(fact).toLowerCase()}`;
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
