import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
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

/** A request with a valid signature for this timestamp. */
const signed = (timestamp: string) => {
  const hmac = createHmac('sha256', SECRET).update(`v0:${timestamp}:${BODY}`);
  return { body: BODY, timestamp, signature: `v0=${hmac.digest('hex')}` };
};

it("Slack's published example is valid, and signing it gives the same signature", () => {
  expect(checkSlackSignature(GOOD, SECRET, NOW)).toEqual({ kind: 'valid' });
  const headers = { 'x-slack-signature': SIGNATURE, 'x-slack-request-timestamp': TIMESTAMP };
  expect(signAsSlack(BODY, SECRET, NOW)).toEqual(headers);
});

it.each<[string, object]>([
  ['a body with one bit flipped', { body: FLIPPED }],
  ['another timestamp', { timestamp: '1531420619' }],
  ['no signature', { signature: undefined }],
  ['a list of one signature', { signature: [SIGNATURE] }],
  ['a short signature', { signature: SIGNATURE.slice(0, -1) }],
  ['an uppercase signature', { signature: SIGNATURE.toUpperCase() }],
  ['a signature without a version', { signature: SIGNATURE.slice(3) }],
  ['text before the signature', { signature: `x${SIGNATURE}` }],
  ['text after the signature', { signature: `${SIGNATURE}\n` }],
  ['more digits than a signature has', { signature: `${SIGNATURE}00` }],
  ['no timestamp', { timestamp: undefined }],
  ['a list of one timestamp', { timestamp: [TIMESTAMP] }],
  ['text before the timestamp', signed(' 1531420618')],
  ['text after the timestamp', signed('1531420618 ')],
  ['a timestamp with a sign', signed('+1531420618')],
  ['a timestamp with a fraction', signed('1531420618.5')],
  ['a timestamp of more than twelve digits', signed('0001531420618')],
])('a request with %s is refused without an error', (_, change) => {
  expect(checkSlackSignature({ ...GOOD, ...change }, SECRET, NOW)).toEqual({ kind: 'invalid' });
});

it.each([
  [-301, { kind: 'late', seconds: 301 }],
  [-300, { kind: 'valid' }],
  [-299.6, { kind: 'valid' }],
  [300, { kind: 'valid' }],
  [301, { kind: 'early', seconds: 301 }],
  [315_360_000, { kind: 'early', seconds: 315_360_000 }],
])('a request signed %d s from now is %o; with a wrong secret, invalid', (seconds, expected) => {
  const now = NOW - seconds * 1_000;
  expect(checkSlackSignature(GOOD, SECRET, now)).toEqual(expected);
  expect(checkSlackSignature(GOOD, `${SECRET}x`, now)).toEqual({ kind: 'invalid' });
});
