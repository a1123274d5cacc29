import type { Shape } from '../domain/catalogue.ts';
import { truncate } from '../lib/text.ts';
import { type Bits, countIn, has, remove, subtract } from './bit-set.ts';
import { MOST_TEXT } from './labels.ts';
import { ALIKE, KINDS, type Offers, type Option, UNUSABLE } from './list-options.ts';
import { bestIn, type Found } from './search.ts';

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
export const YOURS = 1;

/** What matched of one group: how many, and which of them are shown. */
interface Tally {
  readonly label: string;
  readonly count: number;
  /** Positions in the list, best first. */
  shown: number[];
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
    readonly placeAt: Uint16Array;
  },
): Choices {
  const { offers, words, places, placeAt } = how;
  const unusable = takeUnusable(found, offers);
  takeTwins(found, offers);
  const recent = takeRecent(found, offers, ask.recent);
  const sets = found.order.setsOf(placeAt, places.length);
  const tallies = places.map((place, number): Tally & Place & { readonly set: Bits } => {
    const set = sets[number] ?? found.order.all;
    return { ...place, set, count: countIn(found.fit, set), shown: [] };
  });
  const grouped = tallies
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.order - b.order || compareLabels(a.label, b.label));
  let room = MOST_OPTIONS - recent.length;
  for (const tally of grouped) {
    if (!found.isBlank && tally.order !== YOURS) break;
    tally.shown = bestIn(found, tally.set, room);
    room -= tally.shown.length;
  }
  if (!found.isBlank) {
    // While searching, a better match in a later language precedes a worse one in an earlier.
    for (const { order, set } of grouped) if (order === YOURS) subtract(found.fit, set);
    const best = bestIn(found, found.order.all, room);
    room -= best.length;
    for (const at of best) tallies[placeAt[at] ?? 0]?.shown.push(at);
  }
  const matched = grouped.reduce((sum, { count }) => sum + count, recent.length);
  const shown = MOST_OPTIONS - room;
  const lately = { label: words.recent, count: recent.length, shown: recent };
  const groups = labelled([lately, ...grouped], matched - shown, words).map(({ label, items }) => {
    return { label, options: items.map((at) => offers.option(at)) };
  });
  return { groups, shown, matched, unusable };
}

/** Takes out what cannot be offered, and answers how many that are. */
function takeUnusable({ order, fit }: Found<unknown>, { kinds }: Offers): number {
  const unusable = order.setsOf(kinds, KINDS)[UNUSABLE];
  if (unusable === undefined) return 0;
  const count = countIn(fit, unusable);
  if (count > 0) subtract(fit, unusable);
  return count;
}

/** Takes out what has the same value as something that fits better. */
function takeTwins(found: Found<unknown>, { kinds, option }: Offers): void {
  const { order, fit } = found;
  const alike = order.setsOf(kinds, KINDS)[ALIKE];
  if (alike === undefined || countIn(fit, alike) === 0) return;
  const seen = new Set<string>();
  for (const at of bestIn(found, alike, Number.POSITIVE_INFINITY)) {
    const { value } = option(at);
    if (seen.has(value)) remove(fit, order.places[at] ?? 0);
    seen.add(value);
  }
}

/** Takes out what was recently used (values, latest first), and answers it. */
function takeRecent(
  { order, fit }: Found<unknown>,
  { byValue }: Offers,
  values: readonly string[],
): number[] {
  return values.flatMap((value) => {
    const place = (byValue.get(value) ?? [])
      .map((at) => order.places[at] ?? 0)
      .find((each) => has(fit, each));
    if (place === undefined) return [];
    remove(fit, place);
    return order.positions[place] ?? [];
  });
}

function compareLabels(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function labelled(grouped: readonly Tally[], hidden: number, words: GroupWords) {
  const groups = [...Map.groupBy(grouped, ({ label }) => label)]
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
    return { label: `${truncate(label, MOST_TEXT - ending.length)}${ending}`, items };
  });
}
