import type { KnownBlock } from '@slack/types';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { plainOr } from '../blocks/escape.ts';
import { absenceText, joinLabel } from '../copy/form-notes.ts';

const IDS = ACTION_IDS.form;

/**
 * Why a video could not appear in a channel. `join`: the app can join it. `invite`: a person must
 * invite the app. `unseen`: Slack does not show the app the channel, which is private or deleted.
 * `people`: a direct message between people, where no app can post.
 */
export type Absence = 'join' | 'invite' | 'unseen' | 'people';

/** What to do before a video can appear there; no block if the app is in the channel. */
export function presenceBlocks(absence: Absence | null, handle: string | null): KnownBlock[] {
  if (absence === null) return [];
  const name = plainOr(handle, 40, '');
  return [
    contextBlock([`⚠️ ${absenceText(absence, name)}`], 'presence'),
    ...(absence === 'join' ? [joinBlock(joinLabel(name))] : []),
  ];
}

function joinBlock(label: string): KnownBlock {
  const elements = [button(IDS.joinChannel, label)];
  return { type: 'actions', block_id: 'presence_join', elements };
}
