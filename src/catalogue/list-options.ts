/** `@slack/types` allows 75 characters, Slack's pages 150; the lower limit is safe. */
const MAX_VALUE = 75;

/** An option of a picker, as plain data; every text is 1 to 75 characters long. */
export interface Option {
  readonly text: string;
  readonly value: string;
  readonly description?: string;
}

/** The options of a list, by position in the list. */
export interface ListOptions {
  /** For each position: `UNIQUE`, `TOO_LONG` or `DUPLICATE`. */
  readonly kinds: Uint16Array;
  /** The positions of the items with a value. */
  readonly byValue: ReadonlyMap<string, readonly number[]>;
  /**
   * Returns the same object for the same position.
   * @throws {RangeError} if there is no item.
   */
  option(at: number): Option;
}
export const UNIQUE = 0;
/** Its id is too long for a value. */
export const TOO_LONG = 1;
/** Another item has the same value. */
export const DUPLICATE = 2;
export const KIND_COUNT = 3;

/** The options of `items`; each option is built when it is first needed. */
export function createListOptions<T>(
  items: readonly T[],
  mapping: { readonly value: (item: T) => string; readonly option: (item: T) => Option },
): ListOptions {
  const values = items.map(mapping.value);
  const byValue = Map.groupBy(items.keys(), (at) => values[at] ?? '');
  const options: Option[] = [];
  return {
    kinds: Uint16Array.from(values, (value) => {
      if (value.length > MAX_VALUE) return TOO_LONG;
      return (byValue.get(value)?.length ?? 0) > 1 ? DUPLICATE : UNIQUE;
    }),
    byValue,
    option(at) {
      const item = items[at];
      if (item === undefined) throw new RangeError(`the list has nothing at ${at}`);
      const option = options[at] ?? mapping.option(item);
      options[at] = option;
      return option;
    },
  };
}
