import type { AllMiddlewareArgs } from '@slack/bolt';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { type Mention, mentionsIn, resolveMentions } from '../../slack/reading/mention-marks.ts';

type Client = AllMiddlewareArgs['client'];

/** The author of the words, and the app's own user in them. */
export interface Speaking {
  readonly client: Client;
  readonly workspace: string;
  /** The app's own user: its mention is left out. */
  readonly own: string | undefined;
}

/**
 * Replaces mentions by the names that Slack tells, or by placeholders. A trigger lives for 3 s:
 * `whenLate` is called after `SOON_MS` if names are missing, and after `LATE_MS` more nobody waits.
 * Never throws, unless `whenLate` does.
 */
export type NameMentions = (
  marked: string,
  speaking: Speaking,
  whenLate?: () => Promise<void>,
) => Promise<string>;

const SOON_MS = 1_000;
const LATE_MS = 5_000;
const KEPT_MS = 3_600_000;
const MOST_KEPT = 5_000;
/** Each name is a request, so only the first ones of a message are resolved. */
const MOST_ASKED = 20;

export function createNameMentions(deps: {
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): NameMentions {
  const known = new Map<string, { readonly name: string; readonly at: number }>();
  const keyOf = (workspace: string, { kind, id }: Mention) => `${workspace}/${kind}/${id}`;
  const nameOf = (workspace: string, mention: Mention): string | null => {
    const kept = known.get(keyOf(workspace, mention));
    return kept && deps.clock.now() - kept.at < KEPT_MS ? kept.name : null;
  };
  const keep = (workspace: string, mention: Mention, name: string | undefined): void => {
    const key = keyOf(workspace, mention);
    const [oldest] = known.keys();
    if (known.size >= MOST_KEPT && oldest !== undefined) known.delete(oldest);
    known.delete(key);
    if (name) known.set(key, { name, at: deps.clock.now() });
  };
  const learn = async ({ client, workspace }: Speaking, asked: readonly Mention[]) => {
    const ask = async (kind: Mention['kind'], run: () => Promise<void>): Promise<void> => {
      try {
        await run();
      } catch (error) {
        // Without users:read, channels:read or usergroups:read Slack tells no names.
        deps.logEvent('name_unknown', { kind, ...errorFields(error) });
      }
    };
    const groups = asked.filter(({ kind }) => kind === 'group');
    await Promise.all([
      ...asked
        .filter(({ kind }) => kind !== 'group')
        .map((mention) =>
          ask(mention.kind, async () => keep(workspace, mention, await told(client, mention))),
        ),
      ...(groups.length === 0
        ? []
        : [
            ask('group', async () => {
              const { usergroups = [] } = await client.usergroups.list();
              for (const { id = '', name } of usergroups)
                keep(workspace, { kind: 'group', id }, name);
            }),
          ]),
    ]);
  };

  return async (marked, speaking, whenLate = async () => undefined) => {
    const { workspace, own } = speaking;
    const unknown = mentionsIn(marked).filter(
      ({ label, ...mention }) =>
        label === undefined && mention.id !== own && nameOf(workspace, mention) === null,
    );
    if (unknown.length > 0) {
      const over = new AbortController();
      const learnt = learn(speaking, unknown.slice(0, MOST_ASKED)).then(() => over.abort());
      await Promise.race([learnt, deps.clock.sleep(SOON_MS, over.signal)]);
      if (!over.signal.aborted) {
        await whenLate();
        await Promise.race([learnt, deps.clock.sleep(LATE_MS, over.signal)]);
        over.abort();
      }
    }
    return resolveMentions(marked, (mention) => nameOf(workspace, mention), own);
  };
}

/** https://docs.slack.dev/reference/objects/user-object#profile: the display name may be empty. */
async function told(client: Client, { kind, id }: Mention): Promise<string | undefined> {
  if (kind === 'channel') return (await client.conversations.info({ channel: id })).channel?.name;
  const { user } = await client.users.info({ user: id });
  return user?.profile?.display_name || user?.profile?.real_name || user?.real_name || user?.name;
}
