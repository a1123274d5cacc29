/** `@slack/types` says 75, Slack's pages 150: the lower one holds. */
const MOST_VALUE = 75;

/** As Slack shows it, as plain data; every text is 1 to 75 characters long. */
export interface Option {
  readonly text: string;
  readonly value: string;
  readonly description?: string;
}

/** What a list can offer. Found out once: every key press asks for it. */
export interface Offers<T> {
  /** The items whose id is too long for a value. */
  readonly unusable: ReadonlySet<T>;
  /** The items that share their value with another one. */
  readonly twins: ReadonlySet<T>;
  /** The items that a value may mean. */
  readonly byValue: ReadonlyMap<string, readonly T[]>;
  option(item: T): Option;
}

/**
 * The offers of `items`, found out at their first use. A catalogue's lists never change in place:
 * each has its own, which are dropped with the list.
 */
export function offersOf<T extends object>(
  known: WeakMap<readonly T[], Offers<T>>,
  items: readonly T[],
  how: { readonly value: (item: T) => string; readonly option: (item: T) => Option },
): Offers<T> {
  const found = known.get(items) ?? createOffers(items, how);
  known.set(items, found);
  return found;
}

function createOffers<T extends object>(
  items: readonly T[],
  how: { readonly value: (item: T) => string; readonly option: (item: T) => Option },
): Offers<T> {
  const byValue = Map.groupBy(items, how.value);
  const alike = [...byValue.values()].filter((members) => members.length > 1);
  const options = new WeakMap<T, Option>();
  return {
    unusable: new Set(items.filter((item) => how.value(item).length > MOST_VALUE)),
    twins: new Set(alike.flat()),
    byValue,
    option(item) {
      const option = options.get(item) ?? how.option(item);
      options.set(item, option);
      return option;
    },
  };
}
