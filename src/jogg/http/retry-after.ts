import { z } from 'zod';

const LONGEST_MS = 15 * 60_000;
const SECONDS = /^\d{1,9}(\.\d+)?$/;
/** The three forms of an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const DATES = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/**
 * How long an answer asks to be left alone, in ms (at most 15 min), or `null` where it does not
 * say: the `Retry-After` header in seconds or as a date, else `retryAfter` or `retry_after` in the
 * body or its `data`, in seconds.
 */
export function readRetryAfter(
  header: string | string[] | undefined,
  body: unknown,
  now: number,
): number | null {
  const first = Array.isArray(header) ? header[0] : header;
  return readOne(first, now) ?? readOne(inBody(body), now);
}

function readOne(value: string | number | undefined, now: number): number | null {
  if (value === undefined) return null;
  const text = String(value).trim();
  if (SECONDS.test(text)) return Math.min(LONGEST_MS, Math.ceil(Number(text) * 1_000));
  if (!DATES.some((form) => form.test(text))) return null;
  // The oldest form names no zone and means GMT.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.min(LONGEST_MS, Math.max(0, at - now));
}

const delay = z.union([z.number(), z.string()]).optional().catch(undefined);
const delays = z.object({ retryAfter: delay, retry_after: delay });
const bodySchema = delays.extend({ data: delays.optional().catch(undefined) });

function inBody(body: unknown): string | number | undefined {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { retryAfter, retry_after, data } = parsed.data;
  return retryAfter ?? retry_after ?? data?.retryAfter ?? data?.retry_after;
}
