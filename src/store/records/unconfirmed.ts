import { z } from 'zod';
import type { UnconfirmedStore } from '../../domain/ports.ts';
import { projectSchema } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

const TTL_MS = 24 * 3_600_000;
/** Other programs may use the same account; webhooks about their projects arrive too. */
const MAX_HINTS = 100;

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

/** Keeps one record of video ids and one of hints. */
export function createUnconfirmed(
  deps: DocumentDeps & { readonly clock: Clock },
): UnconfirmedStore {
  const { clock } = deps;
  const videos = createDocuments(deps, 'unconfirmed', videosSchema);
  const hints = createDocuments(deps, 'unmatched', hintsSchema);
  const withinTtl = <T extends { at: number }>(all: T[] = []): T[] =>
    all.filter(({ at }) => at > clock.now() - TTL_MS);

  return {
    add: (id, since) =>
      videos.update(KEY, (old) => {
        const all = withinTtl(old);
        if (all.some((each) => each.id === id) || since <= clock.now() - TTL_MS) return null;
        return [...all, { id, at: since }];
      }),
    remove: (id) =>
      videos.update(KEY, (old) => {
        const all = withinTtl(old);
        return all.some((each) => each.id === id) ? all.filter((each) => each.id !== id) : null;
      }),
    videoIds: async () => withinTtl(await videos.load(KEY)).map(({ id }) => id),
    rememberHint: (projectId) =>
      hints.update(KEY, (old) => {
        const all = withinTtl(old);
        if (all.some((each) => each.projectId === projectId)) return null;
        return [{ projectId, at: clock.now(), facts: null }, ...all].slice(0, MAX_HINTS);
      }),
    saveFacts: (projectId, facts) =>
      hints.update(KEY, (old) =>
        withinTtl(old).map((each) => (each.projectId === projectId ? { ...each, facts } : each)),
      ),
    hints: async () => withinTtl(await hints.load(KEY)),
  };
}

const KEY = 'all';
