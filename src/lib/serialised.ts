const TEXT = Symbol('json');

/**
 * `content`, of which `json` is the JSON: for an answer whose parts were made into JSON before.
 * Nobody may change it any more.
 */
export function serialised<T extends object>(content: T, json: string): T {
  return Object.assign(content, { [TEXT]: json });
}

/** `JSON.stringify`, but for what is `serialised` already. */
export function jsonOf(content: unknown): string {
  const isObject = typeof content === 'object' && content !== null;
  const text = isObject && TEXT in content ? content[TEXT] : null;
  return typeof text === 'string' ? text : JSON.stringify(content);
}
