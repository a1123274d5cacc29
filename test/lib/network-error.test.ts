import { describe, expect, it } from 'vitest';
import {
  NotConnectedError,
  networkProblem,
  neverSent,
  ProxyError,
} from '../../src/lib/network-error.ts';

const failed = (facts: object, cause?: unknown) =>
  Object.assign(new Error('failed', { cause }), facts);
/** `CODE`, or `CODE syscall`, as Node tells it. */
const coded = (words: string) => {
  const [code, syscall] = words.split(' ');
  return failed({ code, ...(syscall && { syscall }) });
};
const anyOf = (...words: string[]) => new AggregateError(words.map(coded));

describe('the cause of a failure is named with what to do', () => {
  it.each([
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem'],
    ['CERT_HAS_EXPIRED', 'expired'],
    ['CERT_NOT_YET_VALID', "not valid yet: set this machine's clock"],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'for another name'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'speaks no TLS'],
    ['ENOTFOUND', 'the name is not known'],
    ['EAI_AGAIN', 'the name server does not answer'],
    ['ECONNREFUSED', 'nothing listens there'],
    ['ETIMEDOUT', 'no connection in time', 'HTTPS_PROXY'],
    ['UND_ERR_CONNECT_TIMEOUT', 'no connection in time', 'HTTPS_PROXY'],
    ['EHOSTUNREACH', 'no way to that network'],
    ['ECONNRESET', 'the connection was cut'],
  ])('%s', (code, ...says) => {
    const bare = coded(code);
    const deep = failed({}, new TypeError('x', { cause: bare }));
    const wrapped = [
      bare,
      failed({}, bare),
      failed({ code: 'slack_webapi_request_error' }, deep),
      new NotConnectedError(bare),
      failed({}, anyOf('EX', code)),
    ].map(networkProblem);
    for (const words of says)
      expect(wrapped).toEqual(wrapped.map(() => ({ code, says: expect.stringContaining(words) })));
  });

  it.each([
    [
      new ProxyError('p:1', 407),
      'answered 407: put the right user and password into its address (http://user:password@host:port)',
    ],
    [new ProxyError('p:1', 403), 'answered 403: let it pass requests of this app'],
    [new ProxyError('p:1', 502), 'answered 502'],
    [
      new ProxyError('p:1', null, { cause: new NotConnectedError(coded('ECONNREFUSED')) }),
      'cannot be reached (ECONNREFUSED): nothing listens there: check the address and its port',
    ],
  ])('%o of a proxy, with its name and never its password: %s', (error, says) => {
    expect(networkProblem(error)).toMatchObject({ says: `the proxy p:1 ${says}` });
  });

  it('and where the network has nothing to do with it, nothing is said', () => {
    const loop = coded('EX');
    loop.cause = loop;
    const others = [loop, failed({ code: 23 }), new Error('x'), 'ECONNREFUSED', undefined];
    expect(others.map(networkProblem)).toEqual(others.map(() => null));
  });
});

const NEVER_SENT =
  `ENOTFOUND getaddrinfo|EAI_AGAIN getaddrinfo|EHOSTUNREACH connect|ECONNREFUSED connect|
ECONNRESET connect|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|
UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_WRONG_VERSION_NUMBER|
ETIMEDOUT connect|UND_ERR_CONNECT_TIMEOUT|CERT_NOT_YET_VALID`.split(/\|\n?/);
const PERHAPS = `ECONNRESET read|ETIMEDOUT read|EHOSTUNREACH write|EPIPE write|
UND_ERR_SOCKET|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ECONNRESET|EPROTO|
UND_ERR_RES_CONTENT_LENGTH_MISMATCH`.split(/\|\n?/);

it.each<[unknown, boolean]>([
  ...NEVER_SENT.map((words): [Error, true] => [coded(words), true]),
  [failed({}, coded('DEPTH_ZERO_SELF_SIGNED_CERT')), true],
  [new NotConnectedError(coded('ECONNRESET')), true],
  [new ProxyError('p:1', 407), true],
  [failed({}, new ProxyError('p:1', null)), true],
  [anyOf('ECONNREFUSED', 'EX connect'), true],
  ...PERHAPS.map((words): [Error, false] => [coded(words), false]),
  [anyOf('ECONNREFUSED', 'ECONNRESET'), false],
  [failed({}, anyOf('EPIPE', 'ENOTFOUND')), false],
  [failed({ name: 'TimeoutError', code: 23 }), false],
  [anyOf(), false],
  ['text', false],
  [undefined, false],
])('a request that failed with %o was surely never sent: %s', (error, never) => {
  expect(neverSent(error)).toBe(never);
});
