import { z } from 'zod';
import { backgroundSchema } from '../../domain/video/video.ts';

const optionsSchema = z.object({
  audioUrl: z.string().catch('').default(''),
  background: backgroundSchema.catch('normal').default('normal'),
});

/**
 * The fields under "More options" that the app can fill in, with their values in a new form.
 * Drafts, the form's stored state and "Clear and hide options" take the fields from here.
 */
export const OPTIONS_SHAPE = optionsSchema.shape;
export type MoreOptions = z.infer<typeof optionsSchema>;
export const DEFAULT_OPTIONS: MoreOptions = optionsSchema.parse({});
const OPTION_NAMES = optionsSchema.keyof().options;

/** The block of each option. */
export const OPTION_BLOCKS = {
  audioUrl: 'audio_url',
  background: 'background',
} as const satisfies Record<keyof MoreOptions, string>;

/** The options in a form's content; a missing one gets its default. */
export function optionsOf(content: Partial<MoreOptions>): MoreOptions {
  return optionsSchema.parse(content);
}

/** Whether any option differs from its default. */
export function hasOptions(content: MoreOptions): boolean {
  return OPTION_NAMES.some((name) => content[name] !== DEFAULT_OPTIONS[name]);
}
