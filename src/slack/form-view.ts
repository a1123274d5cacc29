import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { SHAPES, type Shape } from '../domain/catalogue.ts';
import { priceOf, SECONDS_PER_CREDIT } from '../domain/price.ts';
import { head, isBlank, plainOr } from './escape.ts';
import { encodeFormMetadata, type FormMetadata } from './form-metadata.ts';
import { LIMITS } from './limits.ts';
import { duration, shapeLabel } from './shown-video.ts';

/** The callback id of the form. */
export const CREATE_VIDEO = 'create_video';

/** A picked option, as the picker labels it. */
export interface Picked {
  readonly value: string;
  readonly label: string;
}

/** What the form is filled in with; null leaves a field as it is for somebody new. */
export interface FormPrefill {
  readonly script: string | null;
  readonly avatar: Picked | null;
  readonly voice: Picked | null;
  readonly shape: Shape | null;
  readonly captions: boolean | null;
  readonly name: string | null;
}

/** A form for somebody who has never made a video. */
export const EMPTY_PREFILL: FormPrefill = {
  script: null,
  avatar: null,
  voice: null,
  shape: null,
  captions: null,
  name: null,
};

/** The form. It asks for a conversation only where `privateMetadata` names no channel. */
export function formView(ask: {
  readonly prefill: FormPrefill;
  readonly privateMetadata: FormMetadata;
}): ModalView {
  const { prefill, privateMetadata } = ask;
  return {
    type: 'modal',
    callback_id: CREATE_VIDEO,
    private_metadata: encodeFormMetadata(privateMetadata),
    title: text('Make a video'),
    submit: text('Make video'),
    close: text('Cancel'),
    blocks: [
      scriptBlock(prefill.script),
      picker('avatar', 'Avatar', 'Type a name, a style, an age …', prefill.avatar),
      picker('voice', 'Voice', 'Type a name, a language, an accent …', prefill.voice),
      shapeBlock(prefill.shape),
      captionsBlock(prefill.captions ?? true),
      nameBlock(prefill.name),
      ...(privateMetadata.channel === null ? [conversationBlock()] : []),
    ] satisfies KnownBlock[],
  };
}

function scriptBlock(script: string | null): InputBlock {
  const value = head((script ?? '').toWellFormed(), LIMITS.input);
  return {
    type: 'input',
    block_id: 'script',
    label: text('Script'),
    hint: text(scriptHint(value)),
    element: {
      type: 'plain_text_input',
      action_id: 'script',
      multiline: true,
      max_length: LIMITS.input,
      placeholder: text('What should the avatar say?'),
      ...(isBlank(value) ? {} : { initial_value: value }),
    },
  };
}

function scriptHint(script: string): string {
  const minutes = SECONDS_PER_CREDIT / 60;
  const rule = `About 150 words are one minute. Each started ${minutes} minutes cost 1 credit.`;
  const { words, seconds, credits } = priceOf(script);
  const length = duration(seconds);
  if (length === null) return rule;
  return `${rule} This script: ${words} ${words === 1 ? 'word' : 'words'}, about ${length}, ${credits} ${credits === 1 ? 'credit' : 'credits'}.`;
}

function picker(
  id: 'avatar' | 'voice',
  label: string,
  placeholder: string,
  picked: Picked | null,
): InputBlock {
  const fits = picked !== null && picked.value !== '' && picked.value.length <= LIMITS.optionValue;
  return {
    type: 'input',
    block_id: id,
    label: text(label),
    element: {
      type: 'external_select',
      action_id: id,
      min_query_length: 0,
      placeholder: text(placeholder),
      ...(fits
        ? { initial_option: option(plainOr(picked.label, LIMITS.optionText, label), picked.value) }
        : {}),
    },
  };
}

function shapeBlock(shape: Shape | null): InputBlock {
  const choice = (each: Shape) => option(shapeLabel(each), each);
  return {
    type: 'input',
    block_id: 'aspect_ratio',
    label: text('Shape'),
    element: {
      type: 'radio_buttons',
      action_id: 'aspect_ratio',
      options: SHAPES.map(choice),
      initial_option: choice(shape ?? SHAPES[0]),
    },
  };
}

function captionsBlock(on: boolean): InputBlock {
  const show = option('Show captions', 'on');
  return {
    type: 'input',
    block_id: 'captions',
    optional: true,
    label: text('Captions'),
    element: {
      type: 'checkboxes',
      action_id: 'captions',
      options: [show],
      ...(on ? { initial_options: [show] } : {}),
    },
  };
}

function nameBlock(name: string | null): InputBlock {
  const value = head((name ?? '').toWellFormed(), 100);
  return {
    type: 'input',
    block_id: 'video_name',
    optional: true,
    label: text('Name'),
    element: {
      type: 'plain_text_input',
      action_id: 'video_name',
      max_length: 100,
      placeholder: text('Only to find it again'),
      ...(isBlank(value) ? {} : { initial_value: value }),
    },
  };
}

function conversationBlock(): InputBlock {
  return {
    type: 'input',
    block_id: 'conversation',
    label: text('Where to show it'),
    hint: text('The app must be in that channel.'),
    element: {
      type: 'conversations_select',
      action_id: 'conversation',
      default_to_current_conversation: true,
      filter: { exclude_bot_users: true },
    },
  };
}

function text(words: string) {
  return { type: 'plain_text', text: words } as const;
}

function option(label: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: label, emoji: false }, value };
}
