import type { VideoStore } from '../domain/ports.ts';
import { creditsFor } from '../domain/price.ts';
import { endedWithoutResult, hasResult, isInProgress } from '../domain/video/state.ts';
import type { Video } from '../domain/video/video.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';

export interface Person {
  readonly workspace: string;
  readonly user: string;
}

/** The videos that a person requested, newest first. Throws what `ids` throws. */
export type MyVideos = (person: Person) => Promise<readonly Video[]>;

/** Skips records that cannot be read. */
export function createMyVideos(deps: {
  readonly store: Pick<VideoStore, 'load'>;
  readonly ids: (person: Person) => Promise<readonly string[]>;
  readonly logEvent: LogEvent;
}): MyVideos {
  const load = async (id: string): Promise<Video | undefined> => {
    try {
      return await deps.store.load(id);
    } catch (error) {
      deps.logEvent('video_unread', { video: id, ...errorFields(error) });
      return undefined;
    }
  };
  return async (person) => {
    const loaded = await Promise.all((await deps.ids(person)).map(load));
    return loaded
      .filter((video) => video !== undefined)
      .filter((video) => video.workspace === person.workspace && video.requester === person.user);
  };
}

/** The videos whose title, script, avatar or voice contains every word of `query`, in order. */
export function searchVideos(videos: readonly Video[], query: string): readonly Video[] {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  return videos.filter(({ order, result }) => {
    const text = [order.name, result?.title, order.script, order.avatar.name, order.voice.name]
      .join('\n')
      .toLowerCase();
    return terms.every((term) => text.includes(term));
  });
}

/** A person's videos, grouped by state. */
export interface VideoGroups {
  readonly inProgress: readonly Video[];
  readonly failed: readonly Video[];
  readonly done: readonly Video[];
}

/** Groups videos by state, each group in the order of `videos`. */
export function groupVideos(videos: readonly Video[]): VideoGroups {
  return {
    inProgress: videos.filter(({ state }) => isInProgress(state)),
    failed: videos.filter(({ state }) => endedWithoutResult(state)),
    done: videos.filter(({ state }) => hasResult(state)),
  };
}

/** How many videos a person has finished since the month began (UTC), and their known cost. */
export function spentThisMonth(
  videos: readonly Video[],
  now: number,
): { readonly videos: number; readonly credits: number } {
  const date = new Date(now);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const paidVideos = videos.filter(
    ({ result, submittedAt }) => result && (submittedAt ?? 0) >= start,
  );
  // An unknown length counts as the minimum.
  const credits = paidVideos.map(({ result }) => creditsFor(result?.seconds ?? 0));
  return { videos: paidVideos.length, credits: credits.reduce((sum, each) => sum + each, 0) };
}
