import type { Dict } from '../rules/block-kit.ts';
import type { Channel } from '../seed.ts';
import { type Message, payloadOf, type World } from '../world.ts';
import { ApiError, type Arguments, botMethod, type Method, requireScope } from './api-call.ts';
import { flag, integer, required, text } from './arguments.ts';
import { readableChannel, scopeFor, visibleChannel } from './channel-access.ts';

/** The `conversations.*` methods; they accept only form bodies. */
export function conversationMethods(deps: {
  world: World;
  now: () => number;
  changed: () => void;
  /** For this many ms, reads do not find a new message. */
  readLagMs: () => number;
}): Record<string, Method> {
  const { world } = deps;
  const method = (run: Method['run']) => botMethod(null, false, run);
  const isReadable = (message: Message) =>
    !message.ephemeral && Number(message.ts) * 1000 <= deps.now() - deps.readLagMs() + 1;

  return {
    'conversations.replies': method((args) => {
      const channel = readableChannel(world, text(args, 'channel'));
      const ts = required(args, 'ts');
      const known = world.messages(channel.id).filter(isReadable);
      if (!known.some((each) => each.ts === ts)) throw new ApiError('thread_not_found');
      const thread = known.filter((each) => each.ts === ts || each.thread_ts === ts);
      return page(thread, args);
    }),
    'conversations.history': method((args) => {
      const channel = readableChannel(world, text(args, 'channel'));
      const isTop = ({ ts, thread_ts = ts }: Message) => thread_ts === ts;
      const top = world.messages(channel.id).filter((each) => isReadable(each) && isTop(each));
      return page(top.reverse(), args);
    }),
    // https://docs.slack.dev/reference/methods/conversations.join
    'conversations.join': method((args) => {
      requireScope(world, 'channels:join');
      const channel = visibleChannel(world, text(args, 'channel'));
      if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
      if (channel.archived) throw new ApiError('is_archived');
      const already = channel.members.has(world.app.botUser);
      channel.members.add(world.app.botUser);
      deps.changed();
      const warning = { warning: 'already_in_channel', already_in_channel: true };
      return { channel: describe(world, channel), ...(already ? warning : {}) };
    }),
    'conversations.info': method((args) => {
      const channel = visibleChannel(world, text(args, 'channel'));
      requireScope(world, scopeFor(channel, 'read'));
      return { channel: describe(world, channel) };
    }),
  };
}

function page(messages: Message[], args: Arguments): Dict {
  const metadata = flag(args, 'include_all_metadata') ? 'all' : 'type';
  const limit = integer(args, 'limit', 100, 999);
  const oldest = Number(text(args, 'oldest') ?? 0);
  const latest = Number(text(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  const within = messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
  const page = within.slice(0, limit).map((each) => payloadOf(each, metadata));
  return { messages: page, has_more: within.length > limit };
}

function describe(world: World, channel: Channel): Dict {
  const { id, name, kind, archived, extShared, members, topic } = channel;
  const common = {
    ...{ id, created: 1_700_000_000, is_archived: archived, is_im: kind === 'im' },
    ...{ is_org_shared: false, context_team_id: world.team.id },
  };
  if (kind === 'im')
    return { ...common, user: [...members].find((each) => each !== world.app.botUser) };
  return {
    ...{ ...common, name, name_normalized: name, is_channel: kind === 'public', is_group: false },
    ...{ is_mpim: false, is_private: kind === 'private', is_general: name === 'general' },
    ...{ is_shared: extShared, is_ext_shared: extShared },
    is_member: members.has(world.app.botUser),
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
