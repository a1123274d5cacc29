import type { Button, KnownBlock } from '@slack/types';
import type { Look } from '../../domain/choices.ts';
import { truncate } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { LIMITS } from '../blocks/limits.ts';
import { literalText } from '../blocks/plain-text.ts';
import { DRAFT, LOOKS } from '../copy/form-notes.ts';
import type { KnownFormMetadata } from '../form/form-metadata.ts';
import { draftLine, lookLabel } from '../form/form-offers.ts';

const IDS = ACTION_IDS.home;

/** What the form also offers. In the Home tab, each button opens the form with it. */
export type HomeOffers = Pick<KnownFormMetadata, 'looks' | 'draft'>;

const TITLE: KnownBlock = {
  type: 'context',
  elements: [literalText(LOOKS.title)],
};

/** A person's draft and their recent looks; empty without either. */
export function homeOffers({ draft, looks }: HomeOffers): KnownBlock[] {
  return [
    ...(draft ? draftBlocks(draft) : []),
    ...(looks.length === 0 ? [] : [TITLE, { type: 'actions' as const, elements: buttons(looks) }]),
  ];
}

function draftBlocks(draft: NonNullable<HomeOffers['draft']>): KnownBlock[] {
  const value = String(draft.at);
  return [
    draftLine(draft),
    {
      type: 'actions',
      elements: [
        button(IDS.continueDraft, DRAFT.go, value),
        button(IDS.discardDraft, DRAFT.discard, value),
      ],
    },
  ];
}

function buttons(looks: readonly Look[]): Button[] {
  return looks.map((look, index) => button(IDS.looks[index] ?? '', lookLabel(look), lookKey(look)));
}

/** Identifies a look, even after more recent looks. */
export function lookKey({ avatar, voice, shape, captions }: Look): string {
  return truncate(JSON.stringify([avatar.value, voice.value, shape, captions]), LIMITS.buttonValue);
}

function button(action_id: string, text: string, value: string): Button {
  return {
    type: 'button',
    action_id,
    text: literalText(text),
    value,
  };
}
