import { z } from 'zod';

const platformSchema = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({ error: z.string() }),
});

/**
 * What a refused `views.open` or `views.update` means. `conflict`: the view was changed meanwhile.
 * `gone`: nobody looks at it any more. `content`: something in the view is not to Slack's liking,
 * such as a picture it cannot load. `unclear`: anything else, no answer among it.
 */
export type ViewError = 'conflict' | 'gone' | 'content' | 'unclear';

/** Classifies what Slack's client threw. https://docs.slack.dev/reference/methods/views.update/ */
export function viewErrorOf(error: unknown): ViewError {
  switch (platformSchema.safeParse(error).data?.data.error) {
    case 'hash_conflict':
      return 'conflict';
    case 'not_found':
    case 'view_not_found':
    case 'expired_trigger_id':
      return 'gone';
    case 'invalid_arguments':
    case 'invalid_blocks':
      return 'content';
    default:
      return 'unclear';
  }
}
