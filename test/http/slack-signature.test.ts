import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSlackSignature, signAsSlack } from '../../src/bolt/slack-signature.ts';

// The example of https://docs.slack.dev/authentication/verifying-requests-from-slack
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const TIMESTAMP = '1531420618';
const BODY = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const FLIPPED = Buffer.from(BODY).fill((BODY[9] ?? 0) ^ 1, 9, 10);
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const NOW = Number(TIMESTAMP) * 1_000;
const GOOD = { body: BODY, signature: SIGNATURE, timestamp: TIMESTAMP };

/** A request that is signed well, for whatever stands as its timestamp. */
const signed = (timestamp: string) => {
  const hmac = createHmac('sha256', SECRET).update(`v0:${timestamp}:${BODY}`);
  return { body: BODY, timestamp, signature: `v0=${hmac.digest('hex')}` };
};

describe("Slack's signature", () => {
  it("accepts Slack's published example, and signs as Slack does", () => {
    expect(checkSlackSignature(GOOD, SECRET, NOW)).toEqual({ kind: 'good' });
    expect(signAsSlack(BODY, SECRET, NOW)).toEqual({
      'x-slack-signature': SIGNATURE,
      'x-slack-request-timestamp': TIMESTAMP,
    });
  });

  it.each<[string, Parameters<typeof checkSlackSignature>[0]]>([
    ['a changed body', { ...GOOD, body: Buffer.concat([BODY, Buffer.from(' ')]) }],
    ['a body with one bit flipped', { ...GOOD, body: FLIPPED }],
    ['another timestamp', { ...GOOD, timestamp: '1531420619' }],
    ['no signature', { ...GOOD, signature: undefined }],
    ['a list of one signature', { ...GOOD, signature: [SIGNATURE] }],
    ['two signatures', { ...GOOD, signature: [SIGNATURE, SIGNATURE] }],
    ['a short signature', { ...GOOD, signature: SIGNATURE.slice(0, -1) }],
    ['an uppercase signature', { ...GOOD, signature: SIGNATURE.toUpperCase() }],
    ['a signature without version', { ...GOOD, signature: SIGNATURE.slice(3) }],
    ['something before the signature', { ...GOOD, signature: `x${SIGNATURE}` }],
    ['something after the signature', { ...GOOD, signature: `${SIGNATURE}\n` }],
    ['more digits than a signature has', { ...GOOD, signature: `${SIGNATURE}00` }],
    ['no timestamp', { ...GOOD, timestamp: undefined }],
    ['a timestamp in words', { ...GOOD, timestamp: 'now' }],
    ['a list of one timestamp', { ...GOOD, timestamp: [TIMESTAMP] }],
    ['something before the timestamp', signed(' 1531420618')],
    ['something after the timestamp', signed('1531420618 ')],
    ['a timestamp with a sign', signed('+1531420618')],
    ['a timestamp with a fraction', signed('1531420618.5')],
    ['a timestamp of more than twelve digits', signed('0001531420618')],
  ])('refuses %s without a throw', (_, request) => {
    expect(checkSlackSignature(request, SECRET, NOW)).toEqual({ kind: 'bad' });
  });

  it.each([
    [-301, { kind: 'late', seconds: 301 }],
    [-300, { kind: 'good' }],
    [-299.6, { kind: 'good' }],
    [300, { kind: 'good' }],
    [301, { kind: 'early', seconds: 301 }],
    [7_200, { kind: 'early', seconds: 7_200 }],
    [-7_200, { kind: 'late', seconds: 7_200 }],
    [315_360_000, { kind: 'early', seconds: 315_360_000 }],
  ])('a request signed %d s from now is judged %o', (seconds, decision) => {
    expect(checkSlackSignature(GOOD, SECRET, NOW - seconds * 1_000)).toEqual(decision);
  });

  it('a wrong secret is never taken for a wrong clock', () => {
    expect(checkSlackSignature(GOOD, `${SECRET}x`, NOW + 7_200_000)).toEqual({ kind: 'bad' });
  });
});
