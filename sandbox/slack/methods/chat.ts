import { compact } from '../compact.ts';
import type { Channel } from '../seed.ts';
import { type Message, type NewMessage, payloadOf, type World } from '../world.ts';
import { ApiError, type Arguments, botMethod, type Method } from './api-call.ts';
import { type Content, contentOf, flag, newContent, required, text } from './arguments.ts';
import { joinedChannel, postableChannel, visibleChannel } from './channel-access.ts';

const TS = /^\d{10}\.\d{6}$/;

/** The `chat.*` methods. https://docs.slack.dev/reference/methods/chat.postMessage */
export function chatMethods(deps: {
  world: World;
  url: () => string;
  messagesTab: boolean;
  /** Shows the files that a message of the app links to. */
  unfurl: (channel: Channel, message: Message) => void;
  changed: () => void;
}): Record<string, Method> {
  const { world } = deps;
  const method = (run: Method['run']) => botMethod('chat:write', true, run);

  return {
    'chat.postMessage': method((args, fault) => {
      const channel = postableChannel(world, text(args, 'channel'), deps.messagesTab);
      const content = newContent(args);
      const thread_ts = threadOf(args);
      const message = world.post(channel.id, {
        ...appMessage(world, content),
        ...compact({ thread_ts }),
      });
      const answer = { channel: channel.id, ts: message.ts, message: payloadOf(message, 'all') };
      const unfurls = args['unfurl_media'] === undefined || flag(args, 'unfurl_media');
      if (unfurls && fault?.kind !== 'unshown') deps.unfurl(channel, message);
      return answer;
    }),
    'chat.postEphemeral': method((args) => {
      const channel = joinedChannel(world, text(args, 'channel'));
      if (channel.archived) throw new ApiError('is_archived');
      const content = newContent(args);
      const user = required(args, 'user');
      if (!channel.members.has(user)) throw new ApiError('user_not_in_channel');
      const more = compact({ thread_ts: threadOf(args), ephemeral: true as const, for: user });
      return { message_ts: world.post(channel.id, { ...appMessage(world, content), ...more }).ts };
    }),
    'chat.update': method((args) => {
      const channel = visibleChannel(world, text(args, 'channel'));
      const content = contentOf(args, 4000);
      const message = ownMessage(world, channel, required(args, 'ts'), 'cant_update_message');
      if (channel.archived) throw new ApiError('is_inactive');
      const { metadata, text: plain, blocks } = content;
      if (plain === undefined && blocks === undefined) throw new ApiError('no_text');
      // An edit keeps what it leaves out; empty metadata clears the old one.
      const { metadata: before, ...rest } = compact({ text: plain, blocks, metadata });
      Object.assign(message, rest, before ? { metadata: before } : {});
      if (metadata === null) delete message.metadata;
      message.edited = { user: world.app.botUser, ts: world.nextTs() };
      deps.changed();
      const { ts } = message;
      return { channel: channel.id, ts, text: message.text, message: payloadOf(message, 'all') };
    }),
    'chat.delete': method((args) => {
      const channel = visibleChannel(world, text(args, 'channel'));
      const message = ownMessage(world, channel, required(args, 'ts'), 'cant_delete_message');
      world.remove(channel.id, message.ts);
      return { channel: channel.id, ts: message.ts };
    }),
    'chat.getPermalink': botMethod(null, false, (args) => {
      const channel = visibleChannel(world, text(args, 'channel'));
      const message = world.find(channel.id, required(args, 'message_ts'));
      if (message === undefined) throw new ApiError('message_not_found');
      const place = `${deps.url()}/archives/${channel.id}/p${message.ts.replace('.', '')}`;
      const reply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
      const query = reply ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
      return { channel: channel.id, permalink: `${place}${query}` };
    }),
  };
}

function threadOf(args: Arguments): string | undefined {
  const value = args['thread_ts'];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || !TS.test(value)) throw new ApiError('invalid_thread_ts');
  return value;
}

export function appMessage({ app }: World, content: Content): NewMessage {
  const { text: plain = '', blocks, metadata } = content;
  const author = { user: app.botUser, bot_id: app.bot, app_id: app.id };
  return { ...author, text: plain, ...compact({ blocks, metadata: metadata ?? undefined }) };
}

function ownMessage(world: World, channel: Channel, ts: string, error: string): Message {
  const message = world.find(channel.id, ts);
  if (message === undefined || message.ephemeral) throw new ApiError('message_not_found');
  if (message.bot_id !== world.app.bot) throw new ApiError(error);
  return message;
}
