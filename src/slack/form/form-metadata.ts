import { z } from 'zod';
import { SCRIPT_FIELDS } from './script-fields.ts';

const pointer = z.string().min(1).max(255).nullable();
const formMetadataSchema = z.object({
  /** Where the video was asked for; null where the form asks for it. */
  channel: pointer,
  /** The thread to answer in. */
  threadTs: pointer,
  /** The id of the video this one is made after. */
  parent: pointer,
  /** The voice the app itself filled in; null where a person chose one. */
  proposedVoice: pointer.default(null),
  /** How many fields the script has. */
  fields: z.number().int().min(1).max(SCRIPT_FIELDS.length).catch(1).default(1),
  /** Whether the fields under "Advanced" are shown. */
  advanced: z.boolean().catch(false).default(false),
  /** Which word on the voice's language the form shows; null for none. */
  voiceNote: z.string().max(200).nullable().catch(null).default(null),
});

/** What a form carries along: pointers only, looked up again when it comes back. */
export type FormMetadata = z.input<typeof formMetadataSchema>;
/** The same, as it comes back: nothing left out. */
export type KnownFormMetadata = z.output<typeof formMetadataSchema>;

/** As a view's `private_metadata`. Throws where a pointer cannot be one. */
export function encodeFormMetadata(metadata: FormMetadata): string {
  return JSON.stringify(formMetadataSchema.parse(metadata));
}

/** From a view's `private_metadata`; null where it is not ours. */
export function decodeFormMetadata(text: unknown): KnownFormMetadata | null {
  if (typeof text !== 'string') return null;
  try {
    return formMetadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
