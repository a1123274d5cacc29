import type { Shape } from '../domain/catalogue.ts';
import { clip } from '../lib/text.ts';
import { MOST_TEXT } from './labels.ts';
import type { Offers, Option } from './offers.ts';
import { isBlank } from './search.ts';

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

/** Groups come by `order`, then by label; two places of one group are one object. */
export interface Place {
  readonly label: string;
  readonly order: number;
}
export const RECENT = 0;
export const YOURS = 1;

/** What matched of one group. */
interface Tally<T> {
  readonly place: Place;
  count: number;
  /** As many as could be shown, best first. */
  readonly first: T[];
  shown: readonly T[];
}

/**
 * What matched (best first) as groups, the recently used (values, latest first) in front. Thousands
 * may match, at each key press: what is not shown is only counted.
 */
export function groupsOf<T extends object>(
  ask: { readonly query: string; readonly recent: readonly string[] },
  found: readonly T[],
  how: {
    readonly offers: Offers<T>;
    readonly words: GroupWords;
    readonly place: (item: T) => Place;
  },
): Choices {
  const { offers, words } = how;
  const { usable, recent, unusable } = sorted(found, ask.recent, offers);
  const lately = tallyOf<T>({ label: words.recent, order: RECENT });
  for (const item of recent) add(lately, item);
  const tallies = new Map<Place, Tally<T>>();
  /** The best of what is not pinned, in whatever group. */
  const best: [Tally<T>, T][] = [];
  let tally: Tally<T> | undefined;
  for (const item of usable) {
    const place = how.place(item);
    if (tally?.place !== place) tally = tallies.get(place) ?? tallyOf<T>(place);
    if (tally.count === 0) tallies.set(place, tally);
    add(tally, item);
    if (place.order > YOURS && best.length < MOST_OPTIONS) best.push([tally, item]);
  }
  const grouped = [lately, ...tallies.values()].toSorted(
    ({ place: a }, { place: b }) => a.order - b.order || compareLabels(a.label, b.label),
  );
  const shown = choose(grouped, isBlank(ask.query) ? null : best);
  const matched = grouped.reduce((sum, { count }) => sum + count, 0);
  const groups = labelled(grouped, matched - shown, words).map(({ label, items }) => {
    return { label, options: items.map((item) => offers.option(item)) };
  });
  return { groups, shown, matched, unusable };
}

/** Each value once, and apart what was recently used. */
function sorted<T>(found: readonly T[], values: readonly string[], offers: Offers<T>) {
  const lately = new Set(values.flatMap((value) => offers.byValue.get(value) ?? []));
  if (offers.unusable.size + offers.twins.size + lately.size === 0)
    return { usable: found, recent: [], unusable: 0 };
  const used = new Map<string, T>();
  const seen = new Set<string>();
  let unusable = 0;
  const usable = found.filter((item) => {
    if (offers.unusable.has(item)) {
      unusable += 1;
      return false;
    }
    const isRecent = lately.has(item);
    if (!isRecent && !offers.twins.has(item)) return true;
    const { value } = offers.option(item);
    const isFirst = !seen.has(value);
    seen.add(value);
    if (isFirst && isRecent) used.set(value, item);
    return isFirst && !isRecent;
  });
  const recent = [...new Set(values)].flatMap((value) => used.get(value) ?? []);
  return { usable, recent, unusable };
}

function tallyOf<T>(place: Place): Tally<T> {
  return { place, count: 0, first: [], shown: [] };
}

function add<T>(tally: Tally<T>, item: T): void {
  tally.count += 1;
  if (tally.first.length < MOST_OPTIONS) tally.first.push(item);
}

/** Sets what each group shows, a hundred in all, and answers how many that are. */
function choose<T>(grouped: readonly Tally<T>[], best: readonly [Tally<T>, T][] | null): number {
  let room = MOST_OPTIONS;
  for (const tally of grouped) {
    if (best !== null && tally.place.order > YOURS) break;
    tally.shown = tally.first.slice(0, room);
    room -= tally.shown.length;
  }
  // While searching, a better match in a later language precedes a worse one in an earlier.
  const rest = (best ?? []).slice(0, room);
  for (const [tally, chosen] of Map.groupBy(rest, ([tally]) => tally))
    tally.shown = chosen.map(([, item]) => item);
  return MOST_OPTIONS - room + rest.length;
}

function compareLabels(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function labelled<T>(grouped: readonly Tally<T>[], hidden: number, words: GroupWords) {
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
