import type { Messenger } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type Note } from '../lib/log.ts';
import { recordedVideo } from './recorded-video.ts';

/**
 * Tells the requester, once and directly, that the app itself failed with a video and set it
 * aside. Never throws; the record of the video is neither read nor written, for it may be damaged.
 */
export function createSayQuarantined(deps: {
  readonly messenger: Pick<Messenger, 'post'>;
  /** Whether it was said before; says it from now on. */
  readonly saidBefore: (id: string) => Promise<boolean>;
  readonly clock: Clock;
  readonly note: Note;
}): (id: string, payload: string) => Promise<void> {
  return async (id, payload) => {
    try {
      if (await deps.saidBefore(id)) return;
      const video = recordedVideo(payload, deps.clock.now());
      const failure = { reason: 'internal', detail: null, rid: null } as const;
      const { kind } = await deps.messenger.post({ ...video, state: 'failed', failure }, 'direct');
      deps.note('quarantine_told', { video: id, outcome: kind });
    } catch (error) {
      deps.note('quarantine_telling_failed', { video: id, ...errorFields(error) });
    }
  };
}
