import { isIP } from 'node:net';
import { isLocalHttp, parseWebUrl } from '../lib/network/web-url.ts';
import { isPublic } from './public-address.ts';

/** The URLs from which the app may download. */
export interface UrlRules {
  /**
   * Host names. `.jogg.ai` includes jogg.ai and its subdomains; `*` allows every public host.
   */
  readonly allowedHosts: readonly string[];
  /** The only host allowed over plain http: a fake Jogg on this machine. Null if there is none. */
  readonly plainHttpHost: string | null;
}

/** A URL that the app must not request. The message never contains the URL. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
  readonly code = 'address_refused';
}

/** The host allowed over plain http: the one of Jogg's API, if that is a fake on this machine. */
export function plainHttpHostOf(joggApiUrl: string): string | null {
  const url = new URL(joggApiUrl);
  return isLocalHttp(url) ? url.hostname : null;
}

/**
 * Parses a URL, or a redirect relative to `base`. Null if the rules forbid it: a scheme other than
 * https, another port, a host that is not allowed, credentials, an IP address that is not public.
 */
export function parseAllowedUrl(text: string, rules: UrlRules, base?: URL): URL | null {
  const url = parseWebUrl(text, (candidate) => isPlainHttpHost(candidate, rules), base);
  if (url === null || isPlainHttpHost(url, rules)) return url;
  if (url.port !== '') return null;
  if (!rules.allowedHosts.some((allowed) => matchesHost(url.hostname, allowed))) return null;
  const literal = url.hostname.replace(/[[\]]/g, '');
  // An IP address is not looked up, so it is checked here.
  return isIP(literal) === 0 || isPublic(literal) ? url : null;
}

/** Whether a URL is plain http to the one allowed host. */
export function isPlainHttpHost(url: URL, { plainHttpHost }: UrlRules): boolean {
  return url.protocol === 'http:' && url.hostname === plainHttpHost;
}

function matchesHost(host: string, allowed: string): boolean {
  if (allowed === '*') return true;
  return allowed.startsWith('.')
    ? host.endsWith(allowed) || host === allowed.slice(1)
    : host === allowed;
}
