import { secret } from '../ids.ts';
import { ApiError } from '../methods/api-call.ts';
import { newContent } from '../methods/arguments.ts';
import { appMessage } from '../methods/chat.ts';
import { type Dict, isDict } from '../rules/block-kit.ts';
import type { Message, World } from '../world.ts';

/** Where an interaction happened, and so where its response URL can post. */
interface Origin {
  readonly user: string;
  readonly channel: string;
  readonly message: Message | undefined;
}

/** A request to a response URL; `error` is null if it was accepted. */
export interface ResponseLogEntry {
  readonly body: unknown;
  readonly error: string | null;
}

/** 5 uses in 30 minutes. https://docs.slack.dev/interactivity/handling-user-interaction */
export type ResponseUrls = ReturnType<typeof createResponseUrls>;

const MAX_USES = 5;
const LIFETIME_MS = 30 * 60_000;

export function createResponseUrls(deps: {
  world: World;
  url: () => string;
  now: () => number;
  changed: () => void;
}) {
  const { world } = deps;
  const log: ResponseLogEntry[] = [];
  const issued = new Map<string, { origin: Origin; at: number; uses: number }>();

  const respond = (origin: Origin, body: Dict): Message | undefined => {
    const { channel, message: original } = origin;
    if (body['delete_original'] === true && original !== undefined) {
      world.remove(channel, original.ts);
      return undefined;
    }
    const content = newContent(body);
    const isPublic = body['response_type'] === 'in_channel';
    // By default, an answer to an ephemeral message replaces it.
    const replaces = body['replace_original'] ?? (original?.ephemeral === true && !isPublic);
    if (replaces === true && original !== undefined) {
      if (content.text !== undefined) original.text = content.text;
      if (content.blocks !== undefined) original.blocks = content.blocks;
      else delete original.blocks;
      if (!original.ephemeral) original.edited = { user: world.app.botUser, ts: world.nextTs() };
      deps.changed();
      return original;
    }
    const thread = body['thread_ts'];
    return world.post(channel, {
      ...appMessage(world, { ...content, metadata: undefined }),
      ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
      ...(isPublic ? {} : { ephemeral: true as const, for: origin.user }),
    });
  };

  return {
    log: log as readonly ResponseLogEntry[],
    respond,
    has: (key: string): boolean => issued.has(key),
    issue(origin: Origin): string {
      const key = secret();
      issued.set(key, { origin, at: deps.now(), uses: 0 });
      return `${deps.url()}/response/${key}`;
    },
    /** Handles a message for a response URL; returns Slack's answer. */
    receive(key: string, body: unknown): { status: number; body: Dict | string } {
      const known = issued.get(key);
      const reject = (status: number, error: string) => {
        log.push({ body, error });
        return { status, body: { ok: false, error } };
      };
      if (known === undefined) return reject(404, 'invalid_url');
      if (deps.now() - known.at > LIFETIME_MS) return reject(404, 'expired_url');
      if (known.uses >= MAX_USES) return reject(404, 'used_url');
      if (!isDict(body)) return reject(400, 'invalid_payload');
      try {
        respond(known.origin, body);
      } catch (error) {
        if (error instanceof ApiError) return reject(400, error.message);
        throw error;
      }
      known.uses += 1;
      log.push({ body, error: null });
      return { status: 200, body: 'ok' };
    },
  };
}
