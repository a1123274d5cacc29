import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { Look } from '../../domain/choices.ts';
import { head } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button, literalButton } from '../blocks/button.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { DRAFT, LOOKS } from '../copy/form-notes.ts';
import { aspectRatio } from '../copy/video-format.ts';
import type { KnownFormMetadata } from './form-metadata.ts';

const IDS = ACTION_IDS.form;

type Offers = Pick<KnownFormMetadata, 'looks' | 'draft'>;

/** What the form offers to fill in, above its fields: a draft, and the person's recent looks. */
export function offerBlocks({ draft, looks }: Offers): KnownBlock[] {
  return [...(draft ? draftBlocks(draft) : []), ...(looks.length === 0 ? [] : lookBlocks(looks))];
}

function draftBlocks(draft: NonNullable<Offers['draft']>): KnownBlock[] {
  return [
    draftLine(draft),
    {
      type: 'actions',
      block_id: 'draft',
      elements: [button(IDS.continueDraft, DRAFT.go), button(IDS.discardDraft, DRAFT.discard)],
    },
  ];
}

/** The beginning of a draft, and when it was saved. */
export function draftLine(draft: NonNullable<Offers['draft']>): RichTextBlock {
  const excerpt = plainOr(draft.words, 100, '…');
  const fallback = DRAFT.utc(new Date(draft.at).toISOString().slice(11, 16));
  return {
    type: 'rich_text',
    block_id: 'draft_offer',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: DRAFT.before(excerpt) },
          {
            type: 'date',
            timestamp: Math.floor(draft.at / 1_000),
            format: DRAFT.when,
            fallback,
          },
        ],
      },
    ],
  };
}

function lookBlocks(looks: readonly Look[]): KnownBlock[] {
  return [
    contextBlock([LOOKS.title], 'looks_title'),
    {
      type: 'actions',
      block_id: 'looks',
      elements: looks.map((look, index) => literalButton(IDS.looks[index] ?? '', lookLabel(look))),
    },
  ];
}

/** `Clara – Studio · Ava · 16:9`. */
export function lookLabel({ avatar, voice, shape, captions }: Look): string {
  const names = [avatar, voice].map(({ label }) => plainOr(nameIn(label), 24, '…'));
  const parts = [...names, aspectRatio(shape), ...(captions ? [] : [LOOKS.noCaptions])];
  return head(parts.join(' · '), LIMITS.buttonText);
}

/** The name at the beginning of an avatar's or a voice's label. */
function nameIn(label: string): string {
  return label.split(' · ')[0] ?? label;
}
