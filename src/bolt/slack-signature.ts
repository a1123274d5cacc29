import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { CLOCK_TOLERANCE_MS } from '../domain/clock-tolerance.ts';

export interface SignedBytes {
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
  request: SignedBytes,
  secret: string | KeyObject,
  now: number,
): SignatureCheck {
  const { body, signature, timestamp } = request;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return INVALID;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return INVALID;
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'))) return INVALID;
  const ageMs = now - Number(timestamp) * 1_000;
  const seconds = Math.round(Math.abs(ageMs) / 1_000);
  if (ageMs > CLOCK_TOLERANCE_MS) return { kind: 'late', seconds };
  if (ageMs < -CLOCK_TOLERANCE_MS) return { kind: 'early', seconds };
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
