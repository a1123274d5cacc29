import type { Shape } from '../../domain/catalogue.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';

/** What a person chose last, to fill the next form in with. */
export interface LastChoice {
  readonly avatar: { readonly value: string; readonly label: string };
  /** Null where a person has taken what the app proposed each time. */
  readonly voice: { readonly value: string; readonly label: string } | null;
  readonly shape: Shape;
  readonly captions: boolean;
  /** Values of avatars and ids of voices, latest first. */
  readonly recentAvatars: readonly string[];
  readonly recentVoices: readonly string[];
}

export interface Preferences {
  load(person: string): Promise<LastChoice | undefined>;
  save(person: string, choice: LastChoice): Promise<void>;
}

/** The key under which things of one person are kept. */
export const personOf = (workspace: string, user: string): string => `${workspace}/${user}`;

/** What a person chose last; undefined, and logged, where it cannot be read. */
export async function lastChoice(
  deps: { readonly preferences: Preferences; readonly logEvent: LogEvent },
  workspace: string,
  user: string,
): Promise<LastChoice | undefined> {
  return deps.preferences.load(personOf(workspace, user)).catch((error: unknown) => {
    deps.logEvent('preferences_unread', errorFields(error));
    return undefined;
  });
}
