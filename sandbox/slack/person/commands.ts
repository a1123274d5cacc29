import { ApiError } from '../methods/api-call.ts';
import { isDict } from '../rules/block-kit.ts';
import type { User } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { commandPayload, interaction, placeOf, seconds } from '../server/payloads.ts';
import { type Message, told } from '../world.ts';
import * as on from './client.ts';

/** What a person sees once a command or a shortcut was acknowledged. */
export interface Reaction extends Seen {
  readonly delivery: Delivery | null;
  readonly notice: string | undefined;
  /** What is there to be seen by now: an app may open its view just after acknowledging. */
  readonly look: () => Seen;
}
interface Seen {
  readonly ephemeral: Message[];
  readonly viewId: string | undefined;
}

export async function runCommand(
  stage: on.Stage,
  doing: { user?: string; channel: string; command: string; text: string; threadTs?: string },
): Promise<Reaction> {
  const user = on.memberOf(stage, doing.user);
  const channel = on.openChannel(stage, on.channelOf(stage, user, doing.channel));
  const { command, text } = doing;
  if (doing.threadTs !== undefined) throw new on.Refusal(`${command} is not supported in threads`);
  const origin = { user: user.id, channel: channel.id, message: undefined };
  const failed = (error: string) => `${command} failed with the error "${error}"`;
  const note = (kind: string, words: string) =>
    stage.world.notice(user.id, kind, words, channel.id);
  const known = on.offered(stage).commands.some((each) => each.command === command);
  return reaction(stage, user, async () => {
    if (!known) {
      const notice = note('unknown_command', `${command} is not a valid command.`);
      return { delivery: null, notice };
    }
    const payload = commandPayload(stage.world, user, channel, {
      ...{ command, text: escaped(text), response_url: stage.responseUrls.issue(origin) },
      trigger_id: stage.triggers.issue({ user: user.id, channel: channel.id }),
    });
    const delivery = await stage.deliveries.send('slash_commands', payload);
    const notice = on.troubleOf(stage, user, delivery, failed, channel.id);
    const body = typeof delivery.answer === 'string' ? { text: delivery.answer } : delivery.answer;
    if (notice !== undefined || !isDict(body) || !Object.values(body).some(Boolean))
      return { delivery, notice };
    try {
      stage.responseUrls.say(origin, body);
      return { delivery, notice };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { delivery, notice: note(error.message, failed(error.message)) };
    }
  });
}

export async function runShortcut(
  stage: on.Stage,
  doing: { user?: string; callbackId: string; channel?: string; messageTs?: string },
): Promise<Reaction> {
  const { callbackId, messageTs } = doing;
  const user = on.memberOf(stage, doing.user);
  const wanted = messageTs === undefined ? 'global' : 'message';
  const known = on
    .offered(stage)
    .shortcuts.some((each) => each.callback_id === callbackId && each.type === wanted);
  if (!known) throw new on.Refusal(`the app has no ${wanted} shortcut ${callbackId}`);
  const channel =
    doing.channel === undefined ? undefined : on.channelOf(stage, user, doing.channel);
  return reaction(stage, user, async () => {
    const message = channel && messageTs && on.messageOf(stage, user, channel, messageTs);
    const place = message && {
      ...{ channel: placeOf(channel), message_ts: message.ts, message: told(message) },
      response_url: stage.responseUrls.issue({ user: user.id, channel: channel.id, message }),
    };
    const type = message ? 'message_action' : 'shortcut';
    const payload = interaction(stage.world, type, user, {
      ...{ action_ts: seconds(stage.now()), callback_id: callbackId, ...place },
      trigger_id: stage.triggers.issue({ user: user.id, channel: channel?.id ?? null }),
    });
    const delivery = await stage.deliveries.send('interactive', payload);
    const words = (error: string) => `That shortcut did not work: ${error}`;
    return { delivery, notice: on.troubleOf(stage, user, delivery, words, channel?.id) };
  });
}

/** What `send` brings, and what the person got to see since it began. */
async function reaction(
  { world, views }: on.Stage,
  { id }: User,
  send: () => Promise<Pick<Reaction, 'delivery' | 'notice'>>,
): Promise<Reaction> {
  const start = world.nextTs();
  const before = views.stack(id).at(-1)?.id;
  const look = (): Seen => {
    const top = views.stack(id).at(-1)?.id;
    const ephemeral = world.channels
      .flatMap((each) => world.messages(each.id))
      .filter((each) => each.for === id && each.ts > start);
    return { ephemeral, viewId: top === before ? undefined : top };
  };
  const sent = await send();
  return { ...sent, ...look(), look };
}

/** Slack writes `&`, `<` and `>` of a text as entities. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
