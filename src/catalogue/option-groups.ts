import type { Shape } from '../domain/catalogue.ts';
import { clip } from '../lib/text.ts';
import { MOST_TEXT } from './labels.ts';
import { ALIKE, type Offers, type Option, UNUSABLE } from './offers.ts';
import { bestFirst, type Found } from './search.ts';

/**
 * Slack takes at most 100 groups of 100 options; people read fewer.
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
 */
const MOST_OPTIONS = 100;

/** A group of a picker's answer, as plain data; every text is 1 to 75 characters long. */
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}
/** What the groups are called. */
export interface GroupWords {
  readonly recent: string;
  readonly yours: string;
  readonly public: string;
  readonly otherVoices: string;
  notIn(shape: Shape): string;
  /** What a label ends with if its group was cut off. */
  more(count: number): string;
  /** What the last label ends with if whole groups were cut off. */
  moreInAll(count: number): string;
}
export interface Choices {
  /** Empty when nothing matches: Slack then says "No results" (an empty group is refused). */
  readonly groups: readonly OptionGroup[];
  readonly shown: number;
  /** How many matched, shown or not. */
  readonly matched: number;
  /** How many matched but cannot be offered, because their id is too long for a value. */
  readonly unusable: number;
}

/** Groups come by `order`, then by label. */
export interface Place {
  readonly label: string;
  readonly order: number;
}
export const RECENT = 0;
export const YOURS = 1;

/** What matched of one group, as positions in the list. */
interface Tally {
  readonly place: Place;
  count: number;
  /** As many as could be shown, best first. */
  readonly first: number[];
  shown: readonly number[];
}

/**
 * What was found as groups, the recently used (values, latest first) in front. Thousands may match,
 * at each key press: what is not shown is only counted.
 */
export function groupsOf(
  found: Found<unknown>,
  ask: { readonly recent: readonly string[] },
  how: {
    readonly offers: Offers;
    readonly words: GroupWords;
    readonly places: readonly Place[];
    /** Which of `places` each position belongs to. */
    readonly placeAt: ArrayLike<number>;
  },
): Choices {
  const { offers, words, placeAt } = how;
  const recents = createRecents(offers, ask.recent);
  const tallies = how.places.map(tallyOf);
  /** The best of what is not pinned, in whatever group. */
  const best: number[] = [];
  const positions = bestFirst(found);
  for (let nth = 0; nth < positions.length; nth += 1) {
    const at = positions[nth] ?? 0;
    if (recents.takes(at)) continue;
    const tally = tallies[placeAt[at] ?? 0];
    if (tally === undefined) continue;
    add(tally, at);
    if (best.length < MOST_OPTIONS && tally.place.order > YOURS) best.push(at);
  }
  const lately = tallyOf({ label: words.recent, order: RECENT });
  for (const at of recents.found()) add(lately, at);
  const grouped = [lately, ...tallies].toSorted(
    ({ place: a }, { place: b }) => a.order - b.order || compareLabels(a.label, b.label),
  );
  const shown = choose(grouped, found.isBlank ? null : best, (at) => tallies[placeAt[at] ?? 0]);
  const matched = grouped.reduce((sum, { count }) => sum + count, 0);
  const groups = labelled(grouped, matched - shown, words).map(({ label, items }) => {
    return { label, options: items.map((at) => offers.option(at)) };
  });
  return { groups, shown, matched, unusable: recents.unusable() };
}

/** Takes out what was recently used (values, latest first), what comes twice, and the unusable. */
function createRecents({ oddities, byValue, option }: Offers, values: readonly string[]) {
  const lately = values.flatMap((value) => byValue.get(value) ?? []);
  const odd = lately.length === 0 ? oddities : oddities.slice();
  for (const at of lately) odd[at] ||= ALIKE;
  const seen = new Map<string, number>();
  let unusable = 0;
  return {
    /** Asked about the best first. */
    takes(at: number): boolean {
      if (odd[at] === 0) return false;
      if (odd[at] === UNUSABLE) {
        unusable += 1;
        return true;
      }
      const { value } = option(at);
      if (seen.has(value)) return true;
      seen.set(value, at);
      return values.includes(value);
    },
    found: () => [...new Set(values)].flatMap((value) => seen.get(value) ?? []),
    unusable: () => unusable,
  };
}

function tallyOf(place: Place): Tally {
  return { place, count: 0, first: [], shown: [] };
}

function add(tally: Tally, at: number): void {
  tally.count += 1;
  if (tally.first.length < MOST_OPTIONS) tally.first.push(at);
}

/** Sets what each group shows, a hundred in all, and answers how many that are. */
function choose(
  grouped: readonly Tally[],
  best: readonly number[] | null,
  tallyOf: (at: number) => Tally | undefined,
): number {
  let room = MOST_OPTIONS;
  for (const tally of grouped) {
    if (best !== null && tally.place.order > YOURS) break;
    tally.shown = tally.first.slice(0, room);
    room -= tally.shown.length;
  }
  // While searching, a better match in a later language precedes a worse one in an earlier.
  const rest = (best ?? []).slice(0, room);
  for (const [tally, chosen] of Map.groupBy(rest, tallyOf)) if (tally) tally.shown = chosen;
  return MOST_OPTIONS - room + rest.length;
}

function compareLabels(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function labelled(grouped: readonly Tally[], hidden: number, words: GroupWords) {
  const groups = [...Map.groupBy(grouped, ({ place }) => place.label)]
    .map(([label, tallies]) => ({
      label,
      items: tallies.flatMap(({ shown }) => shown),
      count: tallies.reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ items }) => items.length > 0);
  const cutHere = groups.reduce((sum, { count, items }) => sum + count - items.length, 0);
  return groups.map(({ label, items, count }, index) => {
    let ending = count > items.length ? words.more(count - items.length) : '';
    // Whole groups did not fit: only the last label can say so.
    if (index === groups.length - 1 && hidden > cutHere) ending = words.moreInAll(hidden);
    return { label: `${clip(label, MOST_TEXT - ending.length)}${ending}`, items };
  });
}
