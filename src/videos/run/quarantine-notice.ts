import type { Messenger, OnceKeys } from '../../domain/ports.ts';
import { retryDelay } from '../../domain/video/schedule.ts';
import type { Video } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Random } from '../../lib/random.ts';
import { recordedVideo } from './recorded-video.ts';

/**
 * Sends the requester a direct message, at most once. `over`: it is sent, or must not be repeated.
 * `afterMs`: how long Slack asks to wait before the next try, in ms, or null. Throws what the store
 * throws.
 */
export type QuarantineNotice = (
  video: Video,
) => Promise<'over' | { readonly afterMs: number | null }>;

/** Sends the notice of a video with `messenger`. */
export function createQuarantineNotice(deps: {
  readonly messenger: Pick<Messenger, 'post'>;
  readonly onceKeys: Pick<OnceKeys, 'take' | 'release'>;
  readonly logEvent: LogEvent;
}): QuarantineNotice {
  const { onceKeys, logEvent } = deps;
  return async (video) => {
    if (!(await onceKeys.take(video.id))) return 'over';
    const { kind, ...nextRun } = await deps.messenger.post(video, 'direct');
    logEvent('quarantine_told', { video: video.id, outcome: kind });
    if (kind !== 'later') return 'over';
    await onceKeys.release(video.id);
    return { afterMs: 'afterMs' in nextRun ? nextRun.afterMs : null };
  };
}

/**
 * Tells the requester that the app failed to process a video and stopped trying. Retries until
 * `stopping` while Slack does not accept the message; a later quarantine of the task continues.
 * Never throws. Does not read or write the video's record, which may be damaged.
 */
export function createQuarantineNotifier(deps: {
  /** By the id of its task. */
  readonly notice: (taskId: string, video: Video) => ReturnType<QuarantineNotice>;
  readonly clock: Clock;
  readonly random: Random;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}): (taskId: string, payload: string) => Promise<void> {
  const { notice, clock, stopping, logEvent } = deps;
  return async (id, payload) => {
    try {
      const failure = { reason: 'internal', detail: null, rid: null } as const;
      const video: Video = { ...recordedVideo(payload, clock.now()), state: 'failed', failure };
      for (let tries = 0; !stopping.aborted; tries += 1) {
        const outcome = await notice(id, video);
        if (outcome === 'over') return;
        await clock.sleep(retryDelay(tries, outcome.afterMs, deps.random()), stopping);
      }
    } catch (error) {
      logEvent('quarantine_telling_failed', { video: id, ...errorFields(error) });
    }
  };
}
