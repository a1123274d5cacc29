import { Agent, buildConnector } from 'undici';

const CONNECT_TIMEOUT_MS = 3_000;

/** The connection was never made, so the request was never sent. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError';
  readonly code: string;

  constructor(cause: Error) {
    super('no connection', { cause });
    this.code = codeOf(cause);
  }
}

/**
 * The way to Jogg: connects within 3 s, HTTP/1.1 (one request per connection at a time, so that
 * what a broken connection means is plain). Every failure to connect is a `NotConnectedError`.
 */
export function createJoggDispatcher(): Agent {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false });
  return new Agent({
    allowH2: false,
    pipelining: 1,
    connect: (options, callback) =>
      connect(options, (...outcome) => {
        if (outcome[0] === null) callback(null, outcome[1]);
        else callback(new NotConnectedError(outcome[0]), null);
      }),
  });
}

/** Whether `error` says that no connection was made; dispatchers of others are told by their codes. */
export function neverConnected(error: unknown): boolean {
  if (error instanceof NotConnectedError) return true;
  if (error instanceof AggregateError)
    return error.errors.length > 0 && error.errors.every(neverConnected);
  if (!(error instanceof Error)) return false;
  if (CONNECT_CODES.has(codeOf(error))) return true;
  return 'syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo');
}

/** Codes that only arise before the first byte of a request. */
const CONNECT_CODES: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
