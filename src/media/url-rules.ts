import { isIP } from 'node:net';
import { isLocalHttp, parseWebUrl } from '../lib/network/addresses.ts';
import { isPublic } from './public-address.ts';

/** The addresses that the app may fetch from. */
export interface UrlRules {
  /**
   * Hosts, or with a dot in front whole families of them: `.jogg.ai` is jogg.ai and all below it;
   * `*` is every host of the open internet.
   */
  readonly allowedHosts: readonly string[];
  /** The only host reached over plain http: a stand-in for Jogg on this machine. */
  readonly plainHttpHost: string | null;
}

/** An address that must not be asked; the message never holds it. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
  readonly code = 'address_refused';
}

/**
 * The host that may be asked over plain http: Jogg's own, where that is a stand-in on this machine.
 */
export function plainHttpHostOf(joggApiUrl: string): string | null {
  const url = new URL(joggApiUrl);
  return isLocalHttp(url) ? url.hostname : null;
}

/**
 * Reads an address, or a redirect's relative to `base`. Null where it must not be asked: anything
 * but https on its usual port, a host that is not allowed, a user name or password, an address of
 * a private network.
 */
export function parseAllowedUrl(text: string, rules: UrlRules, base?: URL): URL | null {
  const url = parseWebUrl(text, (plain) => isPlainHttpHost(plain, rules), base);
  if (url === null || isPlainHttpHost(url, rules)) return url;
  if (url.port !== '') return null;
  if (!rules.allowedHosts.some((allowed) => matchesHost(url.hostname, allowed))) return null;
  const literal = url.hostname.replace(/[[\]]/g, '');
  // An IP address needs no lookup, so it is checked here.
  return isIP(literal) === 0 || isPublic(literal) ? url : null;
}

/** Whether a host is the stand-in on this machine. */
export function isPlainHttpHost(url: URL, { plainHttpHost }: UrlRules): boolean {
  return url.protocol === 'http:' && url.hostname === plainHttpHost;
}

function matchesHost(host: string, allowed: string): boolean {
  if (allowed === '*') return true;
  return allowed.startsWith('.')
    ? host.endsWith(allowed) || host === allowed.slice(1)
    : host === allowed;
}
