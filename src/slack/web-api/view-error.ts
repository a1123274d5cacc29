import { errorNameOf } from './platform-error.ts';

/**
 * The reason why `views.open` or `views.update` failed. `conflict`: the view has changed since.
 * `gone`: the view is closed, or its trigger has expired. `content`: Slack rejects something in the
 * view, such as an image that it cannot load. `unclear`: anything else, including no answer.
 */
export type ViewError = 'conflict' | 'gone' | 'content' | 'unclear';

/**
 * Classifies an error that Slack's client threw.
 * https://docs.slack.dev/reference/methods/views.update/
 */
export function viewErrorOf(error: unknown): ViewError {
  switch (errorNameOf(error)) {
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
