import { z } from 'zod';
import { shapeSchema } from '../../domain/catalogue.ts';
import { createDocuments, type DocumentDeps, type Documents } from './documents.ts';

const optionSchema = z.object({ value: z.string(), label: z.string() });

/** A look: an avatar, a voice, a shape and captions that people reuse together. */
const lookSchema = z.object({
  avatar: optionSchema,
  voice: optionSchema,
  shape: shapeSchema,
  captions: z.boolean(),
});

export const lastChoiceSchema = z.object({
  avatar: optionSchema,
  /** Null if the person has only used voices that the app proposed. */
  voice: optionSchema.nullable(),
  shape: shapeSchema,
  captions: z.boolean(),
  /** The avatars (values) and voices (ids) used last, latest first. */
  recentAvatars: z.array(z.string()).readonly().default([]),
  recentVoices: z.array(z.string()).readonly().default([]),
  /** The last looks, latest first. */
  looks: z.array(lookSchema).readonly().catch([]).default([]),
});
/** A person's last choice, which the next form starts with. */
export type LastChoice = z.infer<typeof lastChoiceSchema>;

/** The last choice of each person, by `workspace/user`. */
export function createPreferences(deps: DocumentDeps): Documents<LastChoice> {
  return createDocuments(deps, 'preferences', lastChoiceSchema);
}
