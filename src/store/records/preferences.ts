import { z } from 'zod';
import { shapeSchema } from '../../domain/catalogue.ts';
import { createDocuments, type DocumentDeps, type Documents } from './documents.ts';

const optionSchema = z.object({ value: z.string(), label: z.string() });

/** All choices that make a video look and sound as it does. */
const lookSchema = z.object({
  avatar: optionSchema,
  voice: optionSchema,
  shape: shapeSchema,
  captions: z.boolean(),
});

export const lastChoiceSchema = z.object({
  avatar: optionSchema,
  /** Null where the app has proposed each one so far. */
  voice: optionSchema.nullable(),
  shape: shapeSchema,
  captions: z.boolean(),
  /** The last avatars (values) and voices (ids) that were used, latest first. */
  recentAvatars: z.array(z.string()).readonly().default([]),
  recentVoices: z.array(z.string()).readonly().default([]),
  /** The last looks, latest first. */
  looks: z.array(lookSchema).readonly().catch([]).default([]),
});
/** What a person chose last; the next form starts with it. */
export type LastChoice = z.infer<typeof lastChoiceSchema>;

/** The last choice of each person, by `workspace/user`. */
export function createPreferences(deps: DocumentDeps): Documents<LastChoice> {
  return createDocuments(deps, 'preferences', lastChoiceSchema);
}
