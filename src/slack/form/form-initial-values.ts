import { z } from 'zod';
import { shapeSchema } from '../../domain/catalogue.ts';
import type { Picked } from '../../domain/choices.ts';
import { ownId } from './form-values.ts';
import type { FormPrefill } from './form-view.ts';
import { OPTIONS_SHAPE } from './more-options.ts';
import { SCRIPT_FIELDS } from './script-fields.ts';

const optionSchema = z.object({ value: z.string(), text: z.object({ text: z.string() }) });
const elementSchema = z.object({
  initial_value: z.string().nullish().catch(null),
  initial_option: optionSchema.nullish().catch(null),
  initial_options: z.array(optionSchema).nullish().catch(null),
});
const noticeSchema = z.object({
  block_id: z.literal('notice'),
  elements: z.tuple([z.object({ text: z.string() })]),
});
const blockSchema = z.object({ block_id: z.string(), element: elementSchema });

/**
 * Reads the initial values of a view's last rendering from its `blocks`. Rendering with the same
 * values keeps what people have typed since: Slack mixes up fields whose initial value changes.
 * https://github.com/slackapi/bolt-js/issues/1073
 */
export function initialValuesOf(blocks: unknown): FormPrefill {
  const elements = new Map<string, z.infer<typeof elementSchema>>();
  let notice: string | null = null;
  for (const block of z.array(z.unknown()).safeParse(blocks).data ?? []) {
    const known = blockSchema.safeParse(block).data;
    if (known) elements.set(ownId(known.block_id), known.element);
    notice ??= noticeSchema.safeParse(block).data?.elements[0].text ?? null;
  }
  const field = (id: string) => elements.get(id);
  const captions = field('captions');
  const shape = field('aspect_ratio');
  return {
    script: SCRIPT_FIELDS.flatMap((id) => {
      const found = field(id);
      return found ? [found.initial_value ?? ''] : [];
    }),
    avatar: picked(field('avatar')),
    voice: picked(field('voice')),
    shape: shapeSchema.safeParse(shape?.initial_option?.value).data ?? (shape ? 'none' : null),
    captions: captions ? (captions.initial_options ?? []).length > 0 : null,
    name: field('video_name')?.initial_value ?? null,
    filters: field('filters')?.initial_options?.map(({ value }) => value) ?? [],
    notice,
    audioUrl: field('audio_url')?.initial_value ?? '',
    background: OPTIONS_SHAPE.background.parse(field('background')?.initial_option?.value),
  };
}

function picked(element: z.infer<typeof elementSchema> | undefined): Picked | null {
  const option = element?.initial_option;
  return option ? { value: option.value, label: option.text.text } : null;
}
