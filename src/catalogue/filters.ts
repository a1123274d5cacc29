import type { Avatar } from '../domain/catalogue.ts';
import { oneLine, truncate } from '../lib/text.ts';
import { MOST_TEXT } from './labels.ts';

/** The facets to filter avatars by; their shape has its own field. */
const FACETS = ['style', 'gender', 'age'] as const;
type Facet = (typeof FACETS)[number];
/** A picker's group takes 100; people read only a few. */
const MOST_PER_FACET = 30;
const MOST_VALUE = 75;

/** All values of one facet, as options: `style:professional`. */
export interface AvatarFacet {
  readonly facet: Facet;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const known = new WeakMap<readonly Avatar[], readonly AvatarFacet[]>();

/** The useful filters for these avatars. A facet with a single value would filter nothing. */
export function avatarFacets(avatars: readonly Avatar[]): readonly AvatarFacet[] {
  const found = known.get(avatars) ?? FACETS.flatMap((facet) => facetOf(avatars, facet));
  known.set(avatars, found);
  return found;
}

/**
 * Whether an avatar passes the filters: it has one of the chosen values of each facet in use. An
 * unknown fact does not match. Other words are not filters.
 */
export function passes(avatar: Avatar, filters: readonly string[]): boolean {
  return FACETS.every((facet) => {
    const chosen = filters.filter((filter) => filter.startsWith(`${facet}:`));
    return chosen.length === 0 || chosen.includes(filterOf(facet, avatar[facet]));
  });
}

function facetOf(avatars: readonly Avatar[], facet: Facet): AvatarFacet[] {
  const values = new Map<string, string>();
  for (const avatar of avatars) {
    const word = oneLine(avatar[facet]).replaceAll('_', ' ');
    const value = filterOf(facet, avatar[facet]);
    if (word !== '' && value.length <= MOST_VALUE && values.size < MOST_PER_FACET)
      values.set(value, truncate(titled(word), MOST_TEXT));
  }
  if (values.size < 2) return [];
  const options = [...values].map(([value, label]) => ({ value, label }));
  return [{ facet, options: options.toSorted((a, b) => (a.label < b.label ? -1 : 1)) }];
}

function filterOf(facet: Facet, fact: string | null): string {
  return `${facet}:${oneLine(fact).toLowerCase()}`;
}

function titled(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
