import type { AllMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Absence } from '../../slack/form/form-presence.ts';

type Client = AllMiddlewareArgs['client'];

/** Whether the app is in a channel, as far as Slack tells it. No method throws. */
export interface Presence {
  /** Why a video could not be shown there; null if it could, or if that is not known. */
  absence(client: Client, workspace: string, channel: string): Promise<Absence | null>;
  /** Joins a public channel. Answers what is known then. */
  join(client: Client, workspace: string, channel: string): Promise<Absence | null>;
}

/** The app seldom leaves a channel; somebody may invite it while the form is open. */
const THERE_MS = 600_000;
const ABSENT_MS = 5_000;
const MOST_CHANNELS = 5_000;

const refusalSchema = z.object({ data: z.object({ error: z.string() }) });

/** Kept in this process's memory, bounded: another one asks for itself. */
export function createPresence(deps: {
  /** Whether a scope was granted; unknown counts as yes. */
  readonly can: (scope: string) => boolean;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly logEvent: LogEvent;
}): Presence {
  const { can, clock, logEvent } = deps;
  const known = new Map<string, { readonly absence: Absence | null; readonly until: number }>();
  const learn = (key: string, absence: Absence | null, ms: number): Absence | null => {
    if (known.size >= MOST_CHANNELS) known.clear();
    known.set(key, { absence, until: clock.monotonic() + ms });
    return absence;
  };
  return {
    async absence(client, workspace, channel) {
      // Without the scope Slack tells nothing.
      if (!/^[CDG]/.test(channel) || !can('channels:read')) return null;
      const key = `${workspace}/${channel}`;
      const kept = known.get(key);
      if (kept && clock.monotonic() < kept.until) return kept.absence;
      try {
        const { channel: told } = await client.conversations.info({ channel });
        if (told?.is_member !== false || told.is_archived) return learn(key, null, THERE_MS);
        const canJoin = told.is_private === false && can('channels:join');
        return learn(key, canJoin ? 'join' : 'invite', ABSENT_MS);
      } catch (error) {
        const why = refusalSchema.safeParse(error).data?.data.error;
        if (why === 'channel_not_found')
          return learn(key, channel.startsWith('D') ? 'people' : 'unseen', ABSENT_MS);
        // A private conversation that it is in: without groups:read or im:read no more is told.
        if (why !== 'missing_scope') logEvent('presence_unknown', errorFields(error));
        return learn(key, null, ABSENT_MS);
      }
    },
    async join(client, workspace, channel) {
      const key = `${workspace}/${channel}`;
      try {
        await client.conversations.join({ channel });
        logEvent('channel_joined', { channel });
        return learn(key, null, THERE_MS);
      } catch (error) {
        logEvent('channel_not_joined', errorFields(error));
        return learn(key, 'invite', ABSENT_MS);
      }
    },
  };
}
