import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { errorFields } from '../../lib/log.ts';
import { ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { missingNames } from '../../slack/copy/form-notes.ts';
import { mentionMessage } from '../../slack/messages/mention-message.ts';
import { decodeMentionValue, encodeMentionValue } from '../../slack/messages/mention-value.ts';
import { readMessageText } from '../../slack/reading/message-to-text.ts';
import { type FormDeps, NOT_OPENED, openForm } from '../form/form.ts';
import type { ResolveMentions } from '../form/mention-names.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { onOwnPress } from '../request/on-press.ts';
import { signedEvent } from '../request/signed-request.ts';
import { isFromApp } from './message-video.ts';

export interface MentionDeps extends FormDeps {
  readonly resolveMentions: ResolveMentions;
  /** Once keys of answered mentions, shared by all processes. */
  readonly mentions: { take(mention: string): Promise<boolean> };
  /** Stores scripts that are too long for a button's value. */
  readonly longScripts: {
    save(key: string, script: string): Promise<void>;
    load(key: string): Promise<string | undefined>;
  };
}

const botSchema = z.object({ bot_id: z.string().optional() });

/**
 * A person mentions the app. The ephemeral reply has a button that makes a video of the message's
 * text, in its thread or in a new one. A mention by a workflow or a bot is only logged: a public
 * reply could start an endless exchange of mentions, and only people see an ephemeral one.
 */
export function appMentioned(deps: MentionDeps) {
  return async (
    args: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { event, client, body, context } = args;
    if (isFromApp(event, context)) return;
    const { bot_id } = botSchema.parse(event);
    if (bot_id !== undefined || !event.user)
      deps.logEvent('mention_by_program', { channel: event.channel, bot: bot_id ?? null });
    if (!event.user) return;
    const access = await deps.accessResolver.access(signedEvent(body));
    // Slack repeats an event if it is not sure that the app received it.
    if (!(await deps.mentions.take(`${access.workspace}/${event.channel}/${event.ts}`))) return;
    const denial = ownDenialText(access, 'make');
    try {
      await client.chat.postEphemeral({
        channel: event.channel,
        user: event.user,
        // Slack shows no ephemeral message in a thread that does not exist yet.
        ...(event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts }),
        ...(denial === null ? await offerMessage(deps, args, access.workspace) : { text: denial }),
      });
    } catch (error) {
      deps.logEvent('mention_unanswered', errorFields(error));
    }
  };
}

/** The message with the button; the button carries the mention's text as the script. */
async function offerMessage(
  deps: MentionDeps,
  args: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
  workspace: string,
) {
  const { event, client, body, context } = args;
  const appUserId = context.botUserId ?? body.authorizations?.[0]?.user_id;
  const mentionContext = { client, workspace, appUserId };
  const script = await deps.resolveMentions(readMessageText(event).text, mentionContext);
  const content = { text: script, isInThread: event.thread_ts !== undefined };
  const thread = event.thread_ts ?? event.ts;
  if (script === '') return mentionMessage(thread, content);
  const value = encodeMentionValue({ thread, words: script });
  if (value !== null) return mentionMessage(value, content);
  try {
    await deps.longScripts.save(`${workspace}/${event.channel}/${event.ts}`, script);
  } catch (error) {
    deps.logEvent('words_unsaved', errorFields(error));
    return { text: ANSWERS.mentionTooLong };
  }
  return mentionMessage(encodeMentionValue({ thread, kept: event.ts }) ?? thread, content);
}

/** "Make a video here": opens the form for that thread, with the mention's text as the script. */
export function mentionPressed(deps: MentionDeps) {
  return onOwnPress(deps, 'make', async (args: ActionArgs, { workspace, user, channel }) => {
    const value = decodeMentionValue(pressedValue(args));
    const stored =
      value?.kept && (await loadLongScript(deps, `${workspace}/${channel}/${value.kept}`));
    const script = stored || value?.words || '';
    const opened = await openForm(deps, {
      client: args.client,
      triggerId: args.body.trigger_id,
      workspace,
      user,
      script,
      notice: value?.kept && !stored ? ANSWERS.mentionLost : missingNames(script),
      metadata: { channel, threadTs: value?.thread ?? null, parent: null },
    });
    return opened ? null : NOT_OPENED;
  });
}

async function loadLongScript(deps: MentionDeps, key: string): Promise<string | undefined> {
  try {
    return await deps.longScripts.load(key);
  } catch (error) {
    deps.logEvent('words_unread', errorFields(error));
    return undefined;
  }
}
