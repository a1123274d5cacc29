import { expect, it } from 'vitest';
import {
  NotConnectedError,
  networkProblem,
  neverSent,
  ProxyError,
} from '../../src/lib/network/network-error.ts';

const errorWith = (fields: object, cause?: unknown) =>
  Object.assign(new Error('failed', { cause }), fields);
/** An error with Node's `CODE`, or with `CODE syscall`. */
const errorOf = (spec: string) => {
  const [code, syscall] = spec.split(' ');
  return errorWith({ code, ...(syscall && { syscall }) });
};
const anyOf = (...specs: string[]) => new AggregateError(specs.map(errorOf));

it.each([
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem'],
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['CERT_NOT_YET_VALID', "Set this machine's clock"],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
  ['ENOTFOUND', 'the host name is unknown'],
  ['EAI_AGAIN', 'the name server does not answer'],
  ['ETIMEDOUT', 'no connection in time. Check the firewall, or set HTTPS_PROXY'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no connection in time. Check the firewall, or set HTTPS_PROXY'],
  ['EHOSTUNREACH', 'that network cannot be reached'],
  ['ECONNRESET', 'the connection was cut'],
])('%s is found at any depth of the causes, with its fix: %s', (code, message) => {
  const original = errorOf(code);
  const nested = errorWith({}, new TypeError('x', { cause: original }));
  const problems = [
    original,
    errorWith({}, original),
    errorWith({ code: 'slack_webapi_request_error' }, nested),
    new NotConnectedError(original),
    errorWith({}, anyOf('EX', code)),
  ].map(networkProblem);
  expect(problems).toEqual(Array(5).fill({ code, message: expect.stringContaining(message) }));
});

it('an error that is not of the network has no network problem', () => {
  const loop = errorOf('EX');
  loop.cause = loop;
  const others = [loop, errorWith({ code: 23 }), new Error('x'), 'ECONNREFUSED', undefined];
  expect(others.map(networkProblem)).toEqual(others.map(() => null));
});

const NEVER_SENT = `ENOTFOUND getaddrinfo|EAI_AGAIN getaddrinfo|EHOSTUNREACH connect|
ECONNREFUSED connect|ECONNRESET connect|ETIMEDOUT connect|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|
DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|
ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_WRONG_VERSION_NUMBER|UND_ERR_CONNECT_TIMEOUT`.split(/\|\n?/);
const MAYBE_SENT = `ECONNRESET read|ETIMEDOUT read|EHOSTUNREACH write|EPIPE write|ECONNRESET|EPROTO|
UND_ERR_SOCKET|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|
UND_ERR_RES_CONTENT_LENGTH_MISMATCH`.split(/\|\n?/);

it('only a request that failed before it had a connection counts as never sent', () => {
  const never = [
    ...[...NEVER_SENT.map(errorOf), errorWith({}, errorOf('DEPTH_ZERO_SELF_SIGNED_CERT'))],
    ...[new NotConnectedError(errorOf('ECONNRESET')), anyOf('ECONNREFUSED', 'EX connect')],
    ...[new ProxyError('p:1', 407), errorWith({}, new ProxyError('p:1', null))],
  ];
  expect(never.filter((error) => !neverSent(error))).toEqual([]);
  const mixed = [anyOf('ECONNREFUSED', 'ECONNRESET'), errorWith({}, anyOf('EPIPE', 'ENOTFOUND'))];
  const timeout = errorWith({ name: 'TimeoutError', code: 23 });
  const others = [...MAYBE_SENT.map(errorOf), ...mixed, anyOf(), timeout, 'text', undefined];
  expect(others.filter(neverSent)).toEqual([]);
});
