/** Creates the value at its first use and keeps it, so the start does not pay for unused values. */
export function lazy<T>(make: () => T): () => T {
  let cached: { readonly value: T } | null = null;
  return () => {
    cached ??= { value: make() };
    return cached.value;
  };
}
