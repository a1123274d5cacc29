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
 * A proxy did not let a request through: it was never sent. `status`: what it answered, or null.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code = 'proxy';
  readonly status: number | null;

  constructor(name: string, status: number | null, options: ErrorOptions = {}) {
    super(sayProxy(name, status, options.cause), options);
    this.status = status;
  }
}

/** This machine cannot resolve a name that must be checked before a proxy is asked for it. */
export class UnresolvedError extends Error {
  override readonly name = 'UnresolvedError';
  readonly code = 'unresolved_behind_proxy';
}

export interface NetworkProblem {
  /** Stable, for logs and searches: what Node, OpenSSL or undici call it. */
  readonly code: string;
  /** What is wrong and what to do, for the operator. */
  readonly says: string;
}

/** `never`: the error can only happen before the first byte of a request is sent. */
type Known = { readonly says: string; readonly never: boolean };
const never = (says: string): Known => ({ says, never: true });
const perhaps = (says: string): Known => ({ says, never: false });

const AUTHORITY = never(
  'this machine does not know who signed the certificate (a company proxy, perhaps). Save that certificate as a PEM file and set NODE_EXTRA_CA_CERTS=/path/to/ca.pem in the environment, not in .env',
);
const OTHER_NAME = never(
  'the certificate is for another name. Check the address, and whether something else answers there',
);
const NO_TLS = never(
  'the server does not speak TLS as this machine does. Check the address, its port and https://',
);
const NO_ROUTE = perhaps('that network cannot be reached. Check the network of this machine');
const TOO_SLOW = never(
  'no connection in time. Check the firewall, or set HTTPS_PROXY if you use a proxy',
);
const UNKNOWN_AUTHORITY = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
];
const NOT_TLS = [
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
const KNOWN: ReadonlyMap<string, Known> = new Map([
  ...UNKNOWN_AUTHORITY.map((code) => [code, AUTHORITY] as const),
  ...NOT_TLS.map((code) => [code, NO_TLS] as const),
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', { ...NO_TLS, never: false }],
  [
    'CERT_HAS_EXPIRED',
    never("the certificate has expired. Check this machine's clock, and who answers there"),
  ],
  ['CERT_NOT_YET_VALID', never("the certificate is not valid yet. Set this machine's clock (NTP)")],
  ['CERT_REVOKED', never('the certificate was revoked. Check who answers there')],
  ['ERR_TLS_CERT_ALTNAME_INVALID', OTHER_NAME],
  ['HOSTNAME_MISMATCH', OTHER_NAME],
  ['ENOTFOUND', never('the host name is unknown. Check the address and the DNS of this machine')],
  ['EAI_AGAIN', never('the name server does not answer. Check the DNS of this machine')],
  ['ECONNREFUSED', never('nothing listens there. Check the address and its port')],
  ['EHOSTUNREACH', NO_ROUTE],
  ['ENETUNREACH', NO_ROUTE],
  ['UND_ERR_CONNECT_TIMEOUT', TOO_SLOW],
  ['ETIMEDOUT', { ...TOO_SLOW, never: false }],
  ['ECONNRESET', perhaps('the connection was cut. Check the firewall, and try again')],
  ['EPIPE', perhaps('the connection was cut. Check the firewall, and try again')],
  ['UND_ERR_SOCKET', perhaps('the connection was cut. Check the firewall, and try again')],
  ['UND_ERR_HEADERS_TIMEOUT', perhaps('no answer in time')],
  ['UND_ERR_BODY_TIMEOUT', perhaps('no answer in time')],
]);
const MOST_CAUSES = 8;

/** The network problem behind an error or one of its causes; null where there is none. */
export function networkProblem(error: unknown): NetworkProblem | null {
  for (const each of causes(error)) {
    if (each instanceof ProxyError || each instanceof UnresolvedError)
      return { code: each.code, says: each.message };
    if (each.name === 'TimeoutError') return { code: 'TIMEOUT', says: 'no answer in time' };
    const code = codeOf(each);
    const known = each instanceof NotConnectedError ? undefined : KNOWN.get(code);
    if (known) return { code, says: known.says };
  }
  return null;
}

/** Whether an error or one of its causes proves that no byte of the request was sent. */
export function neverSent(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.every(neverSent);
  for (const each of causes(error)) {
    if (each instanceof NotConnectedError || each instanceof ProxyError) return true;
    if (each instanceof AggregateError && each !== error) return neverSent(each);
    if (KNOWN.get(codeOf(each))?.never) return true;
    // A reset or time-out while connecting, as opposed to one on an open connection.
    if ('syscall' in each && (each.syscall === 'connect' || each.syscall === 'getaddrinfo'))
      return true;
  }
  return false;
}

/** An error and what it came from, nearest first. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  const open = [error];
  while (open.length > 0 && found.length < MOST_CAUSES) {
    const next = open.shift();
    if (!(next instanceof Error)) continue;
    found.push(next);
    open.push(next.cause, ...(next instanceof AggregateError ? next.errors : []));
  }
  return found;
}

function sayProxy(name: string, status: number | null, cause: unknown): string {
  if (status === null) {
    const problem = networkProblem(cause);
    return `the proxy ${name} cannot be reached${problem ? ` (${problem.code}): ${problem.says}` : ''}`;
  }
  const hint: Readonly<Record<number, string>> = {
    403: '. Let it pass requests from this app',
    407: '. Put the right user and password into its address (http://user:password@host:port)',
  };
  return `the proxy ${name} answered ${status}${hint[status] ?? ''}`;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
