import { z } from 'zod';
import type { Unconfirmed } from '../domain/ports.ts';
import { projectSchema } from '../domain/video/video.ts';
import type { Clock } from '../lib/clock.ts';
import { createKeyedMutex } from '../lib/keyed-mutex.ts';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, type Records, readable } from './records.ts';

const KEPT_MS = 24 * 3_600_000;
/** Other programs may use the same account, and their projects are named to us too. */
const MOST_HINTS = 100;

const videosSchema = z.array(z.object({ id: z.string(), at: z.number() }));
const hintsSchema = z.array(
  z.object({
    projectId: z.string(),
    at: z.number(),
    facts: z
      .object({
        version: projectSchema.shape.version,
        title: z.string().nullable(),
        createdAt: z.number().nullable(),
      })
      .nullable(),
  }),
);

/** One record of video ids and one of hints, each changed by one at a time. */
export function createUnconfirmed(deps: {
  readonly keyvFor: KeyvFor;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Unconfirmed {
  const { clock, logEvent } = deps;
  const mutex = createKeyedMutex();
  const videos = createRecords(deps.keyvFor('unconfirmed'), videosSchema);
  const hints = createRecords(deps.keyvFor('unmatched'), hintsSchema);

  const fresh = async <T extends { at: number }>(records: Records<T[]>): Promise<T[]> => {
    const found = await records.read(KEY);
    const all = readable(found, () => logEvent('record_damaged', { record: 'unconfirmed' })) ?? [];
    return all.filter(({ at }) => at > clock.now() - KEPT_MS);
  };
  /** `change` answers null where there is nothing to change. */
  const changed = <T extends { at: number }>(
    name: string,
    records: Records<T[]>,
    change: (all: T[]) => T[] | null,
  ): Promise<void> =>
    mutex.run(name, async () => {
      const after = change(await fresh(records));
      if (after !== null) await records.write(KEY, after);
    });

  return {
    add: (id, since) =>
      changed('videos', videos, (all) =>
        all.some((each) => each.id === id) || since <= clock.now() - KEPT_MS
          ? null
          : [...all, { id, at: since }],
      ),
    remove: (id) =>
      changed('videos', videos, (all) =>
        all.some((each) => each.id === id) ? all.filter((each) => each.id !== id) : null,
      ),
    videoIds: async () => (await fresh(videos)).map(({ id }) => id),
    rememberHint: (projectId) =>
      changed('hints', hints, (all) =>
        all.some((each) => each.projectId === projectId)
          ? null
          : [{ projectId, at: clock.now(), facts: null }, ...all].slice(0, MOST_HINTS),
      ),
    learn: (projectId, facts) =>
      changed('hints', hints, (all) =>
        all.map((each) => (each.projectId === projectId ? { ...each, facts } : each)),
      ),
    hints: () => fresh(hints),
  };
}

const KEY = 'all';
