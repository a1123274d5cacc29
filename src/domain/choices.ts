import { z } from 'zod';
import { shapeSchema } from './catalogue.ts';

/** A selected option, with its label. */
export const pickedSchema = z.object({ value: z.string(), label: z.string() });
export type Picked = Readonly<z.infer<typeof pickedSchema>>;

/** An avatar, a voice, a shape and captions, which one click fills in. */
export const lookSchema = z.object({
  avatar: pickedSchema,
  voice: pickedSchema,
  shape: shapeSchema,
  captions: z.boolean(),
});
export type Look = z.infer<typeof lookSchema>;

export const lastChoiceSchema = lookSchema.extend({
  /** Null if the person has always accepted the app's proposal. */
  voice: pickedSchema.nullable(),
  /** Values of avatars and ids of voices, latest first. */
  recentAvatars: z.array(z.string()).readonly().default([]),
  recentVoices: z.array(z.string()).readonly().default([]),
  /** The recent looks, latest first. */
  looks: z.array(lookSchema).readonly().catch([]).default([]),
});
/** A person's last choices, which the next form starts with. */
export type LastChoice = z.infer<typeof lastChoiceSchema>;

/** How many avatars, and how many voices, are stored for a person. */
const MAX_RECENT = 5;

/** The recent items, latest first, with `used` in front. */
export function addRecent(recent: readonly string[], used: string): string[] {
  return [used, ...recent.filter((each) => each !== used)].slice(0, MAX_RECENT);
}

/** The key of a person's records. */
export const personKey = (workspace: string, user: string): string => `${workspace}/${user}`;
