import { cleanScript, type Marks } from '../../domain/script/markup.ts';
import type { CleanedUp } from '../../slack/form/form-markup.ts';

/** A script that the app cleaned, before and after. */
export interface Cleaning {
  readonly before: string;
  readonly after: string;
  readonly marks: Marks;
}

/** The script after something was done in the form. */
export interface ScriptNow {
  readonly script: string;
  /** What can be undone: null once the script is another one. */
  readonly cleaning: Cleaning | null;
  readonly cleaned: CleanedUp;
}

/**
 * "Clean up the script" takes out its markup, "Undo" puts it back where nothing was typed since;
 * whatever else is done leaves the script as it is.
 */
export function scriptAfter(action: string, script: string, last: Cleaning | null): ScriptNow {
  const undoable = last?.after === script ? last : null;
  if (action === 'undo_clean')
    return undoable
      ? { script: undoable.before, cleaning: null, cleaned: null }
      : { script, cleaning: null, cleaned: 'kept' };
  const { text, marks } =
    action === 'clean_script' ? cleanScript(script) : { text: script, marks: {} };
  if (text === script || text === '')
    return { script, cleaning: undoable, cleaned: undoable?.marks ?? null };
  return { script: text, cleaning: { before: script, after: text, marks }, cleaned: marks };
}
