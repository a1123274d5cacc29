import type { Shape } from '../../domain/catalogue.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Look } from '../../slack/form/form-metadata.ts';

/** A person's last choices, to prefill the next form. */
export interface LastChoice {
  readonly avatar: { readonly value: string; readonly label: string };
  /** Null if the person always took the app's proposal. */
  readonly voice: { readonly value: string; readonly label: string } | null;
  readonly shape: Shape;
  readonly captions: boolean;
  /** Values of avatars and ids of voices, latest first. */
  readonly recentAvatars: readonly string[];
  readonly recentVoices: readonly string[];
  /** The last looks, latest first. */
  readonly looks: readonly Look[];
}

export interface Preferences {
  load(person: string): Promise<LastChoice | undefined>;
  save(person: string, choice: LastChoice): Promise<void>;
}

/** The key under which things of one person are kept. */
export const personOf = (workspace: string, user: string): string => `${workspace}/${user}`;

/** A person's last choices; undefined, and logged, if they cannot be read. */
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
