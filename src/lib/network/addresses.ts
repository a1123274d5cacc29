const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether an address belongs to a stand-in on this machine, the only one reached by plain http. */
export function isLocalHttp({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && LOOPBACK.includes(hostname);
}

/**
 * Reads an address from outside, or one relative to `base`. Null where the text is no address, has
 * a user name or a password, or is neither https nor plain http that `mayBePlain` allows.
 */
export function parseWebUrl(
  text: string | null,
  allowsHttp: (url: URL) => boolean = isLocalHttp,
  base?: URL,
): URL | null {
  const url = text === null ? null : URL.parse(text, base);
  if (url === null || url.username !== '' || url.password !== '') return null;
  return url.protocol === 'https:' || (url.protocol === 'http:' && allowsHttp(url)) ? url : null;
}
