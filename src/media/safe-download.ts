import type { Readable } from 'node:stream';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { ProxyError, UnresolvedError } from '../lib/network/network-error.ts';
import { Agent, request } from '../lib/network/undici.ts';
import type { MakeConnector } from './checked-connector.ts';
import { checkedLookup, type Resolve } from './checked-lookup.ts';
import {
  AddressRefusedError,
  isPlainHttpHost,
  parseAllowedUrl,
  type UrlRules,
} from './url-rules.ts';

/** Why an address is not fetched, whenever it is asked. */
export type DownloadRejection = 'host' | 'proxy' | 'too_large' | 'kind' | 'download';

/** `bytes`: the length that the server announces, or null; it may be wrong. `close` ends it. */
export type OpenResult =
  | {
      readonly kind: 'open';
      readonly stream: Readable;
      readonly bytes: number | null;
      close(): Promise<void>;
    }
  | { readonly kind: 'refused'; readonly why: DownloadRejection }
  /** The server refuses the link itself, as it does when its time is over. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'later' };

/**
 * Asks for an address until `signal` aborts; then the stream of what was opened ends in an error.
 */
export type OpenUrl = (address: string, signal: AbortSignal) => Promise<OpenResult>;

export interface SafeDownloadDeps extends UrlRules {
  /** The `Accept` header. */
  readonly accept: string;
  readonly maxBytes: number;
  /** How long everything may take until the last byte, in ms. */
  readonly totalMs: number;
  /** How long the server may be silent, in ms. */
  readonly idleMs: number;
  readonly resolve: Resolve;
  readonly connector: MakeConnector;
  readonly logEvent: LogEvent;
}

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** A storage also answers 404 for a file that is not there yet. */
const RETRYABLE: ReadonlySet<number> = new Set([404, 408, 425, 429]);
/** What storages answer for a signed link that has expired. */
const EXPIRED: ReadonlySet<number> = new Set([403, 410]);

/**
 * Opens an address that came from outside: only https to allowed hosts on public addresses, each
 * redirect checked anew, without credentials or cookies, bounded in time. Never throws.
 */
export function createSafeDownload(deps: SafeDownloadDeps): OpenUrl {
  return async (address, stop) => {
    const signal = AbortSignal.any([AbortSignal.timeout(deps.totalMs), stop]);
    let url = parseAllowedUrl(address, deps);
    for (let hops = 0; url !== null && hops <= MAX_REDIRECTS; hops += 1) {
      const answer: OpenResult | URL | null = await requestOnce(deps, url, signal);
      if (answer !== null && 'kind' in answer) return answer;
      url = answer;
    }
    return { kind: 'refused', why: 'host' };
  };
}

/** One request: what it opened, where it leads, or null where that may not be asked. */
async function requestOnce(
  deps: SafeDownloadDeps,
  url: URL,
  signal: AbortSignal,
): Promise<OpenResult | URL | null> {
  const lookup = isPlainHttpHost(url, deps) ? null : checkedLookup(deps.resolve);
  const agent = new Agent({ connect: deps.connector(lookup), pipelining: 1, allowH2: false });
  const close = () => agent.destroy();
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: { accept: deps.accept, 'accept-encoding': 'identity' },
      headersTimeout: deps.idleMs,
      bodyTimeout: deps.idleMs,
    });
    // The reader gets the error, if there is one.
    body.on('error', () => undefined);
    const answer = classify(deps, url, statusCode, headers);
    if (answer === 'open') return { kind: 'open', stream: body, bytes: lengthOf(headers), close };
    await close();
    return answer;
  } catch (error) {
    await close();
    const why = rejectionOf(error);
    if (why !== 'host') deps.logEvent('download_failed', errorFields(error));
    return why === null ? { kind: 'later' } : { kind: 'refused', why };
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function classify(
  deps: SafeDownloadDeps,
  url: URL,
  status: number,
  headers: Headers,
): Exclude<OpenResult, { kind: 'open' }> | 'open' | URL | null {
  if (REDIRECTS.has(status)) {
    const { location } = headers;
    return typeof location === 'string' ? parseAllowedUrl(location, deps, url) : null;
  }
  if (EXPIRED.has(status)) return { kind: 'expired' };
  if (status >= 500 || RETRYABLE.has(status)) return { kind: 'later' };
  if (status !== 200) return { kind: 'refused', why: 'download' };
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return { kind: 'refused', why: 'kind' };
  const bytes = lengthOf(headers);
  return bytes !== null && bytes > deps.maxBytes ? { kind: 'refused', why: 'too_large' } : 'open';
}

function lengthOf(headers: Headers): number | null {
  const text = headers['content-length'];
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Why a later try would not reach the address either; null where it might. */
function rejectionOf(error: unknown): 'host' | 'proxy' | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefusedError) return 'host';
    // Such a proxy may allow names only, but the app can check only an address.
    if (cause instanceof UnresolvedError) return 'proxy';
    if (cause instanceof ProxyError && cause.status !== null && cause.status < 500) return 'proxy';
    if (cause instanceof AggregateError) {
      const nested = cause.errors.map(rejectionOf).find((why) => why !== null);
      if (nested) return nested;
    }
  }
  return null;
}
