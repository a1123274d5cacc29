const MAX_MS = 15 * 60_000;
const SECONDS = /^\d{1,9}(\.\d+)?$/;
/** The three forms of an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const DATES = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/**
 * Parses a `Retry-After` header: the wait in whole ms from `now` (ms since the epoch), from 0 to 15
 * min. Null if the header is missing or invalid. A number means seconds.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function readRetryAfter(
  value: string | number | null | undefined,
  now: number,
): number | null {
  const waitMs = msFrom(String(value ?? '').trim(), now);
  return Number.isNaN(waitMs) ? null : Math.min(MAX_MS, Math.max(0, Math.ceil(waitMs)));
}

function msFrom(text: string, now: number): number {
  if (SECONDS.test(text)) return Number(text) * 1_000;
  if (!DATES.some((form) => form.test(text))) return Number.NaN;
  // The asctime form has no time zone and means GMT.
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now;
}
