import { z } from 'zod';
import { head } from '../../lib/text.ts';

const MAX_MSG_LENGTH = 500;
const MAX_RID_LENGTH = 100;

/** A text, cut to `maxLength`. Null if it is missing, empty or of another type. */
const shortText = (maxLength: number) =>
  z
    .string()
    .trim()
    .transform((text) => head(text, maxLength) || null)
    .nullish()
    .transform((text) => text ?? null)
    .catch(null);

/**
 * The envelope of every answer from Jogg. `rid` is optional in v2. `msg` is never compared.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/ErrorHandling
 */
export const envelopeSchema = z.object({
  code: z.union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ]),
  msg: shortText(MAX_MSG_LENGTH),
  rid: shortText(MAX_RID_LENGTH),
  data: z.unknown().optional(),
});

const delay = z.union([z.number(), z.string()]).optional().catch(undefined);
const delays = z.object({ retryAfter: delay, retry_after: delay });
const bodySchema = delays.extend({ data: delays.optional().catch(undefined) });

/** The delay that a body requests: `retryAfter` or `retry_after`, in the body or in its `data`. */
export function retryAfterIn(body: unknown): string | number | undefined {
  const { retryAfter, retry_after, data } = bodySchema.safeParse(body).data ?? {};
  return retryAfter ?? retry_after ?? data?.retryAfter ?? data?.retry_after;
}
