import { z } from 'zod';
import { createKeyedMutex } from '../lib/keyed-mutex.ts';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, readable } from './records.ts';

export interface PersonVideos {
  /** Puts a video on top of a person's list; one that is on it stays where it is. */
  add(person: string, videoId: string): Promise<void>;
  /** Ids of a person's videos, newest first. */
  list(person: string): Promise<readonly string[]>;
}

const KEPT = 500;

/** The last 500 videos of each person. Both methods throw what the store throws. */
export function createPersonVideos(deps: { keyvFor: KeyvFor; logEvent: LogEvent }): PersonVideos {
  const records = createRecords(deps.keyvFor('person-videos'), z.array(z.string()));
  const mutex = createKeyedMutex();
  const list = async (person: string): Promise<string[]> => {
    const found = await records.read(person);
    return (
      readable(found, () => deps.logEvent('record_damaged', { record: 'person-videos' })) ?? []
    );
  };
  return {
    list,
    add: (person, videoId) =>
      mutex.run(person, async () => {
        const ids = await list(person);
        if (!ids.includes(videoId)) await records.write(person, [videoId, ...ids].slice(0, KEPT));
      }),
  };
}
