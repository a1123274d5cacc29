import type { PostShare } from '../domain/ports.ts';
import { isMade } from '../domain/video/state.ts';
import type { Video } from '../domain/video/video.ts';

/**
 * `refused` and `later`: surely not shown. `unknown`: nobody can tell, so it is not repeated.
 * `duplicate`: this form was shared before. `maybe shared`: a process died during it, or Slack's
 * answer was lost; it is not repeated either.
 */
export type ShareOutcome =
  | { readonly kind: 'shared' | 'later' | 'unknown' | 'duplicate' | 'maybe shared' | 'not ready' }
  | { readonly kind: 'refused'; readonly error: string };

/** Shows a result elsewhere, at most once for each `form` id. Throws what the store throws. */
export type ShareVideo = (ask: {
  readonly video: Video;
  readonly form: string;
  readonly channel: string;
  readonly by: string;
}) => Promise<ShareOutcome>;

export function createShareVideo(deps: {
  readonly post: PostShare;
  readonly onceKeys: {
    take(id: string): Promise<boolean>;
    release(id: string): Promise<void>;
    finish(id: string): Promise<void>;
    finished(id: string): Promise<boolean>;
  };
}): ShareVideo {
  const { onceKeys } = deps;
  const running = new Map<string, Promise<ShareOutcome>>();

  const once: ShareVideo = async ({ video, form, channel, by }) => {
    if (!(await onceKeys.take(form)))
      return { kind: (await onceKeys.finished(form)) ? 'duplicate' : 'maybe shared' };
    const outcome = await deps.post(video, { channel, by });
    switch (outcome.kind) {
      case 'done':
        // If this fails, the share is only in doubt later: the message is there.
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
    if (!isMade(video.state) || video.result === null) return { kind: 'not ready' };
    const before = running.get(form);
    if (before) return before;
    const sharing = once(ask).finally(() => running.delete(form));
    running.set(form, sharing);
    return sharing;
  };
}
