import { z } from 'zod';
import { lookSchema } from '../../domain/choices.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { LIMITS } from '../blocks/limits.ts';
import { SCRIPT_FIELDS } from './script-fields.ts';

const pointer = z.string().min(1).max(255).nullable();

/** How many looks a form offers. */
export const MAX_LOOKS = 3;

export const formMetadataSchema = z.object({
  /** The channel of the request; null if the form asks for it. */
  channel: pointer,
  /** The thread to answer in. */
  threadTs: pointer,
  /** The id of the earlier video that the form copies. */
  parent: pointer,
  /** The voice that the app proposed; null if a person selected one. */
  proposedVoice: pointer.default(null),
  /** The number of script fields. */
  fields: z.number().int().min(1).max(SCRIPT_FIELDS.length).catch(1).default(1),
  /** Whether the fields under "More options" are shown. */
  advanced: z.boolean().catch(false).default(false),
  /** The key of the voice note in the form; null for none. */
  voiceNote: z.string().max(200).nullable().catch(null).default(null),
  /** The looks that the form offers, latest first. */
  looks: z.array(lookSchema).max(MAX_LOOKS).readonly().catch([]).default([]),
  /** The draft that the form offers: when it was saved, in ms, and its beginning. */
  draft: z
    .object({ at: z.number(), words: z.string().max(100) })
    .nullable()
    .catch(null)
    .default(null),
  /** When the draft in this form was saved, in ms; null without a draft. */
  continued: z.number().nullable().catch(null).default(null),
});

/** A form's metadata: ids and small values, which are checked again on submission. */
export type FormMetadata = z.input<typeof formMetadataSchema>;
/** The decoded metadata, with defaults. */
export type KnownFormMetadata = z.output<typeof formMetadataSchema>;

/**
 * Encodes a view's `private_metadata`.
 * @throws {ZodError} if a value is invalid.
 */
export function encodeFormMetadata(metadata: FormMetadata): string {
  const known = formMetadataSchema.parse(metadata);
  const whole = JSON.stringify(known);
  return whole.length <= LIMITS.privateMetadata ? whole : JSON.stringify({ ...known, looks: [] });
}

/** Decodes a view's `private_metadata`; null if it is malformed. */
export function decodeFormMetadata(text: unknown): KnownFormMetadata | null {
  if (typeof text !== 'string') return null;
  return formMetadataSchema.safeParse(parseJson(text)).data ?? null;
}
