import { ApiError } from '../methods/api-call.ts';
import { isDict } from '../rules/block-kit.ts';
import type { User } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { channelField, commandPayload, interaction, seconds } from '../server/payloads.ts';
import { type Message, payloadOf } from '../world.ts';
import * as ui from './client.ts';

/** What a person sees after a command or a shortcut was acknowledged. */
export interface CommandResult extends Visible {
  readonly delivery: Delivery | null;
  readonly notice: string | undefined;
  /** Reads what is visible by now: an app may open its view after the acknowledgement. */
  readonly readVisible: () => Visible;
}
interface Visible {
  readonly ephemeral: Message[];
  readonly viewId: string | undefined;
}

export async function runCommand(
  client: ui.Client,
  args: { user?: string; channel: string; command: string; text: string; threadTs?: string },
): Promise<CommandResult> {
  const user = ui.memberOf(client, args.user);
  const channel = ui.writableChannel(client, ui.channelOf(client, user, args.channel));
  const { command, text } = args;
  if (args.threadTs !== undefined)
    throw new ui.ClientError(`${command} is not supported in threads`);
  const origin = { user: user.id, channel: channel.id, message: undefined };
  const failureText = (error: string) => `${command} failed with the error "${error}"`;
  const addNotice = (kind: string, noticeText: string) =>
    client.world.notice(user.id, kind, noticeText, channel.id);
  const known = ui.appFeatures(client).commands.some((each) => each.command === command);
  return resultOf(client, user, async () => {
    if (!known) {
      const notice = addNotice('unknown_command', `${command} is not a valid command.`);
      return { delivery: null, notice };
    }
    const payload = commandPayload(client.world, user, channel, {
      ...{ command, text: escaped(text), response_url: client.responseUrls.issue(origin) },
      trigger_id: client.triggers.issue({ user: user.id, channel: channel.id }),
    });
    const delivery = await client.deliveries.send('slash_commands', payload);
    const notice = ui.noticeFor(client, user, delivery, failureText, channel.id);
    const body = typeof delivery.answer === 'string' ? { text: delivery.answer } : delivery.answer;
    if (notice !== undefined || !isDict(body) || !Object.values(body).some(Boolean))
      return { delivery, notice };
    try {
      client.responseUrls.respond(origin, body);
      return { delivery, notice };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { delivery, notice: addNotice(error.message, failureText(error.message)) };
    }
  });
}

export async function runShortcut(
  client: ui.Client,
  args: { user?: string; callbackId: string; channel?: string; messageTs?: string },
): Promise<CommandResult> {
  const { callbackId, messageTs } = args;
  const user = ui.memberOf(client, args.user);
  const type = messageTs === undefined ? 'global' : 'message';
  const known = ui
    .appFeatures(client)
    .shortcuts.some((each) => each.callback_id === callbackId && each.type === type);
  if (!known) throw new ui.ClientError(`the app has no ${type} shortcut ${callbackId}`);
  const channel = args.channel === undefined ? undefined : ui.channelOf(client, user, args.channel);
  return resultOf(client, user, async () => {
    const message = channel && messageTs && ui.messageOf(client, user, channel, messageTs);
    const place = message && {
      ...{ channel: channelField(channel), message_ts: message.ts, message: payloadOf(message) },
      response_url: client.responseUrls.issue({ user: user.id, channel: channel.id, message }),
    };
    const type = message ? 'message_action' : 'shortcut';
    const payload = interaction(client.world, type, user, {
      ...{ action_ts: seconds(client.now()), callback_id: callbackId, ...place },
      trigger_id: client.triggers.issue({ user: user.id, channel: channel?.id ?? null }),
    });
    const delivery = await client.deliveries.send('interactive', payload);
    const noticeText = (error: string) => `That shortcut did not work: ${error}`;
    return { delivery, notice: ui.noticeFor(client, user, delivery, noticeText, channel?.id) };
  });
}

/** The result of `send`, and what became visible to the person since. */
async function resultOf(
  { world, views }: ui.Client,
  { id }: User,
  send: () => Promise<Pick<CommandResult, 'delivery' | 'notice'>>,
): Promise<CommandResult> {
  const start = world.nextTs();
  const before = views.stack(id).at(-1)?.id;
  const readVisible = (): Visible => {
    const top = views.stack(id).at(-1)?.id;
    const ephemeral = world.channels
      .flatMap((each) => world.messages(each.id))
      .filter((each) => each.for === id && each.ts > start);
    return { ephemeral, viewId: top === before ? undefined : top };
  };
  const sent = await send();
  return { ...sent, ...readVisible(), readVisible };
}

/** Escapes `&`, `<` and `>` as Slack does. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
