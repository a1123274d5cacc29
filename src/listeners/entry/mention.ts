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
import type { NameMentions } from '../form/mention-names.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { onOwnPress } from '../request/on-press.ts';
import { signedEvent } from '../request/signed.ts';
import { isOwn } from './message-video.ts';

export interface MentionDeps extends FormDeps {
  readonly nameMentions: NameMentions;
  /** Mentions that are answered, over all processes. */
  readonly mentions: { take(mention: string): Promise<boolean> };
  /** Words that are too long for a button's value. */
  readonly longWords: {
    save(key: string, words: string): Promise<void>;
    load(key: string): Promise<string | undefined>;
  };
}

const botSchema = z.object({ bot_id: z.string().optional() });

/**
 * Somebody mentions the app: only they see a button that makes a video of their words, in that
 * thread or in a new one under their message. A mention by a workflow or a bot is only logged: a
 * public answer could start an endless exchange of mentions, and a private one reaches only a
 * person.
 */
export function mentioned(deps: MentionDeps) {
  return async (
    args: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { event, client, body, context } = args;
    if (isOwn(event, context)) return;
    const { bot_id } = botSchema.parse(event);
    if (bot_id !== undefined || !event.user)
      deps.logEvent('mention_by_program', { channel: event.channel, bot: bot_id ?? null });
    if (!event.user) return;
    const access = await deps.accessResolver.access(signedEvent(body));
    // Slack repeats an event when it doubts that we received it.
    if (!(await deps.mentions.take(`${access.workspace}/${event.channel}/${event.ts}`))) return;
    const refusal = ownDenialText(access, 'make');
    try {
      await client.chat.postEphemeral({
        channel: event.channel,
        user: event.user,
        // Nobody would see an ephemeral answer in a thread that does not exist yet.
        ...(event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts }),
        ...(refusal === null ? await offer(deps, args, access.workspace) : { text: refusal }),
      });
    } catch (error) {
      deps.logEvent('mention_unanswered', errorFields(error));
    }
  };
}

/** The button, with the words after the mention as its script. */
async function offer(
  deps: MentionDeps,
  args: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
  workspace: string,
) {
  const { event, client, body, context } = args;
  const own = context.botUserId ?? body.authorizations?.[0]?.user_id;
  const speaking = { client, workspace, own };
  const words = await deps.nameMentions(readMessageText(event).text, speaking);
  const said = { text: words, isInThread: event.thread_ts !== undefined };
  const thread = event.thread_ts ?? event.ts;
  if (words === '') return mentionMessage(thread, said);
  const whole = encodeMentionValue({ thread, words });
  if (whole !== null) return mentionMessage(whole, said);
  try {
    await deps.longWords.save(`${workspace}/${event.channel}/${event.ts}`, words);
  } catch (error) {
    deps.logEvent('words_unsaved', errorFields(error));
    return { text: ANSWERS.mentionTooLong };
  }
  return mentionMessage(encodeMentionValue({ thread, kept: event.ts }) ?? thread, said);
}

/** "Make a video here": the form, with that thread as its place and those words as its script. */
export function mentionButton(deps: MentionDeps) {
  return onOwnPress(deps, 'make', async (args: ActionArgs, { workspace, user, channel }) => {
    const value = decodeMentionValue(pressedValue(args));
    const stored =
      value?.kept && (await storedWords(deps, `${workspace}/${channel}/${value.kept}`));
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

async function storedWords(deps: MentionDeps, key: string): Promise<string | undefined> {
  try {
    return await deps.longWords.load(key);
  } catch (error) {
    deps.logEvent('words_unread', errorFields(error));
    return undefined;
  }
}
