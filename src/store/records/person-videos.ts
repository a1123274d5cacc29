import { z } from 'zod';
import { createDocuments, type DocumentDeps } from './documents.ts';

export interface PersonVideos {
  /** Adds a video at the top of a person's list. A known video keeps its position. */
  add(person: string, videoId: string): Promise<void>;
  /** The ids of a person's videos, newest first. */
  list(person: string): Promise<readonly string[]>;
}

const MAX_VIDEOS = 500;

/** The last 500 videos of each person. Both methods throw what the store throws. */
export function createPersonVideos(deps: DocumentDeps): PersonVideos {
  const lists = createDocuments(deps, 'person-videos', z.array(z.string()));
  return {
    list: async (person) => (await lists.load(person)) ?? [],
    add: (person, videoId) =>
      lists.update(person, (ids = []) =>
        ids.includes(videoId) ? null : [videoId, ...ids].slice(0, MAX_VIDEOS),
      ),
  };
}
