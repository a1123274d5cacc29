import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * A request whose timestamp differs more than this from our clock is rejected.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
const TOLERANCE_SECONDS = 300;

export interface SignedRequest {
  readonly body: Buffer;
  readonly signature: string | string[] | undefined;
  readonly timestamp: string | string[] | undefined;
}

/**
 * `early` and `late`: the signature is valid, but the timestamp is `seconds` away from our clock.
 * `late`: our clock is ahead, or the request is old. `early`: our clock is behind.
 */
export type SignatureCheck =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'early' | 'late'; readonly seconds: number };

const INVALID: SignatureCheck = { kind: 'invalid' };

/**
 * Whether Slack signed these bytes with our secret within five minutes of `now` (ms), past or
 * future. `invalid` for any malformed header; never throws.
 */
export function checkSlackSignature(
  request: SignedRequest,
  secret: string | KeyObject,
  now: number,
): SignatureCheck {
  const { body, signature, timestamp } = request;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return INVALID;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return INVALID;
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'))) return INVALID;
  const seconds = now / 1_000 - Number(timestamp);
  if (seconds > TOLERANCE_SECONDS) return { kind: 'late', seconds: Math.round(seconds) };
  if (seconds < -TOLERANCE_SECONDS) return { kind: 'early', seconds: Math.round(-seconds) };
  return { kind: 'valid' };
}

/** The headers of a request that Slack signs at `now` (ms); for tests and the doctor. */
export function signAsSlack(
  body: Buffer | string,
  secret: string,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-signature': `v0=${digest}`, 'x-slack-request-timestamp': timestamp };
}
