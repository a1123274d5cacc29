import { cleanScript, type Marks } from '../../domain/script/markup.ts';
import { ACTION_IDS } from '../../slack/blocks/action-ids.ts';
import type { CleanUpState } from '../../slack/form/form-markup.ts';

const IDS = ACTION_IDS.form;

/** A script that the app cleaned, before and after. */
export interface Cleaning {
  readonly before: string;
  readonly after: string;
  readonly marks: Marks;
}

/** The script after an action. */
export interface ScriptState {
  readonly text: string;
  /** The clean-up that Undo reverts; null once the script has changed. */
  readonly cleaning: Cleaning | null;
  readonly cleaned: CleanUpState;
}

/**
 * "Clean up the script" removes its markup; "Undo" restores it if nothing was typed since. Every
 * other action leaves the script as it is.
 */
export function scriptAfter(action: string, script: string, last: Cleaning | null): ScriptState {
  const undo = last?.after === script ? last : null;
  if (action === IDS.undoClean)
    return undo
      ? { text: undo.before, cleaning: null, cleaned: null }
      : { text: script, cleaning: null, cleaned: 'kept' };
  const { text, marks } =
    action === IDS.cleanScript ? cleanScript(script) : { text: script, marks: {} };
  if (text === script || text === '')
    return { text: script, cleaning: undo, cleaned: undo?.marks ?? null };
  return { text, cleaning: { before: script, after: text, marks }, cleaned: marks };
}
