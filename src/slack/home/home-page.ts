import { z } from 'zod';
import type { Video } from '../../domain/video/video.ts';

/** What a Home tab shows now; stored in its `private_metadata`. */
const showingSchema = z.object({
  query: z.string().max(200),
  /** Of the finished videos. */
  offset: z.number().int().min(0),
  /** Whether failed and cancelled ones are shown, too. */
  failed: z.boolean().default(false),
});
export type Showing = z.infer<typeof showingSchema>;
export const FIRST_PAGE: Showing = { query: '', offset: 0, failed: false };

/** From a view's `private_metadata`; the first page if that is unusable. */
export function showingOf(text: unknown): Showing {
  try {
    return showingSchema.parse(JSON.parse(String(text)));
  } catch {
    return FIRST_PAGE;
  }
}

/** How many of each group a Home tab shows, so that it stays below Slack's 100 blocks. */
export const MOST = { inProgress: 6, done: 8, failed: 6 } as const;

/** The videos that a Home tab shows of one group, and how many there are. */
export interface Part<T> {
  readonly videos: readonly T[];
  readonly total: number;
}

export interface HomePage<T> {
  /** As asked for, from a page that exists. */
  readonly showing: Showing;
  readonly inProgress: Part<T>;
  readonly done: Part<T>;
  readonly failed: Part<T>;
}

/** What a Home tab shows of a person's videos, newest first. */
export function pageOf(
  groups: Readonly<Record<'inProgress' | 'done' | 'failed', readonly Video[]>>,
  showing: Showing,
): HomePage<Video> {
  const { inProgress, done, failed } = groups;
  const last = Math.max(0, Math.ceil(done.length / MOST.done) - 1) * MOST.done;
  const offset = Math.min(showing.offset, last);
  const part = (videos: readonly Video[], from: number, most: number): Part<Video> => {
    return { videos: videos.slice(from, from + most), total: videos.length };
  };
  return {
    showing: { ...showing, offset },
    inProgress: part(inProgress, 0, MOST.inProgress),
    done: part(done, offset, MOST.done),
    failed: part(failed, 0, showing.failed ? MOST.failed : 0),
  };
}
