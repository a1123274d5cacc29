import { z } from 'zod';

/** An error that Slack's Web API answered with. */
export const platformErrorSchema = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({
    error: z.string(),
    response_metadata: z.object({ retryAfter: z.number().nullish() }).nullish().catch(null),
  }),
});

/**
 * Slack's name for an error that its client threw; null for any other error. If the response is not
 * JSON, the client gives the whole response, so an unknown name must not be logged.
 */
export const errorNameOf = (error: unknown): string | null =>
  platformErrorSchema.safeParse(error).data?.data.error ?? null;
