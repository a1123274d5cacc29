import type { Messenger } from '../domain/ports.ts';
import { retryDelay } from '../domain/video/schedule.ts';
import type { Video } from '../domain/video/video.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { recordedVideo } from './recorded-video.ts';

/**
 * Tells the requester, at most once and directly, that the app itself failed with a video and
 * stopped trying. Repeats what Slack surely did not accept until `stopping`; a later quarantine
 * continues. Never throws. It neither reads nor writes the video's record, which may be damaged.
 */
export function createSayQuarantined(deps: {
  readonly messenger: Pick<Messenger, 'post'>;
  readonly onceKeys: {
    take(id: string): Promise<boolean>;
    release(id: string): Promise<void>;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}): (id: string, payload: string) => Promise<void> {
  const { onceKeys, clock, stopping, logEvent } = deps;

  /**
   * Sends the notice once; returns the ms until the next try, as Slack asks, or that it is over.
   */
  async function sendNotice(video: Video): Promise<'over' | { readonly afterMs: number | null }> {
    if (!(await onceKeys.take(video.id))) return 'over';
    const { kind, ...nextRun } = await deps.messenger.post(video, 'direct');
    logEvent('quarantine_told', { video: video.id, outcome: kind });
    if (kind !== 'later') return 'over';
    await onceKeys.release(video.id);
    return { afterMs: 'afterMs' in nextRun ? nextRun.afterMs : null };
  }

  return async (id, payload) => {
    try {
      const failure = { reason: 'internal', detail: null, rid: null } as const;
      const video: Video = { ...recordedVideo(payload, clock.now()), state: 'failed', failure };
      for (let tries = 0; !stopping.aborted; tries += 1) {
        const told = await sendNotice(video);
        if (told === 'over') return;
        await clock.sleep(retryDelay(tries, told.afterMs, deps.random()), stopping);
      }
    } catch (error) {
      logEvent('quarantine_telling_failed', { video: id, ...errorFields(error) });
    }
  };
}
