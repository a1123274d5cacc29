/** Failures before a request could be written: https://nodejs.org/api/errors.html#nodejs-error-codes */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'HOSTNAME_MISMATCH',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const MOST_CAUSES = 5;

/** Whether the error, by itself or by its causes, says that no byte of a request was sent. */
export function failedBeforeSending(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < MOST_CAUSES; depth += 1) {
    if (!(cause instanceof Error)) return false;
    if (cause instanceof AggregateError)
      return cause.errors.length > 0 && cause.errors.every(failedBeforeSending);
    if ('code' in cause && typeof cause.code === 'string' && BEFORE_SENDING.has(cause.code))
      return true;
    // A reset or time-out while connecting, as opposed to one on an open connection.
    if ('syscall' in cause && (cause.syscall === 'connect' || cause.syscall === 'getaddrinfo'))
      return true;
    cause = cause.cause;
  }
  return false;
}
