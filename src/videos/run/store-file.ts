import type { FetchVideo, FileUpload, Renderer, StoreFile } from '../../domain/ports.ts';
import { MAX_FILE_WAIT_MS } from '../../domain/video/result-file.ts';
import type { Result, Video } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';

/** One try may take at least this long, even if the result is already late. */
const MIN_FETCH_MS = 20_000;

/**
 * Downloads a ready video and stores it in Slack, where it stays invisible until it is shared.
 * Downloads nothing if the app may not store files. Asks Jogg for a fresh link first if the last
 * one has expired. Stops when the result has waited for the file for too long.
 */
export function createStoreFile(deps: {
  readonly fetchVideo: FetchVideo;
  readonly upload: FileUpload;
  /** Asks Jogg for the current link. */
  readonly poll: Renderer['poll'];
  readonly clock: Clock;
  /** Aborts the work in progress when the app stops. */
  readonly stopping: AbortSignal;
}): StoreFile {
  const { fetchVideo, upload, clock } = deps;
  return async (video) => {
    if (video.result === null) return { kind: 'impossible', why: 'download' };
    if (!(await upload.permitted(video.workspace)))
      return { kind: 'impossible', why: 'missing_scope' };
    const leftMs = Math.max(MIN_FETCH_MS, video.since + MAX_FILE_WAIT_MS - clock.now());
    const signal = AbortSignal.any([AbortSignal.timeout(leftMs), deps.stopping]);
    const result = (await freshResult(deps, video)) ?? video.result;
    const fetched = await fetchVideo(result.videoUrl, signal, (bytes) =>
      upload.store(video, bytes, signal),
    );
    if (fetched.kind === 'fetched') return { ...fetched.used, result };
    return fetched.kind === 'later'
      ? { kind: 'later', afterMs: null, result }
      : { ...fetched, result };
  };
}

async function freshResult(
  { poll }: { readonly poll: Renderer['poll'] },
  { file, project }: Video,
): Promise<Result | null> {
  if (file.expired === 0 || project === null) return null;
  const outcome = await poll(project);
  return outcome.kind === 'succeeded' ? outcome.result : null;
}
