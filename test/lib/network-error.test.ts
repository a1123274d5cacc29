import { describe, expect, it } from 'vitest';
import {
  NotConnectedError,
  networkProblem,
  neverSent,
  ProxyError,
} from '../../src/lib/network-error.ts';

const failed = (facts: object, cause?: unknown) =>
  Object.assign(new Error('failed', { cause }), facts);

describe('the cause of a failure is named with what to do', () => {
  it.each([
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /NODE_EXTRA_CA_CERTS=\/path\/to\/ca\.pem/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS=\/path\/to\/ca\.pem/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS=\/path\/to\/ca\.pem/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS=\/path\/to\/ca\.pem/],
    ['CERT_HAS_EXPIRED', /expired/],
    ['CERT_NOT_YET_VALID', /not valid yet: set this machine's clock/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another name/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /speaks no TLS/],
    ['ENOTFOUND', /the name is not known/],
    ['EAI_AGAIN', /the name server does not answer/],
    ['ECONNREFUSED', /nothing listens there/],
    ['ETIMEDOUT', /no connection in time.*HTTPS_PROXY/],
    ['UND_ERR_CONNECT_TIMEOUT', /no connection in time.*HTTPS_PROXY/],
    ['EHOSTUNREACH', /no way to that network/],
    ['ECONNRESET', /the connection was cut/],
  ])('%s', (code, says) => {
    const bare = failed({ code });
    const wrapped = [
      bare,
      failed({}, bare),
      failed(
        { code: 'slack_webapi_request_error' },
        failed({}, new TypeError('x', { cause: bare })),
      ),
      new NotConnectedError(bare),
      failed({}, new AggregateError([failed({ code: 'EX' }), bare])),
    ];
    expect(wrapped.map(networkProblem)).toEqual(
      wrapped.map(() => ({ code, says: expect.stringMatching(says) })),
    );
  });

  it('of a proxy, with its name and never its password', () => {
    const refused = new ProxyError('proxy.example:3128', null, {
      cause: new NotConnectedError(failed({ code: 'ECONNREFUSED' })),
    });
    expect([407, 403, 502].map((status) => networkProblem(new ProxyError('p:1', status)))).toEqual([
      {
        code: 'proxy',
        says: 'the proxy p:1 answered 407: put the right user and password into its address (http://user:password@host:port)',
      },
      { code: 'proxy', says: 'the proxy p:1 answered 403: let it pass requests of this app' },
      { code: 'proxy', says: 'the proxy p:1 answered 502' },
    ]);
    expect(networkProblem(refused)?.says).toBe(
      'the proxy proxy.example:3128 cannot be reached (ECONNREFUSED): nothing listens there: check the address and its port',
    );
  });

  it('and where the network has nothing to do with it, nothing is said', () => {
    const loop = failed({ code: 'EX' });
    loop.cause = loop;
    expect(
      [loop, failed({ code: 23 }), new Error('x'), 'ECONNREFUSED', undefined].map(networkProblem),
    ).toEqual([null, null, null, null, null]);
  });
});

describe('whether a request was surely never sent', () => {
  it.each([
    [failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), true],
    [failed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }), true],
    [failed({ code: 'EHOSTUNREACH', syscall: 'connect' }), true],
    [failed({ code: 'ETIMEDOUT', syscall: 'connect' }), true],
    [failed({ code: 'UND_ERR_CONNECT_TIMEOUT' }), true],
    [failed({ code: 'CERT_NOT_YET_VALID' }), true],
    [failed({}, failed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })), true],
    [new NotConnectedError(failed({ code: 'ECONNRESET' })), true],
    [new ProxyError('p:1', 407), true],
    [failed({}, new ProxyError('p:1', null)), true],
    [new AggregateError([failed({ code: 'ECONNREFUSED' }), failed({ syscall: 'connect' })]), true],
    [new AggregateError([failed({ code: 'ECONNREFUSED' }), failed({ code: 'ECONNRESET' })]), false],
    [
      failed({}, new AggregateError([failed({ code: 'EPIPE' }), failed({ code: 'ENOTFOUND' })])),
      false,
    ],
    [new AggregateError([]), false],
    [failed({ code: 'ECONNRESET', syscall: 'read' }), false],
    [failed({ code: 'ETIMEDOUT', syscall: 'read' }), false],
    [failed({ code: 'EHOSTUNREACH', syscall: 'write' }), false],
    [failed({ code: 'EPIPE', syscall: 'write' }), false],
    [failed({ code: 'UND_ERR_SOCKET' }), false],
    [failed({ code: 'UND_ERR_HEADERS_TIMEOUT' }), false],
    [failed({ name: 'TimeoutError', code: 23 }), false],
    ['text', false],
    [undefined, false],
  ])('%o: %s', (error, never) => {
    expect(neverSent(error)).toBe(never);
  });
});
