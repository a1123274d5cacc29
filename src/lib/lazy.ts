/** A value that is made at its first use and kept: no start pays for what it does not use. */
export function lazy<T>(make: () => T): () => T {
  let cached: { readonly value: T } | null = null;
  return () => {
    cached ??= { value: make() };
    return cached.value;
  };
}
