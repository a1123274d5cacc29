import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request older, or newer, than this is refused. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const TOLERANCE_SECONDS = 300;

export interface SignedRequest {
  readonly body: Buffer;
  readonly signature: string | string[] | undefined;
  readonly timestamp: string | string[] | undefined;
}

/**
 * Whether Slack signed these bytes with our secret within five minutes of `now` (ms), past or
 * future. False for any malformed header; never throws.
 */
export function isFromSlack(request: SignedRequest, secret: string, now: number): boolean {
  const { body, signature, timestamp } = request;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
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
