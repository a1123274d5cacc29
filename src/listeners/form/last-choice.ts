import { type LastChoice, personKey } from '../../domain/choices.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';

export interface Preferences {
  load(person: string): Promise<LastChoice | undefined>;
  save(person: string, choice: LastChoice): Promise<void>;
}

/** Loads a person's last choices. Returns undefined and logs the error on failure. */
export async function lastChoice(
  deps: { readonly preferences: Preferences; readonly logEvent: LogEvent },
  workspace: string,
  user: string,
): Promise<LastChoice | undefined> {
  return deps.preferences.load(personKey(workspace, user)).catch((error: unknown) => {
    deps.logEvent('preferences_unread', errorFields(error));
    return undefined;
  });
}
