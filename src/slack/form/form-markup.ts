import type { KnownBlock } from '@slack/types';
import { cleanScript, type Marks } from '../../domain/script/markup.ts';
import { literalText, plainText } from '../blocks/plain-text.ts';
import { FORM_BUTTONS } from '../copy/form-copy.ts';
import { NOT_UNDONE, readAloudNote, removedNote } from '../copy/form-notes.ts';

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
    ...(wasCleaned ? [['undo_clean', FORM_BUTTONS.undo] as const] : []),
    ...(cleanedText !== script && cleanedText !== ''
      ? [['clean_script', FORM_BUTTONS.cleanUp] as const]
      : []),
  ];
  return [
    ...(lines.length === 0
      ? []
      : [
          {
            type: 'context',
            block_id: 'markup',
            elements: lines.map((each) => literalText(each)),
          } as const,
        ]),
    ...(buttons.length === 0
      ? []
      : [
          {
            type: 'actions',
            block_id: 'clean',
            elements: buttons.map(
              ([id, label]) => ({ type: 'button', action_id: id, text: plainText(label) }) as const,
            ),
          } as const,
        ]),
  ];
}
