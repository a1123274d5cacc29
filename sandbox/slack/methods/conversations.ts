import type { Dict } from '../rules/block-kit.ts';
import { APP, type Channel, TEAM } from '../seed.ts';
import { type Message, told, type World } from '../world.ts';
import {
  ApiError,
  type Arguments,
  botMethod,
  flag,
  type Method,
  needed,
  requireScope,
  text,
  whole,
} from './api-call.ts';
import { readable, scopeFor, visible } from './reachable.ts';

/** The `conversations.*` methods; they read form bodies only. */
export function conversationMethods(deps: {
  world: World;
  now: () => number;
  /** New messages stay invisible to reads for so many ms. */
  readLagMs: () => number;
}): Record<string, Method> {
  const { world } = deps;
  const method = (run: Method['run']) => botMethod(null, false, run);
  const settled = (message: Message) =>
    !message.ephemeral && Number(message.ts) * 1000 <= deps.now() - deps.readLagMs() + 1;

  return {
    'conversations.replies': method((args) => {
      const channel = readable(world, text(args, 'channel'));
      const ts = needed(args, 'ts');
      const root = world.find(channel.id, ts);
      if (root === undefined || !settled(root)) throw new ApiError('thread_not_found');
      const thread = world
        .messages(channel.id)
        .filter((each) => settled(each) && (each.ts === ts || each.thread_ts === ts));
      return page(thread, args, (each) => told(each, metadataWish(args)));
    }),

    'conversations.history': method((args) => {
      const channel = readable(world, text(args, 'channel'));
      const isTop = ({ ts, thread_ts = ts, subtype }: Message) =>
        thread_ts === ts || subtype === 'thread_broadcast';
      const top = world.messages(channel.id).filter((each) => settled(each) && isTop(each));
      return page(top.reverse(), args, (each) => told(each, metadataWish(args)));
    }),

    'conversations.info': method((args) => {
      const channel = visible(world, text(args, 'channel'));
      requireScope(world, scopeFor(channel, 'read'));
      return { channel: describe(channel) };
    }),
  };
}

const metadataWish = (args: Arguments) =>
  flag(args, 'include_all_metadata') ? ('all' as const) : ('type' as const);

function page(messages: Message[], args: Arguments, tell: (each: Message) => Dict): Dict {
  const limit = whole(args, 'limit', 100, 999);
  const oldest = Number(text(args, 'oldest') ?? 0);
  const latest = Number(text(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  const within = messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
  const cursor = text(args, 'cursor');
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  if (!Number.isInteger(start) || start < 0) throw new ApiError('invalid_cursor');
  const more = within.length > start + limit;
  const next_cursor = Buffer.from(String(start + limit)).toString('base64');
  return {
    messages: within.slice(start, start + limit).map(tell),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor } } : {}),
  };
}

function describe(channel: Channel): Dict {
  const common = {
    id: channel.id,
    created: 1_700_000_000,
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: TEAM.id,
  };
  if (channel.kind === 'im')
    return { ...common, user: [...channel.members].find((each) => each !== APP.botUser) };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_shared: channel.extShared,
    is_ext_shared: channel.extShared,
    is_member: channel.members.has(APP.botUser),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
