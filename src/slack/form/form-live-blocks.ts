import type { ActionsBlock, Button, ContextBlock, KnownBlock } from '@slack/types';
import { priceOf } from '../../domain/price.ts';
import { truncate } from '../../lib/text.ts';
import { isBlank, plain, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { safeImage, safeLink } from '../blocks/link.ts';
import { richText } from '../blocks/message.ts';
import { balanceLine, FORM_BUTTONS, priceLine, ROUGH_PRICE } from '../copy/form-copy.ts';
import {
  CAPTIONS_UNAVAILABLE,
  cutNote,
  LISTS_NOTE,
  listenTo,
  NAMELESS_VOICE,
  PICTURE,
  pictureAlt,
} from '../copy/form-notes.ts';
import { type FilterGroup, text } from './form-fields.ts';
import type { CleanedUp } from './form-markup.ts';
import type { Absence } from './form-presence.ts';
import { fieldsFor, MOST_SCRIPT, SCRIPT_FIELDS } from './script-fields.ts';

/** What the form tells beside its fields: about the choices, and the price. */
export interface FormShown {
  /** Why the video could not be shown where it is to be; null if it could. */
  readonly absence: Absence | null;
  /** The name by which the app is invited; null if not known. */
  readonly handle: string | null;
  readonly avatar: { readonly name: string; readonly coverUrl: string | null } | null;
  /** `later`: the form opens without its picture, which follows. `no`: Slack refused it. */
  readonly picture: 'yes' | 'later' | 'no';
  readonly voice: { readonly name: string; readonly sampleUrl: string | null } | null;
  /** Why the chosen avatar cannot be used, alone or in the chosen shape; null if it can. */
  readonly misfit: { readonly of: 'avatar' | 'shape'; readonly words: string } | null;
  /** A note about the voice, such as a language that does not fit; null for none. */
  readonly hint: string | null;
  readonly script: string;
  readonly ownAudio: boolean;
  /** Whether anything under "More options" is set. */
  readonly optionsSet: boolean;
  /** Captions are chosen, but the background does not allow them. */
  readonly captionsLost: boolean;
  readonly balance: number | null;
  readonly filters: readonly FilterGroup[];
  /** Whether there are avatars and voices to pick from. */
  readonly lists: 'loaded' | 'loading' | 'absent';
  readonly cleaned?: CleanedUp | undefined;
}

/** A form that tells only the price of its script. */
export const NOTHING_SHOWN: Omit<FormShown, 'script'> = {
  absence: null,
  handle: null,
  avatar: null,
  picture: 'no',
  voice: null,
  misfit: null,
  hint: null,
  ownAudio: false,
  optionsSet: false,
  captionsLost: false,
  balance: null,
  filters: [],
  lists: 'loaded',
};

/** Why the pickers are empty, if they are. */
export function listsNote({ lists }: FormShown): KnownBlock[] {
  return lists === 'loaded' ? [] : [line('lists_note', LISTS_NOTE[lists])];
}

/** The avatar's picture, or a link to it if Slack cannot show it. */
export function coverBlocks({ avatar, picture }: FormShown): KnownBlock[] {
  if (avatar === null) return [];
  const image = safeImage(avatar.coverUrl);
  if (image !== null && picture === 'later') return [line('avatar_cover', PICTURE.loading)];
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
  if (link === null) return [line('avatar_cover', PICTURE.none)];
  return [
    richText('avatar_cover', [[PICTURE.notHere, { link, label: PICTURE.link }, ` (${link.host})`]]),
  ];
}

/** A link to the voice's sample, and a note about its language. */
export function voiceBlocks({ voice, hint }: FormShown): KnownBlock[] {
  const link = voice && safeLink(voice.sampleUrl);
  const listen = link && {
    link,
    label: listenTo(plainOr(voice.name, 80, NAMELESS_VOICE)),
  };
  return [
    ...(listen ? [richText('voice_sample', [[listen]])] : []),
    ...(isBlank(hint ?? '') ? [] : [line('voice_hint', hint ?? '')]),
  ];
}

/** The price of the video, as far as the script tells. */
export function priceBlock(shown: FormShown): ContextBlock {
  const { balance } = shown;
  return context('price', [
    priceLine(shown),
    ...(priceOf(shown.script).rough ? [ROUGH_PRICE] : []),
    ...(balance === null ? [] : [balanceLine(balance)]),
  ]);
}

/** Whether a view's `blocks` tell the price of this content. */
export function showsPrice(
  blocks: readonly { readonly block_id?: string; readonly elements?: unknown }[],
  now: Pick<FormShown, 'script' | 'ownAudio'>,
): boolean {
  const shown = blocks.find(({ block_id }) => block_id === 'price');
  return JSON.stringify(shown?.elements ?? null).includes(JSON.stringify(priceLine(now)));
}

/** What a transparent video leaves out. */
export function captionsNote({ captionsLost }: FormShown): KnownBlock[] {
  return captionsLost ? [line('captions_note', CAPTIONS_UNAVAILABLE)] : [];
}

/** What does not fit, under both fields that can mend it; the shape cannot mend a lost avatar. */
export function misfitBlocks(under: 'avatar' | 'shape', { misfit }: FormShown): KnownBlock[] {
  if (misfit === null || (under === 'shape' && misfit.of === 'avatar')) return [];
  return [line(`${under}_misfit`, `⚠️ ${misfit.words}`)];
}

/** Buttons below the script that add a field to it, or take away those it does not need. */
export function roomBlocks(at: { fields: number; script: string }): ActionsBlock[] {
  const elements = [
    ...(at.fields < SCRIPT_FIELDS.length ? [button('more_room', FORM_BUTTONS.longer)] : []),
    ...(fieldsFor(at.script) < at.fields ? [button('less_room', FORM_BUTTONS.shorter)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: 'more', elements }];
}

/** The button above the options, which opens and closes them. */
export function optionsBlock(at: { advanced: boolean; optionsSet: boolean }): ActionsBlock {
  const label = at.optionsSet ? FORM_BUTTONS.clear : FORM_BUTTONS.fewer;
  const elements = [
    at.advanced ? button('fewer_options', label) : button('advanced', FORM_BUTTONS.more),
  ];
  return { type: 'actions', block_id: 'options', elements };
}

/** A notice above all fields. */
export function noticeBlocks(notice: string | null): KnownBlock[] {
  const words = plain(notice ?? '', LIMITS.field);
  return words === '' ? [] : [line('notice', words)];
}

/** The notice for a script that does not fit into the form. */
export function cutBlocks(script: string): KnownBlock[] {
  if (script.length <= MOST_SCRIPT) return [];
  return [line('script_cut', cutNote(MOST_SCRIPT, script.length - MOST_SCRIPT))];
}

function line(blockId: string, words: string): ContextBlock {
  return context(blockId, [words]);
}

function context(blockId: string, lines: readonly string[]): ContextBlock {
  return {
    type: 'context',
    block_id: blockId,
    elements: lines.map((each) => ({
      type: 'plain_text',
      text: plain(each, LIMITS.field),
      emoji: false,
    })),
  };
}

function button(id: string, words: string): Button {
  return { type: 'button', action_id: id, text: text(words) };
}
