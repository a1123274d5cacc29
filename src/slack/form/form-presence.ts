import type { KnownBlock } from '@slack/types';
import { plainOr } from '../blocks/escape.ts';
import { literalText, plainText } from '../blocks/plain-text.ts';
import { absenceText, joinLabel } from '../copy/form-notes.ts';

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
    {
      type: 'context',
      block_id: 'presence',
      elements: [literalText(`⚠️ ${absenceText(absence, name)}`)],
    },
    ...(absence === 'join' ? [joinBlock(joinLabel(name))] : []),
  ];
}

function joinBlock(label: string): KnownBlock {
  const elements = [{ type: 'button' as const, action_id: 'join_channel', text: plainText(label) }];
  return { type: 'actions', block_id: 'presence_join', elements };
}
