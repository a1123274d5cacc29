import type { AllMiddlewareArgs, RespondFn } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { errorCodeOf } from '../../lib/network/error-code.ts';
import { neverSent } from '../../lib/network/network-error.ts';
import { NOTICE_TITLE } from '../../slack/copy/answers-copy.ts';
import { noticeView } from '../../slack/home/modals.ts';

/** The message with the pressed element; `is_ephemeral`: only that person sees the message. */
export const containerSchema = z
  .object({
    thread_ts: z.string().optional(),
    message_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  })
  .catch({});

/** A click on a button or a shortcut. Slack may leave out the optional parts. */
export interface Click {
  readonly client: AllMiddlewareArgs['client'];
  readonly respond?: RespondFn;
  readonly body: {
    readonly user: { readonly id: string };
    readonly response_url?: string;
    readonly trigger_id?: string;
    readonly channel?: { readonly id: string };
    readonly container?: object;
  };
}

export interface Reply {
  readonly text: string;
  readonly blocks?: KnownBlock[];
  /** Whether the reply replaces the clicked message. */
  readonly replaces?: boolean;
}

/**
 * Replies to the person who clicked; nobody else sees the reply. Tries the response URL, then an
 * ephemeral message, then a modal, then a direct message, until Slack accepts one. Does not try the
 * next after an unclear failure, because Slack may have shown the reply already. Logs each failure.
 * Never throws.
 */
export async function replyToClick(
  click: Click,
  logEvent: LogEvent,
  reply: string | Reply,
): Promise<void> {
  const { text, blocks, replaces = false } = typeof reply === 'string' ? { text: reply } : reply;
  const { client, respond, body } = click;
  const user = body.user.id;
  const message = { text, ...(blocks ? { blocks } : {}) };
  const attempts: (() => Promise<unknown>)[] = [];
  if (body.response_url && respond)
    attempts.push(() =>
      respond({ response_type: 'ephemeral', replace_original: replaces, ...message }),
    );
  const channel = body.channel?.id;
  if (channel !== undefined)
    attempts.push(() =>
      client.chat.postEphemeral({ channel, user, ...threadOf(body), ...message }),
    );
  const { trigger_id } = body;
  if (trigger_id)
    attempts.push(() =>
      client.views.open({ trigger_id, view: noticeView(NOTICE_TITLE, withoutMention(text)) }),
    );
  attempts.push(() => client.chat.postMessage({ channel: user, ...message }));
  for (const attempt of attempts) {
    try {
      await attempt();
      return;
    } catch (error) {
      logEvent('not_told', errorFields(error));
      if (!isSlackError(error) && !neverSent(error)) return;
    }
  }
}

/** Whether Slack itself rejected the reply; any other failure leaves its effect unclear. */
function isSlackError(error: unknown): boolean {
  return SLACK_ERROR_CODES.has(errorCodeOf(error) ?? '');
}

const SLACK_ERROR_CODES: ReadonlySet<string> = new Set([
  'slack_bolt_respond_error',
  'slack_webapi_http_error',
  'slack_webapi_platform_error',
  'slack_webapi_rate_limited_error',
]);

/** The text without its mention: the plain text of a modal cannot show one. */
function withoutMention(text: string): string {
  return text.replace(/<@\w+>, who (.*?),/, 'the person who $1');
}

/** The thread to reply in: that of a clicked reply. For a clicked root, reply in the channel. */
function threadOf({ container }: Click['body']): { thread_ts?: string } {
  const { thread_ts, message_ts } = containerSchema.parse(container);
  return thread_ts === undefined || thread_ts === message_ts ? {} : { thread_ts };
}
