import type { ActionsBlock, ContextBlock, KnownBlock } from '@slack/types';
import { priceOf } from '../../domain/price.ts';
import { truncate } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { isBlank, plain, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { safeImage, safeLink } from '../blocks/link.ts';
import { richText } from '../blocks/message.ts';
import { balanceLine, FORM_BUTTONS, priceLine, ROUGH_PRICE } from '../copy/form-copy.ts';
import {
  CAPTIONS_UNAVAILABLE,
  LISTS_NOTE,
  listenTo,
  NAMELESS_VOICE,
  PICTURE,
  pictureAlt,
  scriptTooLongNote,
} from '../copy/form-notes.ts';
import type { FilterGroup } from './form-fields.ts';
import type { CleanUpState } from './form-markup.ts';
import type { Absence } from './form-presence.ts';
import { fieldsFor, MAX_SCRIPT_LENGTH, SCRIPT_FIELDS } from './script-fields.ts';

const IDS = ACTION_IDS.form;

/** What the form shows besides its fields: notes about the choices, and the price. */
export interface LiveDetails {
  /** Why the video could not appear in its channel; null if it could. */
  readonly absence: Absence | null;
  /** The app's handle, to invite it by; null if unknown. */
  readonly handle: string | null;
  readonly avatar: { readonly name: string; readonly coverUrl: string | null } | null;
  /** `later`: the picture follows after the form has opened. `no`: Slack rejected the picture. */
  readonly picture: 'yes' | 'later' | 'no';
  readonly voice: { readonly name: string; readonly sampleUrl: string | null } | null;
  /** Why the selected avatar cannot be used, at all or in the selected shape; null if it can. */
  readonly choiceProblem: { readonly field: 'avatar' | 'shape'; readonly text: string } | null;
  /** A note about the voice, such as a language that does not match; null for none. */
  readonly hint: string | null;
  readonly script: string;
  readonly ownAudio: boolean;
  /** Whether any option under "More options" is set. */
  readonly hasOptions: boolean;
  /** Whether captions are selected with a background that does not allow them. */
  readonly captionsUnavailable: boolean;
  readonly balance: number | null;
  readonly filters: readonly FilterGroup[];
  /** Whether there are avatars and voices to select from. */
  readonly lists: 'loaded' | 'loading' | 'absent';
  readonly cleaned?: CleanUpState | undefined;
}

/** No details except the price of the script. */
export const NO_DETAILS: Omit<LiveDetails, 'script'> = {
  absence: null,
  handle: null,
  avatar: null,
  picture: 'no',
  voice: null,
  choiceProblem: null,
  hint: null,
  ownAudio: false,
  hasOptions: false,
  captionsUnavailable: false,
  balance: null,
  filters: [],
  lists: 'loaded',
};

/** Why the pickers are empty; no block if they are not. */
export function listsNote({ lists }: LiveDetails): KnownBlock[] {
  return lists === 'loaded' ? [] : [contextLine('lists_note', LISTS_NOTE[lists])];
}

/** The avatar's picture, or a link to it if Slack cannot show it. */
export function pictureBlocks({ avatar, picture }: LiveDetails): KnownBlock[] {
  if (avatar === null) return [];
  const image = safeImage(avatar.coverUrl);
  if (image !== null && picture === 'later') return [contextLine('avatar_cover', PICTURE.loading)];
  if (image !== null && picture === 'yes') {
    const name = plainOr(avatar.name, LIMITS.altText - 50, PICTURE.nameless);
    return [
      {
        type: 'image',
        block_id: 'avatar_cover',
        image_url: image,
        alt_text: truncate(pictureAlt(name), LIMITS.altText),
      },
    ];
  }
  const link = safeLink(avatar.coverUrl);
  if (link === null) return [contextLine('avatar_cover', PICTURE.none)];
  return [
    richText('avatar_cover', [[PICTURE.notHere, { link, label: PICTURE.link }, ` (${link.host})`]]),
  ];
}

/** A link to the voice's sample, and the note about the voice. */
export function voiceBlocks({ voice, hint }: LiveDetails): KnownBlock[] {
  const link = voice && safeLink(voice.sampleUrl);
  const listen = link && {
    link,
    label: listenTo(plainOr(voice.name, 80, NAMELESS_VOICE)),
  };
  return [
    ...(listen ? [richText('voice_sample', [[listen]])] : []),
    ...(isBlank(hint ?? '') ? [] : [contextLine('voice_hint', hint ?? '')]),
  ];
}

/** The estimated price of the video. */
export function priceBlock(details: LiveDetails): ContextBlock {
  const { balance } = details;
  const lines = [
    priceLine(details),
    ...(priceOf(details.script).rough ? [ROUGH_PRICE] : []),
    ...(balance === null ? [] : [balanceLine(balance)]),
  ];
  return contextBlock(lines, 'price');
}

/** Whether a view's `blocks` show the price of this content. */
export function showsPrice(
  blocks: readonly { readonly block_id?: string; readonly elements?: unknown }[],
  content: Pick<LiveDetails, 'script' | 'ownAudio'>,
): boolean {
  const block = blocks.find(({ block_id }) => block_id === 'price');
  return JSON.stringify(block?.elements ?? null).includes(JSON.stringify(priceLine(content)));
}

/** Says that a transparent video has no captions. */
export function captionsNote({ captionsUnavailable }: LiveDetails): KnownBlock[] {
  return captionsUnavailable ? [contextLine('captions_note', CAPTIONS_UNAVAILABLE)] : [];
}

/** The choice problem, below each field that can fix it. The shape cannot fix a missing avatar. */
export function choiceProblemBlocks(
  under: 'avatar' | 'shape',
  { choiceProblem }: LiveDetails,
): KnownBlock[] {
  if (choiceProblem === null || (under === 'shape' && choiceProblem.field === 'avatar')) return [];
  return [contextLine(`${under}_misfit`, `⚠️ ${choiceProblem.text}`)];
}

/** Buttons below the script that add a field, or remove the unused fields. */
export function scriptLengthBlocks(form: { fields: number; script: string }): ActionsBlock[] {
  const elements = [
    ...(form.fields < SCRIPT_FIELDS.length ? [button(IDS.moreRoom, FORM_BUTTONS.longer)] : []),
    ...(fieldsFor(form.script) < form.fields ? [button(IDS.lessRoom, FORM_BUTTONS.shorter)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: 'more', elements }];
}

/** The button that opens and closes the options. */
export function optionsBlock(form: { advanced: boolean; hasOptions: boolean }): ActionsBlock {
  const label = form.hasOptions ? FORM_BUTTONS.clear : FORM_BUTTONS.fewer;
  const elements = [
    form.advanced ? button(IDS.fewerOptions, label) : button(IDS.moreOptions, FORM_BUTTONS.more),
  ];
  return { type: 'actions', block_id: 'options', elements };
}

/** A notice above all fields. */
export function noticeBlocks(notice: string | null): KnownBlock[] {
  const text = plain(notice ?? '', LIMITS.field);
  return text === '' ? [] : [contextLine('notice', text)];
}

/** The notice about a script that is too long for the form. */
export function scriptTooLongBlocks(script: string): KnownBlock[] {
  if (script.length <= MAX_SCRIPT_LENGTH) return [];
  return [
    contextLine(
      'script_cut',
      scriptTooLongNote(MAX_SCRIPT_LENGTH, script.length - MAX_SCRIPT_LENGTH),
    ),
  ];
}

function contextLine(blockId: string, text: string): ContextBlock {
  return contextBlock([plain(text, LIMITS.field)], blockId);
}
