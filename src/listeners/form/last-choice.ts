import type { Shape } from '../../domain/catalogue.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Look } from '../../slack/form/form-metadata.ts';

/** A person's last choices, to prefill the next form. */
export interface LastChoice {
  readonly avatar: { readonly value: string; readonly label: string };
  /** Null if the person has always accepted the app's proposal. */
  readonly voice: { readonly value: string; readonly label: string } | null;
  readonly shape: Shape;
  readonly captions: boolean;
  /** Values of avatars and ids of voices, latest first. */
  readonly recentAvatars: readonly string[];
  readonly recentVoices: readonly string[];
  /** The recent looks, latest first. */
  readonly looks: readonly Look[];
}

export interface Preferences {
  load(person: string): Promise<LastChoice | undefined>;
  save(person: string, choice: LastChoice): Promise<void>;
}

/** The key of a person's records. */
export const personKey = (workspace: string, user: string): string => `${workspace}/${user}`;

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
