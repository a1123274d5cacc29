import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { whyNotOwn } from '../domain/may.ts';
import { errorFields } from '../lib/log.ts';
import { mentionMessage } from '../slack/mention-message.ts';
import { type ActionArgs, pressedValue } from './asking.ts';
import { type FormDeps, openForm } from './form.ts';
import { signedEvent, signedInteraction } from './signed.ts';
import { tell } from './tell.ts';

const botSchema = z.object({ bot_id: z.string().optional() });

const MOST_REMEMBERED = 1_000;

/** Somebody mentions the app: only they see a button that makes a video for that thread. */
export function mentioned(deps: FormDeps) {
  // Slack sends an event again where it doubts that we had it.
  const answered = new Set<string>();
  return async (
    args: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { event, client, body } = args;
    const { bot_id } = botSchema.parse(event);
    if (!event.user || bot_id !== undefined) return;
    const mention = `${event.channel}/${event.ts}`;
    if (answered.has(mention)) return;
    answered.add(mention);
    for (const oldest of answered) if (answered.size > MOST_REMEMBERED) answered.delete(oldest);
    const threadTs = event.thread_ts ?? event.ts;
    const refusal = whyNotOwn(await deps.recognise.asking(signedEvent(body)), 'make');
    const content = refusal === null ? mentionMessage(threadTs) : { text: refusal };
    try {
      await client.chat.postEphemeral({
        channel: event.channel,
        user: event.user,
        // An ephemeral answer in a thread that does not exist yet would be seen by nobody.
        ...(event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts }),
        ...content,
      });
    } catch (error) {
      deps.note('mention_unanswered', errorFields(error));
    }
  };
}

/** "Make a video here": the form, with that thread as its place. */
export function mentionButton(deps: FormDeps) {
  return async (args: ActionArgs): Promise<void> => {
    const { ack, body, client } = args;
    await ack();
    const asking = await deps.recognise.asking(signedInteraction(body));
    const refusal = whyNotOwn(asking, 'make');
    if (refusal !== null) return tell(args, deps.note, refusal);
    const { workspace, user, channel } = asking;
    const threadTs = /^\d{1,12}\.\d{6}$/.exec(pressedValue(args))?.[0] ?? null;
    const opened = await openForm(deps, {
      client,
      triggerId: body.trigger_id,
      workspace,
      user,
      script: '',
      metadata: { channel, threadTs, parent: null },
    });
    if (!opened)
      await tell(args, deps.note, 'Slack did not open the form in time. Please press it again.');
  };
}
