import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^[0-9a-f]{64}$/;

/**
 * Jogg's signature of a webhook: the HMAC-SHA256 of the raw body in lowercase hex. The key is the
 * endpoint's secret as text.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/WebhookIntegration
 */
export function sign(body: Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/**
 * Whether `header` is the signature of `body` with one of `secrets`. Compares all secrets in
 * constant time. Never throws.
 */
export function verify(
  body: Uint8Array,
  header: string | readonly string[] | undefined,
  secrets: readonly string[],
): boolean {
  if (typeof header !== 'string' || !SIGNATURE.test(header)) return false;
  const signature = Buffer.from(header, 'hex');
  let isValid = false;
  for (const secret of secrets) {
    const matches = timingSafeEqual(signature, createHmac('sha256', secret).update(body).digest());
    // Anyone can sign with an empty secret.
    if (matches && secret.trim() !== '') isValid = true;
  }
  return isValid;
}
