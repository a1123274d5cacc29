import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSlackSignature } from '../../src/bolt/slack-signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BODY = Buffer.from('command=%2Fjogg');
const NOW = 1_531_420_618_000;

/** A request that is signed well, for whatever stands as its timestamp. */
const signed = (timestamp: string) => ({
  body: BODY,
  timestamp,
  signature: `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${BODY}`).digest('hex')}`,
});
const GOOD = signed('1531420618');
const accepts = (request: Parameters<typeof checkSlackSignature>[0]) =>
  checkSlackSignature(request, SECRET, NOW).kind;

describe("the form of Slack's headers", () => {
  it('is the documented one', () => {
    expect(accepts(GOOD)).toBe('good');
  });

  it.each([
    ['a list of one signature', { ...GOOD, signature: [GOOD.signature] }],
    ['something before the signature', { ...GOOD, signature: `x${GOOD.signature}` }],
    ['something after the signature', { ...GOOD, signature: `${GOOD.signature}\n` }],
    ['more digits than a signature has', { ...GOOD, signature: `${GOOD.signature}00` }],
    ['something before the timestamp', signed(' 1531420618')],
    ['something after the timestamp', signed('1531420618 ')],
    ['a timestamp with a sign', signed('+1531420618')],
    ['a timestamp with a fraction', signed('1531420618.5')],
    ['a timestamp of more than twelve digits', signed('0001531420618')],
  ])('with %s is refused without a throw', (_, request) => {
    expect(accepts(request)).toBe('bad');
  });
});
