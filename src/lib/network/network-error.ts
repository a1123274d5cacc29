import { errorCodeOf } from './error-code.ts';

/** The connection failed, so the request was not sent. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError';
  readonly code: string;

  constructor(cause: Error) {
    super('no connection', { cause });
    this.code = errorCodeOf(cause) ?? '';
  }
}

/** A proxy rejected a request, so it was not sent. `status` is the proxy's answer, or null. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code = 'proxy';
  readonly status: number | null;

  constructor(name: string, status: number | null, options: ErrorOptions = {}) {
    super(proxyMessage(name, status, options.cause), options);
    this.status = status;
  }
}

/** This machine cannot resolve a name that it must check before it uses a proxy. */
export class UnresolvedError extends Error {
  override readonly name = 'UnresolvedError';
  readonly code = 'unresolved_behind_proxy';
}

export interface NetworkProblem {
  /** The code of Node, OpenSSL or undici. Stable, for logs and searches. */
  readonly code: string;
  /** What is wrong and what the operator can do. */
  readonly message: string;
}

/** `beforeSending`: the error can only occur before the first byte of a request is sent. */
type KnownError = { readonly advice: string; readonly beforeSending: boolean };
const beforeSending = (advice: string): KnownError => ({ advice, beforeSending: true });
const maybeAfterSending = (advice: string): KnownError => ({ advice, beforeSending: false });

const UNKNOWN_ISSUER = beforeSending(
  'this machine does not know who signed the certificate (a company proxy, perhaps). Save that certificate as a PEM file and set NODE_EXTRA_CA_CERTS=/path/to/ca.pem in the environment, not in .env',
);
const WRONG_NAME = beforeSending(
  'the certificate is for another name. Check the address, and whether something else answers there',
);
const NO_TLS = beforeSending(
  'the server does not speak TLS as this machine does. Check the address, its port and https://',
);
const NO_ROUTE = maybeAfterSending(
  'that network cannot be reached. Check the network of this machine',
);
const CONNECT_TIMEOUT = beforeSending(
  'no connection in time. Check the firewall, or set HTTPS_PROXY if you use a proxy',
);
const UNKNOWN_ISSUER_CODES = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
];
const NO_TLS_CODES = [
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
];

/**
 * https://nodejs.org/api/errors.html#nodejs-error-codes,
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const KNOWN: ReadonlyMap<string, KnownError> = new Map([
  ...UNKNOWN_ISSUER_CODES.map((code) => [code, UNKNOWN_ISSUER] as const),
  ...NO_TLS_CODES.map((code) => [code, NO_TLS] as const),
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', { ...NO_TLS, beforeSending: false }],
  [
    'CERT_HAS_EXPIRED',
    beforeSending("the certificate has expired. Check this machine's clock, and who answers there"),
  ],
  [
    'CERT_NOT_YET_VALID',
    beforeSending("the certificate is not valid yet. Set this machine's clock (NTP)"),
  ],
  ['CERT_REVOKED', beforeSending('the certificate was revoked. Check who answers there')],
  ['ERR_TLS_CERT_ALTNAME_INVALID', WRONG_NAME],
  ['HOSTNAME_MISMATCH', WRONG_NAME],
  [
    'ENOTFOUND',
    beforeSending('the host name is unknown. Check the address and the DNS of this machine'),
  ],
  ['EAI_AGAIN', beforeSending('the name server does not answer. Check the DNS of this machine')],
  ['ECONNREFUSED', beforeSending('nothing listens there. Check the address and its port')],
  ['EHOSTUNREACH', NO_ROUTE],
  ['ENETUNREACH', NO_ROUTE],
  ['UND_ERR_CONNECT_TIMEOUT', CONNECT_TIMEOUT],
  ['ETIMEDOUT', { ...CONNECT_TIMEOUT, beforeSending: false }],
  ['ECONNRESET', maybeAfterSending('the connection was cut. Check the firewall, and try again')],
  ['EPIPE', maybeAfterSending('the connection was cut. Check the firewall, and try again')],
  [
    'UND_ERR_SOCKET',
    maybeAfterSending('the connection was cut. Check the firewall, and try again'),
  ],
  ['UND_ERR_HEADERS_TIMEOUT', maybeAfterSending('no answer in time')],
  ['UND_ERR_BODY_TIMEOUT', maybeAfterSending('no answer in time')],
]);
const MAX_CAUSES = 8;

/** The network problem of an error or of one of its causes; null if there is none. */
export function networkProblem(error: unknown): NetworkProblem | null {
  for (const each of causes(error)) {
    if (each instanceof ProxyError || each instanceof UnresolvedError)
      return { code: each.code, message: each.message };
    if (each.name === 'TimeoutError') return { code: 'TIMEOUT', message: 'no answer in time' };
    const code = errorCodeOf(each) ?? '';
    const known = each instanceof NotConnectedError ? undefined : KNOWN.get(code);
    if (known) return { code, message: known.advice };
  }
  return null;
}

/** Whether an error or one of its causes proves that the request was not sent. */
export function neverSent(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.every(neverSent);
  for (const each of causes(error)) {
    if (each instanceof NotConnectedError || each instanceof ProxyError) return true;
    if (each instanceof AggregateError && each !== error) return neverSent(each);
    if (KNOWN.get(errorCodeOf(each) ?? '')?.beforeSending) return true;
    // A reset or timeout while connecting, not on an open connection.
    if ('syscall' in each && (each.syscall === 'connect' || each.syscall === 'getaddrinfo'))
      return true;
  }
  return false;
}

/** An error and its causes, breadth first. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  const unvisited = [error];
  while (unvisited.length > 0 && found.length < MAX_CAUSES) {
    const next = unvisited.shift();
    if (!(next instanceof Error)) continue;
    found.push(next);
    unvisited.push(next.cause, ...(next instanceof AggregateError ? next.errors : []));
  }
  return found;
}

function proxyMessage(name: string, status: number | null, cause: unknown): string {
  if (status === null) {
    const problem = networkProblem(cause);
    return `the proxy ${name} cannot be reached${problem ? ` (${problem.code}): ${problem.message}` : ''}`;
  }
  const hint: Readonly<Record<number, string>> = {
    403: '. Let it pass requests from this app',
    407: '. Put the right user and password into its address (http://user:password@host:port)',
  };
  return `the proxy ${name} answered ${status}${hint[status] ?? ''}`;
}
