import type { OnceKeys, PostShare, VideoStore } from '../domain/ports.ts';
import { isFilePending } from '../domain/video/result-file.ts';
import { hasResult } from '../domain/video/state.ts';
import type { Video } from '../domain/video/video.ts';
import type { Clock } from '../lib/clock.ts';

/**
 * `refused` and `later`: the video was not shown. `unknown`: Slack's answer was lost, so the share
 * is not repeated. `duplicate`: this form was shared before. `maybe shared`: an earlier attempt of
 * this form crashed or lost Slack's answer; it is not repeated either.
 */
export type ShareOutcome =
  | { readonly kind: 'shared' | 'later' | 'unknown' | 'duplicate' | 'maybe shared' | 'not ready' }
  | { readonly kind: 'refused'; readonly error: string };

/** Posts a result to another channel, at most once per `form` id. Throws what the store throws. */
export type ShareVideo = (ask: {
  readonly video: Video;
  readonly form: string;
  readonly channel: string;
  readonly by: string;
}) => Promise<ShareOutcome>;

/** Waits this long for a pending file, to share it instead of its link. */
const MAX_FILE_WAIT_MS = 10_000;
const POLL_MS = 250;

/** Waits for a pending file up to 10 s, and remembers each form in `onceKeys`. */
export function createShareVideo(deps: {
  readonly post: PostShare;
  readonly store: Pick<VideoStore, 'load'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly onceKeys: OnceKeys;
}): ShareVideo {
  const { onceKeys, store, clock } = deps;
  const running = new Map<string, Promise<ShareOutcome>>();

  /** Reloads the video until its file is there or the wait is over. */
  const waitForFile = async (original: Video): Promise<Video> => {
    let video = original;
    for (
      let waitedMs = 0;
      isFilePending(video) && waitedMs < MAX_FILE_WAIT_MS;
      waitedMs += POLL_MS
    ) {
      await clock.sleep(POLL_MS);
      video = (await store.load(original.id)) ?? video;
    }
    return video;
  };

  const shareOnce: ShareVideo = async ({ video: requested, form, channel, by }) => {
    const video = await waitForFile(requested);
    if (!(await onceKeys.take(form)))
      return { kind: (await onceKeys.isFinished(form)) ? 'duplicate' : 'maybe shared' };
    const outcome = await deps.post(video, { channel, by });
    switch (outcome.kind) {
      case 'done':
        // The message exists. If this write fails, a later attempt reports `maybe shared`.
        await onceKeys.finish(form).catch(() => undefined);
        return { kind: 'shared' };
      case 'unknown':
        return { kind: 'unknown' };
      case 'later':
        await onceKeys.release(form);
        return { kind: 'later' };
      case 'refused':
        await onceKeys.release(form);
        return outcome;
    }
  };

  return async (ask) => {
    const { video, form } = ask;
    if (!hasResult(video.state) || video.result === null) return { kind: 'not ready' };
    const inProgress = running.get(form);
    if (inProgress) return inProgress;
    const sharing = shareOnce(ask).finally(() => running.delete(form));
    running.set(form, sharing);
    return sharing;
  };
}
