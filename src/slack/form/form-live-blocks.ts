import type { ActionsBlock, Button, ContextBlock, KnownBlock } from '@slack/types';
import { priceOf, SECONDS_PER_CREDIT } from '../../domain/price.ts';
import { clip } from '../../lib/text.ts';
import { isBlank, plain, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { safeImage, safeLink } from '../blocks/link.ts';
import { richText } from '../blocks/message.ts';
import { duration } from '../copy/video-format.ts';
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
  if (lists === 'loaded') return [];
  const words =
    lists === 'loading'
      ? 'Loading avatars and voices from Jogg… You can pick them in a moment.'
      : 'We can’t load Jogg’s avatars and voices right now. Type in a field to try again.';
  return [line('lists_note', words)];
}

/** The avatar's picture, or a link to it if Slack cannot show it. */
export function coverBlocks({ avatar, picture }: FormShown): KnownBlock[] {
  if (avatar === null) return [];
  const image = safeImage(avatar.coverUrl);
  if (image !== null && picture === 'later') return [line('avatar_cover', 'Loading picture…')];
  if (image !== null && picture === 'yes') {
    const name = plainOr(avatar.name, LIMITS.altText - 50, 'this avatar');
    return [
      {
        type: 'image',
        block_id: 'avatar_cover',
        image_url: image,
        alt_text: clip(`Picture of the avatar ${name}`, LIMITS.altText),
      },
    ];
  }
  const link = safeLink(avatar.coverUrl);
  if (link === null) return [line('avatar_cover', 'No picture of this avatar.')];
  return [
    richText('avatar_cover', [
      ['No picture of this avatar here: ', { link, label: 'look at it' }, ` (${link.host})`],
    ]),
  ];
}

/** A link to the voice's sample, and a note about its language. */
export function voiceBlocks({ voice, hint }: FormShown): KnownBlock[] {
  const link = voice && safeLink(voice.sampleUrl);
  const listen = link && {
    link,
    label: `Listen to ${plainOr(voice.name, 80, 'this voice')}`,
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
    ...(priceOf(shown.script).rough ? [ROUGH] : []),
    ...(balance === null ? [] : [`Balance: ${credits(balance)} (according to Jogg)`]),
  ]);
}

const ROUGH = 'A rough estimate: numbers, links and long words vary in length.';

/** `≈ 74 words · about 0:30 · 1 credit`, and how far it exceeds a boundary. */
export function priceLine(shown: Pick<FormShown, 'script' | 'ownAudio'>): string {
  const { words, seconds, credits: cost, over } = priceOf(shown.script);
  const minutes = SECONDS_PER_CREDIT / 60;
  if (words === 0)
    return shown.ownAudio
      ? `Price: 1 credit per ${minutes} minutes of your audio, rounded up`
      : `Price: 1 credit up to ${minutes} minutes`;
  const length = `≈ ${count(words, 'word')} · about ${duration(seconds)} · ${credits(cost)}`;
  if (cost < 2) return length;
  return `${length} (${count(over, 'word')} over ${(cost - 1) * minutes} minutes)`;
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
  return captionsLost
    ? [line('captions_note', 'A transparent video can’t have captions, so it is made without.')]
    : [];
}

/** What does not fit, under both fields that can mend it; the shape cannot mend a lost avatar. */
export function misfitBlocks(under: 'avatar' | 'shape', { misfit }: FormShown): KnownBlock[] {
  if (misfit === null || (under === 'shape' && misfit.of === 'avatar')) return [];
  return [line(`${under}_misfit`, `⚠️ ${misfit.words}`)];
}

/** Buttons below the script that add a field to it, or take away those it does not need. */
export function roomBlocks(at: { fields: number; script: string }): ActionsBlock[] {
  const elements = [
    ...(at.fields < SCRIPT_FIELDS.length ? [button('more_room', 'Longer script')] : []),
    ...(fieldsFor(at.script) < at.fields ? [button('less_room', 'Shorter script')] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: 'more', elements }];
}

/** The button above the options, which opens and closes them. */
export function optionsBlock(at: { advanced: boolean; optionsSet: boolean }): ActionsBlock {
  const label = at.optionsSet ? 'Clear and hide options' : 'Fewer options';
  const elements = [
    at.advanced ? button('fewer_options', label) : button('advanced', 'More options'),
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
  const over = (script.length - MOST_SCRIPT).toLocaleString('en');
  const most = MOST_SCRIPT.toLocaleString('en');
  return [line('script_cut', `The form holds ${most} characters. The last ${over} were left out.`)];
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

function credits(count_: number): string {
  return count(count_, 'credit');
}

function count(many: number, what: string): string {
  return `${many.toLocaleString('en')} ${what}${many === 1 ? '' : 's'}`;
}
