import { parseWebUrl } from '../../lib/network/addresses.ts';

const MAX_LENGTH = 3_000;

/** Reads a link from Jogg; `null` if it must not be shown. */
export type LinkReader = (value: string | null) => string | null;

/**
 * Links must be `https:`, without a name or password in them, at most 3,000 characters. Where Jogg
 * itself is reached over plain `http:` (a stand-in on this machine), so may links to that host.
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
