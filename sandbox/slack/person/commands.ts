import { ApiError } from '../methods/api-call.ts';
import { isDict } from '../rules/block-kit.ts';
import type { User } from '../seed.ts';
import type { Delivery } from '../server/delivery.ts';
import { commandPayload, shortcutPayload } from '../server/payloads.ts';
import type { Message } from '../world.ts';
import { channelOf, memberOf, messageOf, Refusal, type Stage, troubleOf } from './stage.ts';

/** What a person sees once a command or a shortcut was acknowledged. */
export interface Reaction {
  readonly delivery: Delivery | null;
  /** Trouble as Slack words it. */
  readonly notice: string | null;
  /** Messages only this person sees, that came with or before the acknowledgement. */
  readonly ephemeral: Message[];
  readonly viewId: string | null;
}

const NOTHING = { delivery: null, ephemeral: [], viewId: null };

/** A person types a slash command. */
export async function runCommand(
  stage: Stage,
  doing: { user?: string; channel: string; command: string; text: string; threadTs?: string },
): Promise<Reaction> {
  const user = memberOf(stage, doing.user);
  const channel = channelOf(stage, user, doing.channel);
  if (channel.archived) throw new Refusal(`#${channel.name} is archived`);
  if (doing.threadTs !== undefined)
    throw new Refusal(`${doing.command} is not supported in threads`);
  const words = `${doing.command} is not a valid command.`;
  const { slash_commands: commands } = stage.manifest.features;
  if (!commands.some(({ command }) => command === doing.command))
    return {
      ...NOTHING,
      notice: stage.world.notice(user.id, 'unknown_command', words, channel.id),
    };
  const origin = { user: user.id, channel: channel.id, message: undefined };
  const start = stage.world.nextTs();
  const before = stage.views.stack(user.id).at(-1);
  const delivery = await stage.deliveries.send(
    'slash_commands',
    commandPayload({
      user,
      channel,
      command: doing.command,
      text: escaped(doing.text),
      triggerId: stage.triggers.issue({ user: user.id, channel: channel.id }),
      responseUrl: stage.responseUrls.issue(origin),
    }),
  );
  const failed = (error: string) => `${doing.command} failed with the error "${error}"`;
  let notice = troubleOf(stage, user, delivery, failed, channel.id);
  const body = typeof delivery.answer === 'string' ? { text: delivery.answer } : delivery.answer;
  if (notice === null && isDict(body) && Object.values(body).some(Boolean)) {
    try {
      stage.responseUrls.say(origin, body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      notice = stage.world.notice(user.id, error.message, failed(error.message), channel.id);
    }
  }
  return { ...seenBy(stage, user, start, before?.id), delivery, notice };
}

/** A person chooses a shortcut, on a message or anywhere. */
export async function runShortcut(
  stage: Stage,
  doing: { user?: string; callbackId: string; channel?: string; messageTs?: string },
): Promise<Reaction> {
  const user = memberOf(stage, doing.user);
  const wanted = doing.messageTs === undefined ? 'global' : 'message';
  const known = stage.manifest.features.shortcuts.some(
    (each) => each.callback_id === doing.callbackId && each.type === wanted,
  );
  if (!known) throw new Refusal(`the manifest has no ${wanted} shortcut ${doing.callbackId}`);
  const channel = doing.channel === undefined ? undefined : channelOf(stage, user, doing.channel);
  const start = stage.world.nextTs();
  const before = stage.views.stack(user.id).at(-1);
  const on =
    channel === undefined || doing.messageTs === undefined
      ? undefined
      : onMessage(stage, user, channel.id, doing.messageTs);
  const delivery = await stage.deliveries.send(
    'interactive',
    shortcutPayload(user, {
      callbackId: doing.callbackId,
      triggerId: stage.triggers.issue({ user: user.id, channel: channel?.id ?? null }),
      now: stage.now(),
      on,
    }),
  );
  const words = (error: string) => `That shortcut did not work: ${error}`;
  const notice = troubleOf(stage, user, delivery, words, channel?.id);
  return { ...seenBy(stage, user, start, before?.id), delivery, notice };
}

/** The views and private messages a person got since `start`. */
export function seenBy(
  stage: Stage,
  user: User,
  start: string,
  before: string | undefined,
): { ephemeral: Message[]; viewId: string | null } {
  const top = stage.views.stack(user.id).at(-1);
  const ephemeral = stage.world.channels
    .flatMap((each) => stage.world.messages(each.id))
    .filter((each) => each.for === user.id && each.ts > start);
  return { ephemeral, viewId: top === undefined || top.id === before ? null : top.id };
}

function onMessage(stage: Stage, user: User, channelId: string, ts: string) {
  const channel = channelOf(stage, user, channelId);
  const message = messageOf(stage, user, channel, ts);
  const origin = { user: user.id, channel: channel.id, message };
  return { channel, message, responseUrl: stage.responseUrls.issue(origin) };
}

/** Slack writes `&`, `<` and `>` of a text as entities. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
