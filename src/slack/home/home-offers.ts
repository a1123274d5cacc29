import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { Look } from '../../domain/choices.ts';
import { truncate } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { literalButton } from '../blocks/button.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { LIMITS } from '../blocks/limits.ts';
import { DRAFT, LOOKS } from '../copy/form-notes.ts';
import type { KnownFormMetadata } from '../form/form-metadata.ts';
import { draftLine, lookLabel } from '../form/form-offers.ts';

const IDS = ACTION_IDS.home;

/** What the form also offers. In the Home tab, each button opens the form with it. */
export type HomeOffers = Pick<KnownFormMetadata, 'looks' | 'draft'>;

/** A person's draft and their recent looks; empty without either. */
export function homeOffers({ draft, looks }: HomeOffers): KnownBlock[] {
  return [
    ...(draft ? draftBlocks(draft) : []),
    ...(looks.length === 0 ? [] : [contextBlock([LOOKS.title]), lookButtons(looks)]),
  ];
}

function draftBlocks(draft: NonNullable<HomeOffers['draft']>): KnownBlock[] {
  const value = String(draft.at);
  return [
    draftLine(draft),
    {
      type: 'actions',
      elements: [
        literalButton(IDS.continueDraft, DRAFT.go, value),
        literalButton(IDS.discardDraft, DRAFT.discard, value),
      ],
    },
  ];
}

function lookButtons(looks: readonly Look[]): ActionsBlock {
  const elements = looks.map((look, index) =>
    literalButton(IDS.looks[index] ?? '', lookLabel(look), lookKey(look)),
  );
  return { type: 'actions', elements };
}

/** Identifies a look, even after more recent looks. */
export function lookKey({ avatar, voice, shape, captions }: Look): string {
  return truncate(JSON.stringify([avatar.value, voice.value, shape, captions]), LIMITS.buttonValue);
}
