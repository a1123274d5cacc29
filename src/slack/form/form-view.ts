import type { KnownBlock, ModalView } from '@slack/types';
import type { Shape } from '../../domain/catalogue.ts';
import type { Background } from '../../domain/video/video.ts';
import { FORM } from '../copy/form-copy.ts';
import { advancedBlocks } from './form-advanced.ts';
import {
  captionsBlock,
  conversationBlock,
  filterBlocks,
  nameBlock,
  type Picked,
  picker,
  scriptInputs,
  shapeBlock,
  text,
} from './form-fields.ts';
import {
  captionsNote,
  coverBlocks,
  cutBlocks,
  type FormShown,
  listsNote,
  misfitBlocks,
  NOTHING_SHOWN,
  noticeBlocks,
  optionsBlock,
  priceBlock,
  roomBlocks,
  voiceBlocks,
} from './form-live-blocks.ts';
import { markupBlocks } from './form-markup.ts';
import { decodeFormMetadata, encodeFormMetadata, type FormMetadata } from './form-metadata.ts';
import { offerBlocks } from './form-offers.ts';
import { presenceBlocks } from './form-presence.ts';
import { type FieldId, fieldOf, freshId } from './form-values.ts';
import { joinScript, splitScript } from './script-fields.ts';

/** The callback id of the form. */
export const CREATE_VIDEO = 'create_video';

/** The form's initial values; null leaves a field at its default. */
export interface FormPrefill {
  /** The whole script, or the content of each of its fields. */
  readonly script: string | readonly string[] | null;
  readonly avatar: Picked | null;
  readonly voice: Picked | null;
  /** `none`: the person has to choose. */
  readonly shape: Shape | 'none' | null;
  readonly captions: boolean | null;
  readonly name: string | null;
  readonly filters?: readonly string[] | undefined;
  readonly audioUrl?: string | null | undefined;
  readonly background?: Background | null | undefined;
  /** A notice above all fields. */
  readonly notice?: string | null | undefined;
}

/** The field with the focus. */
export type Focus = 'script' | 'avatar' | 'voice' | 'aspect_ratio';

/** A form for somebody who has never made a video. */
export const EMPTY_PREFILL: FormPrefill = {
  script: null,
  avatar: null,
  voice: null,
  shape: null,
  captions: null,
  name: null,
};

/**
 * The form. It asks for a conversation only if `privateMetadata` names no channel. The fields in
 * `fresh` get a new block id each: Slack takes a changed value only under a new id.
 */
export function formView(ask: {
  readonly prefill: FormPrefill;
  readonly privateMetadata: FormMetadata;
  readonly shown?: FormShown | undefined;
  readonly fresh?: readonly FieldId[] | undefined;
  readonly focus?: Focus | undefined;
  /** False: without the file field, for which the app may lack the scope. */
  readonly files?: boolean | undefined;
}): ModalView {
  const { prefill, focus } = ask;
  const { script } = prefill;
  const pieces = typeof script === 'string' ? splitScript(script) : (script ?? []);
  const shown = ask.shown ?? { ...NOTHING_SHOWN, script: joinScript(pieces) };
  const wanted = ask.privateMetadata;
  const fields = Math.max(wanted.fields ?? 1, pieces.length);
  const privateMetadata = encodeFormMetadata({ ...wanted, fields });
  const known = decodeFormMetadata(privateMetadata);
  const advanced = known?.advanced ?? false;
  return {
    type: 'modal',
    callback_id: CREATE_VIDEO,
    private_metadata: privateMetadata,
    title: text(FORM.title),
    submit: text(FORM.submit),
    close: text(FORM.close),
    notify_on_close: true,
    blocks: [
      ...noticeBlocks(prefill.notice ?? null),
      ...presenceBlocks(shown.absence, shown.handle),
      ...(known === null ? [] : offerBlocks(known)),
      ...scriptInputs(pieces, {
        fields,
        optional: advanced,
        focus: focus === 'script',
      }),
      ...cutBlocks(joinScript(pieces)),
      priceBlock(shown),
      ...markupBlocks(shown),
      ...roomBlocks({ fields, script: shown.script }),
      ...listsNote(shown),
      ...filterBlocks(shown.filters, prefill.filters ?? []),
      picker('avatar', prefill.avatar, { focus: focus === 'avatar' }),
      ...coverBlocks(shown),
      ...misfitBlocks('avatar', shown),
      picker('voice', prefill.voice, { focus: focus === 'voice' }),
      ...voiceBlocks(shown),
      shapeBlock(prefill.shape, focus === 'aspect_ratio'),
      ...misfitBlocks('shape', shown),
      captionsBlock(prefill.captions ?? true),
      ...captionsNote(shown),
      nameBlock(prefill.name),
      optionsBlock({ advanced, ...shown }),
      ...(advanced
        ? advancedBlocks({
            audioUrl: prefill.audioUrl ?? null,
            background: prefill.background ?? null,
            files: ask.files ?? true,
          })
        : []),
      ...(wanted.channel === null ? [conversationBlock()] : []),
    ].map((block): KnownBlock => renamed(block, ask.fresh ?? [])),
  };
}

function renamed(block: KnownBlock, fresh: readonly FieldId[]): KnownBlock {
  const { block_id = '' } = block;
  const field = fieldOf(block_id);
  const isNew = block.type === 'input' && field !== null && fresh.includes(field);
  return isNew ? { ...block, block_id: freshId(block_id) } : block;
}
