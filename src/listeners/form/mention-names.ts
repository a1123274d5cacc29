import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { createTtlCache } from '../../lib/ttl-cache.ts';
import { type Mention, mentionsIn, resolveMentions } from '../../slack/reading/mention-marks.ts';
import type { Client } from '../request/action-args.ts';

/** Where the mentions were written, and the app's own user. */
export interface MentionContext {
  readonly client: Client;
  readonly workspace: string;
  /** The app's own user id; mentions of it are left out. */
  readonly appUserId: string | undefined;
}

/**
 * Replaces marked mentions by the names that Slack knows, or by placeholders. Calls `onLate` if
 * names are missing after `FIRST_WAIT_MS`, because a trigger lives for 3 s, and waits
 * `SECOND_WAIT_MS` more. Throws only what `onLate` throws.
 */
export type ResolveMentions = (
  marked: string,
  context: MentionContext,
  onLate?: () => Promise<void>,
) => Promise<string>;

const FIRST_WAIT_MS = 1_000;
const SECOND_WAIT_MS = 5_000;
const CACHE_MS = 3_600_000;
const MAX_CACHED = 5_000;
/** Each name takes a request, so only the first mentions of a message are resolved. */
const MAX_LOOKUPS = 20;

/** Caches 5,000 names in this process's memory, each for an hour. */
export function createMentionResolver(deps: {
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): ResolveMentions {
  const cache = createTtlCache<string>(MAX_CACHED, deps.clock);
  const keyOf = (workspace: string, { kind, id }: Mention) => `${workspace}/${kind}/${id}`;
  const nameOf = (workspace: string, mention: Mention): string | null =>
    cache.get(keyOf(workspace, mention)) ?? null;
  const store = (workspace: string, mention: Mention, name: string | undefined): void => {
    const key = keyOf(workspace, mention);
    if (name) cache.set(key, name, CACHE_MS);
    else cache.delete(key);
  };
  const fetchNames = async (
    { client, workspace }: MentionContext,
    mentions: readonly Mention[],
  ) => {
    const attempt = async (kind: Mention['kind'], run: () => Promise<void>): Promise<void> => {
      try {
        await run();
      } catch (error) {
        // Slack gives no names without users:read, channels:read or usergroups:read.
        deps.logEvent('name_unknown', { kind, ...errorFields(error) });
      }
    };
    const groups = mentions.filter(({ kind }) => kind === 'group');
    await Promise.all([
      ...mentions
        .filter(({ kind }) => kind !== 'group')
        .map((mention) =>
          attempt(mention.kind, async () =>
            store(workspace, mention, await fetchName(client, mention)),
          ),
        ),
      ...(groups.length === 0
        ? []
        : [
            attempt('group', async () => {
              const { usergroups = [] } = await client.usergroups.list();
              for (const { id = '', name } of usergroups)
                store(workspace, { kind: 'group', id }, name);
            }),
          ]),
    ]);
  };

  return async (marked, context, onLate = async () => undefined) => {
    const { workspace, appUserId } = context;
    const unknown = mentionsIn(marked).filter(
      ({ label, ...mention }) =>
        label === undefined && mention.id !== appUserId && nameOf(workspace, mention) === null,
    );
    if (unknown.length > 0) {
      const finished = new AbortController();
      const fetching = fetchNames(context, unknown.slice(0, MAX_LOOKUPS)).then(() =>
        finished.abort(),
      );
      await Promise.race([fetching, deps.clock.sleep(FIRST_WAIT_MS, finished.signal)]);
      if (!finished.signal.aborted) {
        await onLate();
        await Promise.race([fetching, deps.clock.sleep(SECOND_WAIT_MS, finished.signal)]);
        finished.abort();
      }
    }
    return resolveMentions(marked, (mention) => nameOf(workspace, mention), appUserId);
  };
}

/** https://docs.slack.dev/reference/objects/user-object#profile: the display name may be empty. */
async function fetchName(client: Client, { kind, id }: Mention): Promise<string | undefined> {
  if (kind === 'channel') return (await client.conversations.info({ channel: id })).channel?.name;
  const { user } = await client.users.info({ user: id });
  return user?.profile?.display_name || user?.profile?.real_name || user?.real_name || user?.name;
}
