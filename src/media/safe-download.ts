import type { Readable } from 'node:stream';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { ProxyError, UnresolvedError } from '../lib/network/network-error.ts';
import { Agent, request } from '../lib/network/undici.ts';
import { checkedLookup, type Resolve } from './checked-lookup.ts';
import type { MakeConnector } from './system-connector.ts';
import {
  AddressRefusedError,
  isPlainHttpHost,
  parseAllowedUrl,
  type UrlRules,
} from './url-rules.ts';

/** Why a URL is rejected permanently. */
export type DownloadRejection = 'host' | 'proxy' | 'too_large' | 'kind' | 'download';

/** `bytes`: the `Content-Length`, which may be wrong, or null. `close` ends the connection. */
export type OpenResult =
  | {
      readonly kind: 'open';
      readonly stream: Readable;
      readonly bytes: number | null;
      close(): Promise<void>;
    }
  | { readonly kind: 'refused'; readonly why: DownloadRejection }
  /** The server refuses the link, as it does after a signed link has expired. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'later' };

/** Opens a URL. If `signal` aborts, the request or the open stream fails. */
export type OpenUrl = (url: string, signal: AbortSignal) => Promise<OpenResult>;

export interface SafeDownloadDeps extends UrlRules {
  /** The `Accept` header. */
  readonly accept: string;
  readonly maxBytes: number;
  /** The timeout of the whole download, in ms. */
  readonly totalMs: number;
  /** The timeout between two packets of the server, in ms. */
  readonly idleMs: number;
  readonly resolve: Resolve;
  readonly connector: MakeConnector;
  readonly logEvent: LogEvent;
}

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** A storage also answers 404 if a file does not exist yet. */
const RETRYABLE: ReadonlySet<number> = new Set([404, 408, 425, 429]);
/** The answers of storages to a signed link that has expired. */
const EXPIRED: ReadonlySet<number> = new Set([403, 410]);

/**
 * Opens untrusted URLs: only https to allowed hosts at public IP addresses, without credentials or
 * cookies, with timeouts. Each redirect is checked again. Never throws.
 */
export function createSafeDownload(deps: SafeDownloadDeps): OpenUrl {
  return async (rawUrl, stop) => {
    const signal = AbortSignal.any([AbortSignal.timeout(deps.totalMs), stop]);
    let url = parseAllowedUrl(rawUrl, deps);
    for (let redirects = 0; url !== null && redirects <= MAX_REDIRECTS; redirects += 1) {
      const answer: OpenResult | URL | null = await requestOnce(deps, url, signal);
      if (answer !== null && 'kind' in answer) return answer;
      url = answer;
    }
    return { kind: 'refused', why: 'host' };
  };
}

/** Sends one request: the result, the URL of a redirect, or null if that URL is not allowed. */
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
    // The reader of the stream handles its errors.
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

/** Why a later attempt would fail too; null if it might succeed. */
function rejectionOf(error: unknown): 'host' | 'proxy' | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefusedError) return 'host';
    // The proxy may resolve names, but the app can only check addresses.
    if (cause instanceof UnresolvedError) return 'proxy';
    if (cause instanceof ProxyError && cause.status !== null && cause.status < 500) return 'proxy';
    if (cause instanceof AggregateError) {
      const nested = cause.errors.map(rejectionOf).find((why) => why !== null);
      if (nested) return nested;
    }
  }
  return null;
}
