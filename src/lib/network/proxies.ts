import { BlockList, isIP } from 'node:net';

/** The proxy settings of the environment. */
export interface ProxySettings {
  /** The proxy for https. If null, `http` is used for both. */
  readonly https: string | null;
  readonly http: string | null;
  /** `NO_PROXY`: the targets to connect to without a proxy. */
  readonly bypass: string;
}

export interface ForwardProxy {
  readonly url: URL;
  /** Host and port without credentials, for people. */
  readonly name: string;
  /** The `Proxy-Authorization` header, or null. */
  readonly authorization: string | null;
}

/** The target of a request. `port` may be empty. */
export interface Target {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}

export interface Proxies {
  /** The proxy for a target, or null. */
  readonly proxyFor: (target: Target) => ForwardProxy | null;
  readonly https: ForwardProxy | null;
  readonly http: ForwardProxy | null;
}

/** No proxy at all. */
export const DIRECT: Proxies = { proxyFor: () => null, https: null, http: null };

/** Parses a proxy URL. The default scheme is http. Null if it is invalid or a SOCKS proxy. */
export function readProxy(text: string): ForwardProxy | null {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const name = `${url.hostname}:${portOf(url)}`;
  if (url.username === '' && url.password === '') return { url, name, authorization: null };
  try {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return { url, name, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  } catch {
    return null;
  }
}

/** Follows the rules of curl and of undici's `EnvHttpProxyAgent`, and also supports networks. */
export function createProxies(settings: ProxySettings): Proxies {
  const http = settings.http === null ? null : readProxy(settings.http);
  const https = settings.https === null ? http : readProxy(settings.https);
  const bypasses = readNoProxy(settings.bypass);
  return {
    https,
    http,
    proxyFor: (target) => {
      const proxy = target.protocol === 'https:' ? https : http;
      const host = hostOf(target.hostname);
      return proxy === null || bypasses(host, portOf(target)) ? null : proxy;
    },
  };
}

/** The port of a target, or the default port of its scheme. */
export function portOf({ protocol, port }: Pick<Target, 'protocol' | 'port'>): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

/**
 * Parses `NO_PROXY`: `*`, a host with its subdomains, `.suffix`, `*.suffix` (only subdomains), an
 * IP address or a network such as 10.0.0.0/8. All but networks may have a port.
 */
function readNoProxy(text: string): (host: string, port: string) => boolean {
  const networks = new BlockList();
  const rules = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '' && !addNetwork(networks, entry))
    .map(readEntry);
  return (host, port) => {
    const family = isIP(host);
    if (family !== 0 && networks.check(host, family === 4 ? 'ipv4' : 'ipv6')) return true;
    return rules.some((rule) => (rule.port === '' || rule.port === port) && rule.matches(host));
  };
}

function addNetwork(networks: BlockList, entry: string): boolean {
  const [, address = '', bits = ''] = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/.exec(entry) ?? [];
  const family = isIP(address);
  if (family === 0 || Number(bits) > (family === 4 ? 32 : 128)) return false;
  networks.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return true;
}

function readEntry(entry: string): { port: string; matches: (host: string) => boolean } {
  // People paste whole URLs: drop the scheme and the path.
  const hostAndPort = entry.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
  const [, name = hostAndPort, port = ''] =
    isIP(hostAndPort) === 0 ? (/^(.*?)(?::(\d+))?$/.exec(hostAndPort) ?? []) : [];
  if (name.startsWith('*')) {
    const suffix = name.slice(1);
    return { port, matches: (host) => host.endsWith(suffix) };
  }
  const domain = hostOf(name.replace(/^\./, ''));
  return { port, matches: (host) => host === domain || host.endsWith(`.${domain}`) };
}

/** A host in canonical form: no brackets, no final dot, one spelling per IP address. */
function hostOf(hostname: string): string {
  const bare = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/(?<=.)\.$/, '');
  if (isIP(bare) !== 6) return bare;
  return URL.parse(`http://[${bare}]`)?.hostname.slice(1, -1) ?? bare;
}
