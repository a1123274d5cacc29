import type { KnownBlock, ModalView } from '@slack/types';
import type { Shape } from '../../domain/catalogue.ts';
import type { Picked } from '../../domain/choices.ts';
import { plainText } from '../blocks/plain-text.ts';
import { FORM } from '../copy/form-copy.ts';
import { advancedBlocks } from './form-advanced.ts';
import {
  captionsBlock,
  conversationBlock,
  filterBlocks,
  nameBlock,
  picker,
  scriptInputs,
  shapeBlock,
} from './form-fields.ts';
import {
  captionsNote,
  choiceProblemBlocks,
  type LiveDetails,
  listsNote,
  NO_DETAILS,
  noticeBlocks,
  optionsBlock,
  pictureBlocks,
  priceBlock,
  scriptLengthBlocks,
  scriptTooLongBlocks,
  voiceBlocks,
} from './form-live-blocks.ts';
import { markupBlocks } from './form-markup.ts';
import { decodeFormMetadata, encodeFormMetadata, type FormMetadata } from './form-metadata.ts';
import { offerBlocks } from './form-offers.ts';
import { presenceBlocks } from './form-presence.ts';
import { type FieldId, fieldOf, freshId } from './form-values.ts';
import { DEFAULT_OPTIONS, type MoreOptions } from './more-options.ts';
import { joinScript, splitScript } from './script-fields.ts';

/** The callback id of the form. */
export const CREATE_VIDEO = 'create_video';

/** The form's initial values. Null: the field's default. */
export interface FormPrefill extends MoreOptions {
  /** The whole script, or the content of each of its fields. */
  readonly script: string | readonly string[] | null;
  readonly avatar: Picked | null;
  readonly voice: Picked | null;
  /** `none`: the person has to choose. */
  readonly shape: Shape | 'none' | null;
  readonly captions: boolean | null;
  readonly name: string | null;
  readonly filters?: readonly string[] | undefined;
  /** A notice above all fields. */
  readonly notice?: string | null | undefined;
}

/** The field with the focus. */
export type Focus = 'script' | 'avatar' | 'voice' | 'aspect_ratio';

/** The initial values for a person who has not made a video yet. */
export const EMPTY_PREFILL: FormPrefill = {
  script: null,
  avatar: null,
  voice: null,
  shape: null,
  captions: null,
  name: null,
  ...DEFAULT_OPTIONS,
};

/**
 * The form. It asks for a conversation only if `privateMetadata` has no channel. Each field in
 * `fresh` gets a new block id, because Slack accepts a changed value only under a new id.
 */
export function formView(options: {
  readonly prefill: FormPrefill;
  readonly privateMetadata: FormMetadata;
  readonly details?: LiveDetails | undefined;
  readonly fresh?: readonly FieldId[] | undefined;
  readonly focus?: Focus | undefined;
  /** False: without the file field, because the app may lack the scope for it. */
  readonly files?: boolean | undefined;
}): ModalView {
  const { prefill, focus } = options;
  const { script } = prefill;
  const pieces = typeof script === 'string' ? splitScript(script) : (script ?? []);
  const details = options.details ?? { ...NO_DETAILS, script: joinScript(pieces) };
  const metadata = options.privateMetadata;
  const fields = Math.max(metadata.fields ?? 1, pieces.length);
  const privateMetadata = encodeFormMetadata({ ...metadata, fields });
  const parsed = decodeFormMetadata(privateMetadata);
  const advanced = parsed?.advanced ?? false;
  return {
    type: 'modal',
    callback_id: CREATE_VIDEO,
    private_metadata: privateMetadata,
    title: plainText(FORM.title),
    submit: plainText(FORM.submit),
    close: plainText(FORM.close),
    notify_on_close: true,
    blocks: [
      ...noticeBlocks(prefill.notice ?? null),
      ...presenceBlocks(details.absence, details.handle),
      ...(parsed === null ? [] : offerBlocks(parsed)),
      ...scriptInputs(pieces, {
        fields,
        optional: advanced,
        focus: focus === 'script',
      }),
      ...scriptTooLongBlocks(joinScript(pieces)),
      priceBlock(details),
      ...markupBlocks(details),
      ...scriptLengthBlocks({ fields, script: details.script }),
      ...listsNote(details),
      ...filterBlocks(details.filters, prefill.filters ?? []),
      picker('avatar', prefill.avatar, { focus: focus === 'avatar' }),
      ...pictureBlocks(details),
      ...choiceProblemBlocks('avatar', details),
      picker('voice', prefill.voice, { focus: focus === 'voice' }),
      ...voiceBlocks(details),
      shapeBlock(prefill.shape, focus === 'aspect_ratio'),
      ...choiceProblemBlocks('shape', details),
      captionsBlock(prefill.captions ?? true),
      ...captionsNote(details),
      nameBlock(prefill.name),
      optionsBlock({ advanced, ...details }),
      ...(advanced ? advancedBlocks({ ...prefill, files: options.files ?? true }) : []),
      ...(metadata.channel === null ? [conversationBlock()] : []),
    ].map((block): KnownBlock => withFreshId(block, options.fresh ?? [])),
  };
}

function withFreshId(block: KnownBlock, fresh: readonly FieldId[]): KnownBlock {
  const { block_id = '' } = block;
  const field = fieldOf(block_id);
  const isNew = block.type === 'input' && field !== null && fresh.includes(field);
  return isNew ? { ...block, block_id: freshId(block_id) } : block;
}
