import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { errorFields } from '../lib/log.ts';
import { mentionMessage } from '../slack/mention-message.ts';
import { type ActionArgs, askingOf, pressedValue, tell } from './asking.ts';
import { type FormDeps, openForm } from './form.ts';

/** Slack names the workspace of the one who wrote in shared channels. */
const teamSchema = z.object({
  team: z.string().optional(),
  user_team: z.string().optional(),
  bot_id: z.string().optional(),
});

const MOST_REMEMBERED = 1_000;
const GUEST = 'Only members of the workspace that installed this app can make videos with it.';

/** Somebody mentions the app: only they see a button that makes a video for that thread. */
export function mentioned(deps: FormDeps) {
  // Slack sends an event again where it doubts that we had it.
  const answered = new Set<string>();
  return async (
    args: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { event, client, body } = args;
    const { team, user_team, bot_id } = teamSchema.parse(event);
    if (!event.user || bot_id !== undefined) return;
    const mention = `${event.channel}/${event.ts}`;
    if (answered.has(mention)) return;
    answered.add(mention);
    for (const oldest of answered) if (answered.size > MOST_REMEMBERED) answered.delete(oldest);
    const threadTs = event.thread_ts ?? event.ts;
    const home = user_team ?? team ?? body.team_id;
    const content = home === body.team_id ? mentionMessage(threadTs) : { text: GUEST };
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
    const { workspace, user, team, channel } = askingOf(body);
    if (team !== null && team !== workspace) return tell(args, deps.note, GUEST);
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
