import type { KnownBlock } from '@slack/types';
import { cleanScript, type Marks } from '../../domain/script/markup.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { FORM_BUTTONS } from '../copy/form-copy.ts';
import { NOT_UNDONE, readAloudNote, removedNote } from '../copy/form-notes.ts';

const IDS = ACTION_IDS.form;

/**
 * The marks that the last clean-up removed. `kept`: the script has changed since, so Undo left it
 * as it is.
 */
export type CleanUpState = Marks | 'kept' | null;

/**
 * Lists the markup that Jogg would read out, with a button that removes it, and the markup that was
 * removed, with a button that restores it. No block for a script without markup.
 */
export function markupBlocks(content: {
  readonly script: string;
  readonly cleaned?: CleanUpState | undefined;
}): KnownBlock[] {
  const { script, cleaned = null } = content;
  const { text: cleanedText, marks } = cleanScript(script);
  const wasCleaned = cleaned !== null && cleaned !== 'kept';
  const note = readAloudNote(marks, wasCleaned);
  const lines = [
    ...(cleaned === 'kept' ? [NOT_UNDONE] : []),
    ...(wasCleaned ? [removedNote(cleaned)] : []),
    ...(note === null ? [] : [note]),
  ];
  const buttons = [
    ...(wasCleaned ? [button(IDS.undoClean, FORM_BUTTONS.undo)] : []),
    ...(cleanedText !== script && cleanedText !== ''
      ? [button(IDS.cleanScript, FORM_BUTTONS.cleanUp)]
      : []),
  ];
  return [
    ...(lines.length === 0 ? [] : [contextBlock(lines, 'markup')]),
    ...(buttons.length === 0
      ? []
      : [{ type: 'actions' as const, block_id: 'clean', elements: buttons }]),
  ];
}
