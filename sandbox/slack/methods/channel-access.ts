import type { Channel } from '../seed.ts';
import type { World } from '../world.ts';
import { ApiError, requireScope } from './api-call.ts';

type Id = string | undefined;
const FAMILY = { public: 'channels', private: 'groups', im: 'im' } as const;

/** The scope that covers a kind of conversation, e.g. `groups:history`. */
export const scopeFor = (channel: Channel, right: 'history' | 'read' | 'write'): string =>
  `${FAMILY[channel.kind]}:${right}`;

/** A conversation that the app can see: public, or one it is in. Others seem not to exist. */
export function visibleChannel(world: World, id: Id): Channel {
  const channel = world.channel(id ?? '');
  if (channel === undefined) throw new ApiError('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(world.app.botUser))
    throw new ApiError('channel_not_found');
  return channel;
}

export function joinedChannel(world: World, id: Id): Channel {
  const channel = visibleChannel(world, id);
  if (!channel.members.has(world.app.botUser)) throw new ApiError('not_in_channel');
  return channel;
}

/** The conversation to post to. A person's id opens the direct messages with the app. */
export function postableChannel(world: World, id: Id, messagesTab: boolean): Channel {
  const isPerson = /^[UW][A-Z0-9]+$/.test(id ?? '');
  const channel = isPerson ? directMessage(world, id ?? '') : byName(world, id);
  if (channel.archived) throw new ApiError('is_archived');
  if (channel.kind === 'im' && !messagesTab) throw new ApiError('messages_tab_disabled');
  const anywhere = world.installed()?.scopes.has('chat:write.public');
  if (!channel.members.has(world.app.botUser) && !anywhere) throw new ApiError('not_in_channel');
  return channel;
}

/** The direct messages between the app and a person of this workspace. */
export function directMessage(world: World, id: string): Channel {
  const user = world.user(id);
  if (user === undefined || user.deleted || user.team_id !== world.team.id || user.is_bot)
    throw new ApiError('channel_not_found');
  return world.openIm(id);
}

export function readableChannel(world: World, id: Id): Channel {
  requireScope(world, scopeFor(visibleChannel(world, id), 'history'));
  return joinedChannel(world, id);
}

function byName(world: World, id: Id): Channel {
  const found = world.channels.find((each) => each.kind === 'public' && `#${each.name}` === id);
  return visibleChannel(world, found?.id ?? id);
}
