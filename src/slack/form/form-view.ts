import type { KnownBlock, ModalView } from '@slack/types';
import type { Shape } from '../../domain/catalogue.ts';
import type { Background } from '../../domain/video/video.ts';
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
  moreBlocks,
  NOTHING_SHOWN,
  noticeBlocks,
  priceBlock,
  voiceBlocks,
} from './form-live-blocks.ts';
import { markupBlocks } from './form-markup.ts';
import { decodeFormMetadata, encodeFormMetadata, type FormMetadata } from './form-metadata.ts';
import { joinScript, splitScript } from './script-fields.ts';

/** The callback id of the form. */
export const CREATE_VIDEO = 'create_video';

/** What the form is filled in with; null leaves a field as it is for somebody new. */
export interface FormPrefill {
  /** The whole script, or what is in each of its fields. */
  readonly script: string | readonly string[] | null;
  readonly avatar: Picked | null;
  readonly voice: Picked | null;
  /** `none`: to be chosen. */
  readonly shape: Shape | 'none' | null;
  readonly captions: boolean | null;
  readonly name: string | null;
  readonly filters?: readonly string[] | undefined;
  readonly audioUrl?: string | null | undefined;
  readonly background?: Background | null | undefined;
  /** A word above all fields. */
  readonly notice?: string | null | undefined;
}

/** A field that a person is sent to. */
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
 * The form. It asks for a conversation only where `privateMetadata` names no channel. `voiceBlock`
 * is another block id for the voice, `scriptPrefix` what the script's begin with: only under a new
 * id Slack takes a value that we change.
 */
export function formView(ask: {
  readonly prefill: FormPrefill;
  readonly privateMetadata: FormMetadata;
  readonly shown?: FormShown | undefined;
  readonly voiceBlock?: string | undefined;
  readonly scriptPrefix?: string | undefined;
  readonly focus?: Focus | undefined;
  /** False: without the field for a file, for which the app may lack the permission. */
  readonly files?: boolean | undefined;
}): ModalView {
  const { prefill, focus } = ask;
  const { script } = prefill;
  const pieces = typeof script === 'string' ? splitScript(script) : (script ?? []);
  const shown = ask.shown ?? { ...NOTHING_SHOWN, script: joinScript(pieces) };
  const wanted = ask.privateMetadata;
  const fields = Math.max(wanted.fields ?? 1, pieces.length);
  const privateMetadata = encodeFormMetadata({ ...wanted, fields });
  const advanced = decodeFormMetadata(privateMetadata)?.advanced ?? false;
  return {
    type: 'modal',
    callback_id: CREATE_VIDEO,
    private_metadata: privateMetadata,
    title: text('Make a video'),
    submit: text('Make video'),
    close: text('Cancel'),
    blocks: [
      ...noticeBlocks(prefill.notice ?? null),
      ...scriptInputs(pieces, {
        fields,
        optional: advanced,
        focus: focus === 'script',
        prefix: ask.scriptPrefix,
      }),
      ...cutBlocks(joinScript(pieces)),
      priceBlock(shown),
      ...markupBlocks(shown),
      ...moreBlocks({ fields, advanced }),
      ...listsNote(shown),
      ...filterBlocks(shown.filters, prefill.filters ?? []),
      picker('avatar', prefill.avatar, { focus: focus === 'avatar' }),
      ...coverBlocks(shown),
      picker('voice', prefill.voice, { blockId: ask.voiceBlock, focus: focus === 'voice' }),
      ...voiceBlocks(shown),
      shapeBlock(prefill.shape, focus === 'aspect_ratio'),
      captionsBlock(prefill.captions ?? true),
      ...captionsNote(shown),
      nameBlock(prefill.name),
      ...(advanced
        ? advancedBlocks({
            audioUrl: prefill.audioUrl ?? null,
            background: prefill.background ?? null,
            files: ask.files ?? true,
          })
        : []),
      ...(wanted.channel === null ? [conversationBlock()] : []),
    ] satisfies KnownBlock[],
  };
}
