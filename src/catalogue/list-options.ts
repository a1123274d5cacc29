/** `@slack/types` says 75, Slack's pages 150: the lower one holds. */
const MOST_VALUE = 75;

/** As Slack shows it, as plain data; every text is 1 to 75 characters long. */
export interface Option {
  readonly text: string;
  readonly value: string;
  readonly description?: string;
}

/** What a list can offer, by position in the list. */
export interface Offers {
  /** For each position: `PLAIN`, `UNUSABLE` or `ALIKE`. */
  readonly kinds: Uint16Array;
  /** The positions of what a value may mean. */
  readonly byValue: ReadonlyMap<string, readonly number[]>;
  /** The same object each time. */
  option(at: number): Option;
}
export const PLAIN = 0;
/** Its id is too long for a value. */
export const UNUSABLE = 1;
/** It shares its value with another one. */
export const ALIKE = 2;
export const KINDS = 3;

/** The offers of `items`. */
export function createOffers<T>(
  items: readonly T[],
  how: { readonly value: (item: T) => string; readonly option: (item: T) => Option },
): Offers {
  const values = items.map(how.value);
  const byValue = Map.groupBy(items.keys(), (at) => values[at] ?? '');
  const options: Option[] = [];
  return {
    kinds: Uint16Array.from(values, (value) => {
      if (value.length > MOST_VALUE) return UNUSABLE;
      return (byValue.get(value)?.length ?? 0) > 1 ? ALIKE : PLAIN;
    }),
    byValue,
    option(at) {
      const item = items[at];
      if (item === undefined) throw new RangeError(`the list has nothing at ${at}`);
      const option = options[at] ?? how.option(item);
      options[at] = option;
      return option;
    },
  };
}
