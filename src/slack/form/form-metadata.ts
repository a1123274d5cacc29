import { z } from 'zod';
import { shapeSchema } from '../../domain/catalogue.ts';
import { LIMITS } from '../blocks/limits.ts';
import { SCRIPT_FIELDS } from './script-fields.ts';

const pointer = z.string().min(1).max(255).nullable();
const pickedSchema = z.object({ value: z.string(), label: z.string() });

/** How a video looks and sounds: all choices that one click fills in. */
export const lookSchema = z.object({
  avatar: pickedSchema,
  voice: pickedSchema,
  shape: shapeSchema,
  captions: z.boolean(),
});
export type Look = z.infer<typeof lookSchema>;

/** The most looks that a form offers. */
export const MAX_LOOKS = 3;

export const formMetadataSchema = z.object({
  /** The channel of the request; null if the form asks for it. */
  channel: pointer,
  /** The thread to answer in. */
  threadTs: pointer,
  /** The id of the earlier video that the form copies. */
  parent: pointer,
  /** The voice that the app itself filled in; null if a person chose one. */
  proposedVoice: pointer.default(null),
  /** How many fields the script has. */
  fields: z.number().int().min(1).max(SCRIPT_FIELDS.length).catch(1).default(1),
  /** Whether the fields under "More options" are shown. */
  advanced: z.boolean().catch(false).default(false),
  /** The key of the voice note that the form shows; null for none. */
  voiceNote: z.string().max(200).nullable().catch(null).default(null),
  /** The looks that the form offers, latest first. */
  looks: z.array(lookSchema).max(MAX_LOOKS).readonly().catch([]).default([]),
  /** The draft that the form offers: when it was kept, in ms, and how it begins. */
  draft: z
    .object({ at: z.number(), words: z.string().max(100) })
    .nullable()
    .catch(null)
    .default(null),
  /** When the draft was kept that this form goes on with. */
  continued: z.number().nullable().catch(null).default(null),
});

/** A form's metadata: pointers only, looked up again when the form is submitted. */
export type FormMetadata = z.input<typeof formMetadataSchema>;
/** The same as it is read back, with defaults. */
export type KnownFormMetadata = z.output<typeof formMetadataSchema>;

/** As a view's `private_metadata`. Throws if a pointer is invalid. */
export function encodeFormMetadata(metadata: FormMetadata): string {
  const known = formMetadataSchema.parse(metadata);
  const whole = JSON.stringify(known);
  return whole.length <= LIMITS.privateMetadata ? whole : JSON.stringify({ ...known, looks: [] });
}

/** From a view's `private_metadata`; null if it is not ours. */
export function decodeFormMetadata(text: unknown): KnownFormMetadata | null {
  if (typeof text !== 'string') return null;
  try {
    return formMetadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
