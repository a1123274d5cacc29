import { isChannel, isDirectMessage } from '../../domain/conversation.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { createTtlCache } from '../../lib/ttl-cache.ts';
import type { Absence } from '../../slack/form/form-presence.ts';
import { errorNameOf } from '../../slack/web-api/platform-error.ts';
import type { Client } from '../request/action-args.ts';

/** Whether the app is in a channel, as far as Slack says. No method throws. */
export interface Presence {
  /** Why the app cannot post a video there; null if it can, or if that is unknown. */
  absence(client: Client, workspace: string, channel: string): Promise<Absence | null>;
  /** Joins a public channel; returns the absence afterwards. */
  join(client: Client, workspace: string, channel: string): Promise<Absence | null>;
}

/** The app rarely leaves a channel, but a person may invite it while the form is open. */
const PRESENT_TTL_MS = 600_000;
const ABSENT_TTL_MS = 5_000;
const MAX_CHANNELS = 5_000;

/** Asks Slack and caches the answers in this process's memory, with a bound. */
export function createPresence(deps: {
  /** Whether a scope is granted; true if unknown. */
  readonly hasScope: (scope: string) => boolean;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly logEvent: LogEvent;
}): Presence {
  const { hasScope, clock, logEvent } = deps;
  const cache = createTtlCache<Absence | null>(MAX_CHANNELS, clock);
  const remember = (key: string, absence: Absence | null, ms: number): Absence | null => {
    cache.set(key, absence, ms);
    return absence;
  };
  return {
    async absence(client, workspace, channel) {
      // Slack says nothing without the scope.
      if (!(isChannel(channel) || isDirectMessage(channel)) || !hasScope('channels:read'))
        return null;
      const key = `${workspace}/${channel}`;
      const cached = cache.get(key);
      if (cached !== undefined) return cached;
      try {
        const { channel: info } = await client.conversations.info({ channel });
        if (info?.is_member !== false || info.is_archived)
          return remember(key, null, PRESENT_TTL_MS);
        const canJoin = info.is_private === false && hasScope('channels:join');
        return remember(key, canJoin ? 'join' : 'invite', ABSENT_TTL_MS);
      } catch (error) {
        const code = errorNameOf(error);
        if (code === 'channel_not_found')
          return remember(key, isDirectMessage(channel) ? 'people' : 'unseen', ABSENT_TTL_MS);
        // Without groups:read or im:read, this is a private conversation that the app is in.
        if (code !== 'missing_scope') logEvent('presence_unknown', errorFields(error));
        return remember(key, null, ABSENT_TTL_MS);
      }
    },
    async join(client, workspace, channel) {
      const key = `${workspace}/${channel}`;
      try {
        await client.conversations.join({ channel });
        logEvent('channel_joined', { channel });
        return remember(key, null, PRESENT_TTL_MS);
      } catch (error) {
        logEvent('channel_not_joined', errorFields(error));
        return remember(key, 'invite', ABSENT_TTL_MS);
      }
    },
  };
}
