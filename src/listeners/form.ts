import type { AllMiddlewareArgs } from '@slack/bolt';
import { avatarLabel, voiceLabel } from '../catalogue/labels.ts';
import { defaultAvatar, defaultVoice } from '../catalogue/pick.ts';
import { avatarValue, type Catalogue, type Shape } from '../domain/catalogue.ts';
import { errorFields, type Note } from '../lib/log.ts';
import type { FormMetadata } from '../slack/form-metadata.ts';
import { EMPTY_PREFILL, type FormPrefill, formView } from '../slack/form-view.ts';
import type { Locales } from './locales.ts';

/** What a person chose last, to fill the next form in with. */
export interface LastChoice {
  readonly avatar: { readonly value: string; readonly label: string };
  readonly voice: { readonly value: string; readonly label: string };
  readonly shape: Shape;
  readonly captions: boolean;
}

export interface Preferences {
  load(person: string): Promise<LastChoice | undefined>;
  save(person: string, choice: LastChoice): Promise<void>;
}

export interface FormDeps {
  readonly catalogue: { current(): Catalogue | null; touch(): void };
  readonly preferences: Preferences;
  readonly locales: Locales;
  readonly note: Note;
}

export interface Opening {
  readonly client: AllMiddlewareArgs['client'];
  readonly triggerId: string;
  readonly workspace: string;
  readonly user: string;
  readonly script: string;
  readonly metadata: FormMetadata;
}

/** The key under which things of one person are kept. */
export const personOf = (workspace: string, user: string): string => `${workspace}/${user}`;

/**
 * Opens the form, filled in with the person's last choices or sensible ones. Nothing of ours
 * crosses the network before `views.open`: a trigger lives for 3 s. False, and logged, where Slack
 * refuses.
 */
export async function openForm(deps: FormDeps, opening: Opening): Promise<boolean> {
  const { client, triggerId, workspace, user } = opening;
  const view = formView({
    prefill: await prefill(deps, opening),
    privateMetadata: opening.metadata,
  });
  try {
    await client.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    deps.note('form_not_opened', errorFields(error));
    return false;
  }
  deps.catalogue.touch();
  void deps.locales.learn(workspace, user, async () => {
    const answer = await client.users.info({ user, include_locale: true });
    return answer.user?.locale;
  });
  return true;
}

async function prefill(deps: FormDeps, opening: Opening): Promise<FormPrefill> {
  const { workspace, user } = opening;
  const last = await deps.preferences.load(personOf(workspace, user)).catch((error: unknown) => {
    deps.note('preferences_unread', errorFields(error));
    return undefined;
  });
  const script = opening.script === '' ? null : opening.script;
  const catalogue = deps.catalogue.current();
  if (!catalogue) return last ? { ...last, script, name: null } : { ...EMPTY_PREFILL, script };
  const shape = last?.shape ?? null;
  const avatar = defaultAvatar(catalogue, { avatar: last?.avatar.value ?? null, shape });
  const locale = deps.locales.of(workspace, user);
  const voice = defaultVoice(catalogue, avatar, locale, { voice: last?.voice.value ?? null });
  return {
    script,
    avatar: avatar && { value: avatarValue(avatar), label: avatarLabel(avatar) },
    voice: voice && { value: voice.id, label: voiceLabel(voice) },
    shape: shape ?? avatar?.shape ?? null,
    captions: last?.captions ?? null,
    name: null,
  };
}
