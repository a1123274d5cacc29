import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * A request older, or newer, than this is refused.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
const TOLERANCE_SECONDS = 300;

export interface SignedRequest {
  readonly body: Buffer;
  readonly signature: string | string[] | undefined;
  readonly timestamp: string | string[] | undefined;
}

/**
 * `early` and `late`: Slack signed these bytes with our secret, and its clock and ours are
 * `seconds` apart; `late` means that ours is ahead, or that the request is an old one.
 */
export type SignatureCheck =
  | { readonly kind: 'good' }
  | { readonly kind: 'bad' }
  | { readonly kind: 'early' | 'late'; readonly seconds: number };

const BAD: SignatureCheck = { kind: 'bad' };

/**
 * Whether Slack signed these bytes with our secret within five minutes of `now` (ms), past or
 * future. `bad` for any malformed header; never throws.
 */
export function checkSlackSignature(
  request: SignedRequest,
  secret: string | KeyObject,
  now: number,
): SignatureCheck {
  const { body, signature, timestamp } = request;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return BAD;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return BAD;
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'))) return BAD;
  const seconds = now / 1_000 - Number(timestamp);
  if (seconds > TOLERANCE_SECONDS) return { kind: 'late', seconds: Math.round(seconds) };
  if (seconds < -TOLERANCE_SECONDS) return { kind: 'early', seconds: Math.round(-seconds) };
  return { kind: 'good' };
}

/** The headers with which Slack would sign this body at `now` (ms); for tests and the doctor. */
export function signAsSlack(
  body: Buffer | string,
  secret: string,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-signature': `v0=${digest}`, 'x-slack-request-timestamp': timestamp };
}
