import { z } from 'zod';

/** The task counts of each lane, as both engines return them. */
export const lanesSchema = z.array(
  z.object({
    lane: z.string(),
    due: z.number(),
    waiting: z.number(),
    running: z.number(),
    resting: z.number(),
    quarantined: z.number(),
    lateMs: z.number(),
  }),
);

/** How many tasks are in each state. */
export const statesSchema = z
  .array(z.object({ state: z.string(), count: z.number() }))
  .transform((rows) => new Map(rows.map(({ state, count }) => [state, count])));
