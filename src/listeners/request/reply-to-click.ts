import type { AllMiddlewareArgs, RespondFn } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { neverSent } from '../../lib/network/network-error.ts';
import { NOTICE_TITLE } from '../../slack/copy/answers-copy.ts';
import { noticeView } from '../../slack/home/modals.ts';

/** The message that was pressed; `is_ephemeral`: only the person who presses sees it. */
export const containerSchema = z
  .object({
    thread_ts: z.string().optional(),
    message_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  })
  .catch({});

/** A press of any kind: a button or a shortcut. Slack may leave parts out. */
export interface Pressed {
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

export interface Said {
  readonly text: string;
  readonly blocks?: KnownBlock[];
  /** Replaces the message that was pressed. */
  readonly replaces?: boolean;
}

/**
 * Says something to the person who pressed, and to nobody else: as an answer to the press, else
 * under its message, else in a modal, else in a direct message. Every press gets an answer, and
 * never two: where Slack may have shown one, no other way is tried. The log says what was refused.
 * Never throws.
 */
export async function replyToClick(
  pressed: Pressed,
  logEvent: LogEvent,
  said: string | Said,
): Promise<void> {
  const { text, blocks, replaces = false } = typeof said === 'string' ? { text: said } : said;
  const { client, respond, body } = pressed;
  const user = body.user.id;
  const message = { text, ...(blocks ? { blocks } : {}) };
  const ways: (() => Promise<unknown>)[] = [];
  if (body.response_url && respond)
    ways.push(() =>
      respond({ response_type: 'ephemeral', replace_original: replaces, ...message }),
    );
  const channel = body.channel?.id;
  if (channel !== undefined)
    ways.push(() => client.chat.postEphemeral({ channel, user, ...threadOf(body), ...message }));
  const { trigger_id } = body;
  if (trigger_id)
    ways.push(() =>
      client.views.open({ trigger_id, view: noticeView(NOTICE_TITLE, unnamed(text)) }),
    );
  ways.push(() => client.chat.postMessage({ channel: user, ...message }));
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      logEvent('not_told', errorFields(error));
      if (!isAnswered(error) && !neverSent(error)) return;
    }
  }
}

/** Slack itself said that it was not done; what else went wrong leaves that open. */
function isAnswered(error: unknown): boolean {
  return ANSWERED.has(codedSchema.safeParse(error).data?.code ?? '');
}

const codedSchema = z.object({ code: z.string() });
const ANSWERED: ReadonlySet<string> = new Set([
  'slack_bolt_respond_error',
  'slack_webapi_http_error',
  'slack_webapi_platform_error',
  'slack_webapi_rate_limited_error',
]);

/** A modal of plain text cannot mention anybody. */
function unnamed(text: string): string {
  return text.replace(/<@\w+>, who (.*?),/, 'the person who $1');
}

/** Answers a reply in its thread; nobody would see an answer to a root there. */
function threadOf({ container }: Pressed['body']): { thread_ts?: string } {
  const { thread_ts, message_ts } = containerSchema.parse(container);
  return thread_ts === undefined || thread_ts === message_ts ? {} : { thread_ts };
}
