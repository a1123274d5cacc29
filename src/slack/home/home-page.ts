import { z } from 'zod';
import type { Video } from '../../domain/video/video.ts';
import { parseJson } from '../../lib/parse-json.ts';

/** The state of a Home tab, stored in its `private_metadata`. */
const homeStateSchema = z.object({
  query: z.string().max(200),
  /** The offset in the finished videos. */
  offset: z.number().int().min(0),
  /** Whether failed and cancelled videos are shown. */
  failed: z.boolean().default(false),
});
export type HomeState = z.infer<typeof homeStateSchema>;
export const FIRST_PAGE: HomeState = { query: '', offset: 0, failed: false };

/** Reads a view's `private_metadata`; returns the first page if it is malformed. */
export function readHomeState(text: unknown): HomeState {
  return homeStateSchema.safeParse(parseJson(String(text))).data ?? FIRST_PAGE;
}

/** How many videos of each group a Home tab shows, to stay below Slack's 100 blocks. */
export const PAGE_SIZES = { inProgress: 6, done: 8, failed: 6 } as const;

/** The visible videos of one group, and the number of all its videos. */
export interface VideoGroup<T> {
  readonly videos: readonly T[];
  readonly total: number;
}

export interface HomePage<T> {
  /** The requested state, with an offset that exists. */
  readonly state: HomeState;
  readonly inProgress: VideoGroup<T>;
  readonly done: VideoGroup<T>;
  readonly failed: VideoGroup<T>;
}

/** The part of a person's videos that the Home tab shows, newest first. */
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
