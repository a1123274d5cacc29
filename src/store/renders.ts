import { z } from 'zod';
import type { Render } from '../domain/likely-gap.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

export interface Renders {
  /** The latest ones, the oldest first. */
  recent(): Promise<readonly Render[]>;
  add(render: Render): Promise<void>;
}

const KEY = 'lately';
const KEPT = 100;
const time = z.number().nonnegative();
/** Kept as `[spoken, afterMs, byMs]`, since the list is read before each poll. */
const renderSchema = z.tuple([time.nullable(), time, time]);

/** How long the last 100 renders of an account took. Both methods throw what the store throws. */
export function createRenders(deps: DocumentDeps): Renders {
  const log = createDocuments(deps, 'render-times', z.array(renderSchema));
  return {
    recent: async () =>
      ((await log.load(KEY)) ?? []).map(([spoken, afterMs, byMs]) => ({ spoken, afterMs, byMs })),
    async add({ spoken, afterMs, byMs }) {
      // A clock that was set back says nothing about renders.
      if (!(afterMs >= 0 && byMs >= afterMs && Number.isFinite(byMs))) return;
      const render: z.infer<typeof renderSchema> = [
        spoken === null ? null : Math.round(spoken),
        Math.round(afterMs),
        Math.round(byMs),
      ];
      await log.update(KEY, (renders = []) => [...renders, render].slice(-KEPT));
    },
  };
}
