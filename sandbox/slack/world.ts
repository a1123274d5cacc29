import type { Changes } from './changes.ts';
import { createTimestamps, newId } from './ids.ts';
import type { Block, Dict } from './rules/block-kit.ts';
import { APP, type Channel, type Workspace } from './seed.ts';

/** An installation of the app in a workspace or a whole organization. */
export interface Installation {
  /** `T…`, or `E…` for a whole organization. */
  readonly id: string;
  readonly orgWide: boolean;
  /** Bot scopes as granted; tests may change them. */
  readonly scopes: Set<string>;
  /** The person who installed it last. */
  installer: string;
  token: string;
  /** Null without token rotation, like `expiresAt`. */
  refresh: string | null;
  /** In ms since the epoch. */
  expiresAt: number | null;
}

/** A stored message. `for`: the only person who sees it. */
export interface Message {
  readonly type: 'message';
  readonly ts: string;
  thread_ts?: string;
  user: string;
  team: string;
  text: string;
  bot_id?: string;
  app_id?: string;
  client_msg_id?: string;
  blocks?: Block[];
  attachments?: unknown[];
  files?: SharedFile[];
  edited?: { user: string; ts: string };
  metadata?: { event_type: string; event_payload: Dict };
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  ephemeral?: true;
  for?: string;
}

/** A file object. https://docs.slack.dev/reference/objects/file-object */
export type SharedFile = Dict & { id: string; name: string; title: string; url_private: string };

/** An error or time-out that Slack would show to a person. */
export interface Notice {
  readonly id: string;
  readonly at: number;
  readonly user: string;
  readonly kind: string;
  readonly text: string;
  readonly channel: string | null;
}

export type NewMessage = Omit<Message, 'type' | 'ts' | 'team'>;

/** People, conversations and messages of one workspace. */
export type World = ReturnType<typeof createWorld>;

export function createWorld(deps: {
  workspace: Workspace;
  botName: string;
  now: () => number;
  changes: Changes;
}) {
  const { workspace, now, changes } = deps;
  const { team, enterprise, bot } = workspace;
  const app = { id: APP.id, botUser: bot.user, bot: bot.id };
  const users = workspace.users(deps.botName);
  const channels = workspace.channels();
  const invited = channels.filter((each) => each.members.has(app.botUser));
  let installed: Installation | null = null;
  const messages = new Map<string, Message[]>();
  const notices: Notice[] = [];
  const nextTs = createTimestamps(now);

  const list = (channel: string): Message[] => {
    const known = messages.get(channel) ?? [];
    messages.set(channel, known);
    return known;
  };
  const find = (channel: string, ts: string) => list(channel).find((each) => each.ts === ts);

  return {
    ...{ team, enterprise, app, users, channels, notices, nextTs, find },
    /** The installation of the app here, or null. */
    installed: () => installed,
    /** Installs the app and adds it to its channels, or removes it from all. */
    install(next: Installation | null): void {
      installed = next;
      for (const { kind, members } of channels)
        if (next === null && kind !== 'im') members.delete(app.botUser);
      if (next !== null) for (const { members } of invited) members.add(app.botUser);
      for (const user of users) if (user.id === app.botUser) user.deleted = next === null;
      changes.changed();
    },
    user: (id: string) => users.find((each) => each.id === id),
    channel: (id: string) => channels.find((each) => each.id === id),
    messages: list,
    /** A reply to a deleted root is posted at the top level. https://github.com/slack-go/slack/issues/1571 */
    post(channel: string, fields: NewMessage): Message {
      const message: Message = { type: 'message', ts: nextTs(), team: team.id, ...fields };
      const root = message.thread_ts === undefined ? undefined : find(channel, message.thread_ts);
      if (root === undefined) delete message.thread_ts;
      else if (message.for === undefined) countReply(root, message);
      list(channel).push(message);
      changes.changed();
      return message;
    },
    remove(channel: string, ts: string): boolean {
      const known = list(channel);
      const index = known.findIndex((each) => each.ts === ts);
      if (index < 0) return false;
      known.splice(index, 1);
      changes.changed();
      return true;
    },
    openIm(user: string): Channel {
      const members = new Set<string>([user, app.botUser]);
      const open = channels.find(
        (each) => each.kind === 'im' && [...members].every((id) => each.members.has(id)),
      );
      if (open !== undefined) return open;
      const plain = { name: '', topic: '', extShared: false, archived: false };
      const channel: Channel = { id: newId('D'), kind: 'im', ...plain, members };
      channels.push(channel);
      return channel;
    },
    notice(user: string, kind: string, text: string, channel?: string | null): string {
      notices.push({ id: newId('N'), at: now(), user, kind, text, channel: channel ?? null });
      changes.changed();
      return text;
    },
  };
}

/** A message in the format of Slack's API and payloads, without the sandbox's own fields. */
export function payloadOf(message: Message, metadata: 'all' | 'type' | 'none' = 'none'): Dict {
  const { for: _for, ephemeral: _ephemeral, metadata: full, ...rest } = message;
  if (full === undefined || metadata === 'none') return structuredClone(rest);
  return structuredClone({
    ...rest,
    metadata: metadata === 'all' ? full : { event_type: full.event_type },
  });
}

function countReply(root: Message, reply: Message): void {
  root.thread_ts = root.thread_ts ?? root.ts;
  root.reply_count = (root.reply_count ?? 0) + 1;
  root.reply_users = [...new Set([...(root.reply_users ?? []), reply.user])];
  root.latest_reply = reply.ts;
}
