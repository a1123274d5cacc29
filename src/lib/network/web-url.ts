const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a URL is plain http to this machine: a test server, never the real Jogg or Slack. */
export function isLocalHttp({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && LOOPBACK.includes(hostname);
}

/**
 * Parses an untrusted URL, or one relative to `base`. Null if the text is not a URL, contains a
 * user name or password, or is neither https nor plain http that `allowsHttp` accepts.
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
