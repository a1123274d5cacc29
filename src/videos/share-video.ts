import type { PostShare } from '../domain/ports.ts';
import type { Video } from '../domain/video.ts';

/**
 * `refused` and `later`: surely not shown. `unknown`: nobody can tell, so it is not repeated.
 * `duplicate`: this very form was sent before.
 */
export type ShareOutcome =
  | { readonly kind: 'shared' | 'later' | 'unknown' | 'duplicate' | 'not ready' }
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
  readonly claims: {
    take(id: string): Promise<boolean>;
    release(id: string): Promise<void>;
  };
}): ShareVideo {
  return async ({ video, form, channel, by }) => {
    const done = video.state === 'ready' || video.state === 'delivered';
    if (!done || video.result === null) return { kind: 'not ready' };
    if (!(await deps.claims.take(form))) return { kind: 'duplicate' };
    const outcome = await deps.post(video, { channel, by });
    switch (outcome.kind) {
      case 'done':
        return { kind: 'shared' };
      case 'unknown':
        return { kind: 'unknown' };
      case 'later':
        await deps.claims.release(form);
        return { kind: 'later' };
      case 'refused':
        await deps.claims.release(form);
        return outcome;
    }
  };
}
