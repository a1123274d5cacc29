import { z } from 'zod';
import type { Directory, Installation, Person } from '../../domain/membership.ts';
import type { Clock } from '../../lib/clock.ts';
import { createDeadlines } from '../../lib/deadlines.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { createTtlCache } from '../../lib/ttl-cache.ts';

/** A person waits for the answer, and Slack waits 3 s for the app's acknowledgement. */
const TIMEOUT_MS = 1_000;
const CACHE_MS = 5 * 60_000;
/** How long an unknown person stays in the cache. */
const UNKNOWN_CACHE_MS = 30_000;
const MAX_PEOPLE = 10_000;

const id = z.string().min(1).nullish().catch(null);
const flag = z.boolean().optional().catch(undefined);
const answerSchema = z.object({
  user: z.object({
    team_id: id,
    enterprise_id: id,
    deleted: z.boolean().optional().catch(undefined),
    is_admin: flag,
    is_owner: flag,
    is_stranger: z.boolean().optional().catch(undefined),
    teams: z.array(z.string()).optional().catch(undefined),
    enterprise_user: z
      .object({
        enterprise_id: id,
        is_admin: flag,
        is_owner: flag,
        teams: z.array(z.string()).optional().catch(undefined),
      })
      .nullish()
      .catch(undefined),
  }),
});

/**
 * Looks up installations and people in Slack, and caches people for five minutes. Never throws: the
 * answer is null without `users:read`, or if Slack does not answer in time.
 * https://docs.slack.dev/reference/objects/user-object
 */
export function createDirectory(deps: {
  readonly users: { info(args: { user: string }): Promise<unknown> };
  readonly identity: {
    /** Null if Slack does not answer now. */
    installation(): Promise<Installation | null>;
    can(scope: string): boolean;
  };
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Directory {
  const { clock } = deps;
  const cache = createTtlCache<Promise<Person | null>>(MAX_PEOPLE, clock);

  async function fetchPerson(user: string): Promise<Person | null> {
    try {
      return personOf(await deps.users.info({ user }));
    } catch (error) {
      deps.logEvent('person_unknown', errorFields(error));
      return null;
    }
  }

  const deadlines = createDeadlines(clock, TIMEOUT_MS);

  function withTimeout<T>(answer: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const cancelDeadline = deadlines.start(() => resolve(null));
      answer.finally(cancelDeadline).then(resolve, reject);
    });
  }

  return {
    installation: () => withTimeout(deps.identity.installation()),
    async person(user) {
      if (!deps.identity.can('users:read')) return null;
      const cached = cache.get(user);
      if (cached) return withTimeout(cached);
      const answer = fetchPerson(user);
      cache.set(user, answer, CACHE_MS);
      void answer.then((person) => {
        if (person === null) cache.set(user, answer, UNKNOWN_CACHE_MS);
      });
      return withTimeout(answer);
    },
  };
}

/** Reads an answer of `users.info`; null if it is malformed. */
function personOf(answer: unknown): Person | null {
  const user = answerSchema.safeParse(answer).data?.user;
  if (!user) return null;
  return {
    team: user.team_id ?? null,
    enterprise: user.enterprise_user?.enterprise_id ?? user.enterprise_id ?? null,
    teams: [...(user.enterprise_user?.teams ?? []), ...(user.teams ?? [])],
    stranger: user.is_stranger ?? false,
    deactivated: user.deleted ?? false,
    adminOf: adminOf(user),
  };
}

type Admin = { readonly is_admin?: boolean | undefined; readonly is_owner?: boolean | undefined };

/** https://docs.slack.dev/reference/objects/user-object */
function adminOf(user: Admin & { readonly enterprise_user?: Admin | null | undefined }) {
  const isAdmin = (of: Admin | null | undefined) => of?.is_admin === true || of?.is_owner === true;
  if (isAdmin(user.enterprise_user)) return 'organization';
  return isAdmin(user) ? 'workspace' : null;
}
