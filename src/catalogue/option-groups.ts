import type { Shape } from '../domain/catalogue.ts';
import { truncate } from '../lib/text.ts';
import { type BitSet, countCommon, has, remove, removeAll } from './bit-set.ts';
import { MAX_TEXT } from './labels.ts';
import { DUPLICATE, KIND_COUNT, type ListOptions, type Option, TOO_LONG } from './list-options.ts';
import { bestMatches, type SearchResult } from './search.ts';

/**
 * Slack takes at most 100 groups of 100 options; people read far fewer.
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
 */
const MAX_OPTIONS = 100;

/** A group of a picker's options, as plain data; every text is 1 to 75 characters long. */
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}
/** The labels of the groups, and their suffixes. */
export interface GroupLabels {
  readonly recent: string;
  readonly yours: string;
  readonly public: string;
  readonly otherVoices: string;
  notIn(shape: Shape): string;
  /** The suffix of a label if `count` options of its group are missing. */
  more(count: number): string;
  /** The suffix of the last label if whole groups are missing: `count` options in all. */
  moreInAll(count: number): string;
}
export interface PickerOptions {
  /** Empty if nothing matches: Slack then shows "No results". Slack rejects an empty group. */
  readonly groups: readonly OptionGroup[];
  readonly shown: number;
  /** How many matched, shown or not. */
  readonly matched: number;
  /** How many matched but cannot be options, because their id is too long for a value. */
  readonly unusable: number;
}

/** A group before its options are known. Groups are sorted by `order`, then by label. */
export interface GroupSpec {
  readonly label: string;
  readonly order: number;
}
/** The `order` of the account's own items. */
export const OWN_ORDER = 1;

/** The matches of one group: how many, and which of them are shown. */
interface GroupMatches {
  readonly label: string;
  readonly count: number;
  /** Positions in the list, best first. */
  shown: number[];
}

/**
 * Sorts the matches into groups, with the recently used ones (values, latest first) in front. Each
 * key press may match thousands, so matches that are not shown are only counted.
 */
export function groupOptions(
  result: SearchResult<unknown>,
  request: { readonly recent: readonly string[] },
  options: {
    readonly listOptions: ListOptions;
    readonly labels: GroupLabels;
    readonly specs: readonly GroupSpec[];
    /** For each position in the list, the index in `specs`. */
    readonly specAt: Uint16Array;
  },
): PickerOptions {
  const { listOptions, labels, specs, specAt } = options;
  const unusable = removeUnusable(result, listOptions);
  removeDuplicates(result, listOptions);
  const recent = takeRecent(result, listOptions, request.recent);
  const sets = result.order.partition(specAt, specs.length);
  const groupMatches = specs.map(
    (spec, index): GroupMatches & GroupSpec & { readonly set: BitSet } => {
      const set = sets[index] ?? result.order.all;
      return { ...spec, set, count: countCommon(result.matches, set), shown: [] };
    },
  );
  const sorted = groupMatches
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.order - b.order || compareLabels(a.label, b.label));
  let remaining = MAX_OPTIONS - recent.length;
  for (const group of sorted) {
    if (!result.isBlank && group.order !== OWN_ORDER) break;
    group.shown = bestMatches(result, group.set, remaining);
    remaining -= group.shown.length;
  }
  if (!result.isBlank) {
    // In a search, a better match of a later language comes before a worse one of an earlier.
    for (const { order, set } of sorted) if (order === OWN_ORDER) removeAll(result.matches, set);
    const best = bestMatches(result, result.order.all, remaining);
    remaining -= best.length;
    for (const at of best) groupMatches[specAt[at] ?? 0]?.shown.push(at);
  }
  const matched = sorted.reduce((sum, { count }) => sum + count, recent.length);
  const shown = MAX_OPTIONS - remaining;
  const recentGroup = { label: labels.recent, count: recent.length, shown: recent };
  const groups = labelGroups([recentGroup, ...sorted], matched - shown, labels).map(
    ({ label, items }) => {
      return { label, options: items.map((at) => listOptions.option(at)) };
    },
  );
  return { groups, shown, matched, unusable };
}

/** Removes the matches that cannot be options; returns their number. */
function removeUnusable({ order, matches }: SearchResult<unknown>, { kinds }: ListOptions): number {
  const unusable = order.partition(kinds, KIND_COUNT)[TOO_LONG];
  if (unusable === undefined) return 0;
  const count = countCommon(matches, unusable);
  if (count > 0) removeAll(matches, unusable);
  return count;
}

/** Removes each match whose value a better match has, too. */
function removeDuplicates(result: SearchResult<unknown>, { kinds, option }: ListOptions): void {
  const { order, matches } = result;
  const duplicates = order.partition(kinds, KIND_COUNT)[DUPLICATE];
  if (duplicates === undefined || countCommon(matches, duplicates) === 0) return;
  const seen = new Set<string>();
  for (const at of bestMatches(result, duplicates, Number.POSITIVE_INFINITY)) {
    const { value } = option(at);
    if (seen.has(value)) remove(matches, order.ranks[at] ?? 0);
    seen.add(value);
  }
}

/** Removes the recently used matches (values, latest first); returns their positions. */
function takeRecent(
  { order, matches }: SearchResult<unknown>,
  { byValue }: ListOptions,
  values: readonly string[],
): number[] {
  return values.flatMap((value) => {
    const rank = (byValue.get(value) ?? [])
      .map((at) => order.ranks[at] ?? 0)
      .find((each) => has(matches, each));
    if (rank === undefined) return [];
    remove(matches, rank);
    return order.positions[rank] ?? [];
  });
}

function compareLabels(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function labelGroups(matched: readonly GroupMatches[], hidden: number, labels: GroupLabels) {
  const groups = [...Map.groupBy(matched, ({ label }) => label)]
    .map(([label, parts]) => ({
      label,
      items: parts.flatMap(({ shown }) => shown),
      count: parts.reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ items }) => items.length > 0);
  const hiddenInGroups = groups.reduce((sum, { count, items }) => sum + count - items.length, 0);
  return groups.map(({ label, items, count }, index) => {
    let suffix = count > items.length ? labels.more(count - items.length) : '';
    // Whole groups are missing: only the last label can say so.
    if (index === groups.length - 1 && hidden > hiddenInGroups) suffix = labels.moreInAll(hidden);
    return { label: `${truncate(label, MAX_TEXT - suffix.length)}${suffix}`, items };
  });
}
