import { parseWebUrl } from '../../lib/network/web-url.ts';

const MAX_LENGTH = 3_000;

/** Validates a link from Jogg. Null if it must not be shown. */
export type LinkReader = (value: string | null) => string | null;

/**
 * Links must be https, without credentials, and have at most 3,000 characters. If Jogg's API itself
 * uses plain http, which only a test server does, links to its host may use it too.
 */
export function createLinkReader(baseUrl: string): LinkReader {
  const jogg = new URL(baseUrl);
  return (value) => {
    const url = parseWebUrl(
      value,
      ({ protocol, hostname }) => protocol === jogg.protocol && hostname === jogg.hostname,
    );
    return url === null || url.href.length > MAX_LENGTH ? null : url.href;
  };
}
