import type { InputBlock } from '@slack/types';
import { BACKGROUNDS, type Background } from '../../domain/video/video.ts';
import { head } from '../../lib/text.ts';
import { isBlank } from '../blocks/escape.ts';
import { plainText } from '../blocks/plain-text.ts';
import { OPTIONS } from '../copy/form-copy.ts';
import { BACKGROUND_LABELS } from '../copy/video-format.ts';
import { option } from './form-fields.ts';
import type { MoreOptions } from './more-options.ts';

/** The fields under "More options": audio instead of a script, and the background. */
export function advancedBlocks(initial: MoreOptions & { readonly files: boolean }): InputBlock[] {
  const url = head(initial.audioUrl.toWellFormed(), 2_000);
  const choice = (each: Background) => option(BACKGROUND_LABELS[each], each);
  return [
    {
      type: 'input',
      block_id: 'audio_url',
      optional: true,
      dispatch_action: true,
      label: plainText(OPTIONS.audioLink),
      hint: plainText(OPTIONS.audioHint),
      element: {
        type: 'url_text_input',
        action_id: 'audio_url',
        placeholder: plainText(OPTIONS.audioPlaceholder),
        ...(isBlank(url) || !URL.canParse(url) ? {} : { initial_value: url }),
      },
    },
    ...(initial.files ? [FILE] : []),
    {
      type: 'input',
      block_id: 'background',
      optional: true,
      dispatch_action: true,
      label: plainText(OPTIONS.background),
      element: {
        type: 'static_select',
        action_id: 'background',
        options: BACKGROUNDS.map(choice),
        initial_option: choice(initial.background),
      },
    },
  ];
}

const FILE: InputBlock = {
  type: 'input',
  block_id: 'audio_file',
  optional: true,
  label: plainText(OPTIONS.audioFile),
  element: {
    type: 'file_input',
    action_id: 'audio_file',
    filetypes: ['mp3', 'wav', 'm4a'],
    max_files: 1,
  },
};
