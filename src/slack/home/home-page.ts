import { z } from 'zod';
import type { Video } from '../../domain/video/video.ts';

/** What a Home tab shows now; stored in its `private_metadata`. */
const homeStateSchema = z.object({
  query: z.string().max(200),
  /** Of the finished videos. */
  offset: z.number().int().min(0),
  /** Whether failed and cancelled ones are shown, too. */
  failed: z.boolean().default(false),
});
export type HomeState = z.infer<typeof homeStateSchema>;
export const FIRST_PAGE: HomeState = { query: '', offset: 0, failed: false };

/** From a view's `private_metadata`; the first page if that is unusable. */
export function readHomeState(text: unknown): HomeState {
  try {
    return homeStateSchema.parse(JSON.parse(String(text)));
  } catch {
    return FIRST_PAGE;
  }
}

/** How many of each group a Home tab shows, so that it stays below Slack's 100 blocks. */
export const PAGE_SIZES = { inProgress: 6, done: 8, failed: 6 } as const;

/** The videos that a Home tab shows of one group, and how many there are. */
export interface VideoGroup<T> {
  readonly videos: readonly T[];
  readonly total: number;
}

export interface HomePage<T> {
  /** As asked for, from a page that exists. */
  readonly state: HomeState;
  readonly inProgress: VideoGroup<T>;
  readonly done: VideoGroup<T>;
  readonly failed: VideoGroup<T>;
}

/** What a Home tab shows of a person's videos, newest first. */
export function pageOf(
  groups: Readonly<Record<'inProgress' | 'done' | 'failed', readonly Video[]>>,
  state: HomeState,
): HomePage<Video> {
  const { inProgress, done, failed } = groups;
  const last = Math.max(0, Math.ceil(done.length / PAGE_SIZES.done) - 1) * PAGE_SIZES.done;
  const offset = Math.min(state.offset, last);
  const group = (videos: readonly Video[], from: number, size: number): VideoGroup<Video> => {
    return { videos: videos.slice(from, from + size), total: videos.length };
  };
  return {
    state: { ...state, offset },
    inProgress: group(inProgress, 0, PAGE_SIZES.inProgress),
    done: group(done, offset, PAGE_SIZES.done),
    failed: group(failed, 0, state.failed ? PAGE_SIZES.failed : 0),
  };
}
