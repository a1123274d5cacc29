import type { CatalogueState } from '../../catalogue/catalogue-cache.ts';
import type { Option } from '../../catalogue/list-options.ts';
import type { PickerOptions } from '../../catalogue/option-groups.ts';
import { avatarOptions, voiceOptions } from '../../catalogue/options.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Fields, fieldsOf } from '../../lib/fields-of.ts';
import type { LogEvent } from '../../lib/log.ts';
import { SerializedJson } from '../../lib/serialized-json.ts';
import { emptyPicker, PICKER_GROUPS } from '../../slack/copy/form-copy.ts';
import { EMPTY_OPTION, readAvatarFilters } from '../../slack/form/form-values.ts';
import type { AccessDeps } from '../request/action-args.ts';
import { signedInteraction } from '../request/signed.ts';
import { type LastChoice, lastChoice, type Preferences } from './last-choice.ts';
import type { Locales } from './locales.ts';

export interface SuggestionDeps extends AccessDeps {
  readonly catalogue: {
    current(): Catalogue | null;
    state(): CatalogueState;
    ready(withinMs: number): Promise<Catalogue | null>;
    touch(): void;
  };
  readonly locales: Pick<Locales, 'of'>;
  readonly preferences: Preferences;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly logEvent: LogEvent;
}

/** A key press in a picker, of which nothing is known but that it is Slack's. */
export interface KeyPress {
  readonly body: Fields;
  readonly ack: (answer: unknown) => Promise<void>;
}

/** Slack waits 3 s; only the very first load of all can take long. */
const FIRST_LOAD_WITHIN_MS = 2_000;

/**
 * Answers the key presses in the pickers from memory: avatars or voices that match what was typed.
 * Voices that were used lately, and those in the person's language, come first. What is no picker
 * of ours is not acknowledged.
 */
export function suggestions(deps: SuggestionDeps): (press: KeyPress) => Promise<void> {
  const whose = createWhose(deps);
  return async ({ body, ack }) => {
    const { action_id: picker } = body;
    if (picker !== 'avatar' && picker !== 'voice') return;
    const catalogue = await listed(deps);
    const kind = picker === 'avatar' ? 'avatars' : 'voices';
    if (!catalogue) return ack(nothingYet(kind, deps.catalogue.state()));
    const query = typeof body['value'] === 'string' ? body['value'] : '';
    const { locale, last } = await whose(body);
    if (kind === 'voices') {
      const ask = { query, locale: locale(), recent: last?.recentVoices ?? [] };
      return ack(answer(voiceOptions(catalogue.voices, ask, PICKER_GROUPS)));
    }
    const { values } = fieldsOf(fieldsOf(body['view'])['state']);
    const { shape, filters } = readAvatarFilters(values);
    const narrowed = { shape: values === undefined ? null : shape, filters };
    const ask = { query, ...narrowed, recent: last?.recentAvatars ?? [] };
    return ack(answer(avatarOptions(catalogue.avatars, ask, PICKER_GROUPS)));
  };
}

/** Who types, as far as it decides what comes first. */
interface Typist {
  readonly locale: () => string;
  readonly last: LastChoice | undefined;
}

/** Longer than between two keys, shorter than from one video to the next. */
const KEPT_MS = 10_000;
const MOST_FORMS = 1_000;

/** Who types in a form is read once for many key presses. */
function createWhose(deps: SuggestionDeps): (body: Fields) => Promise<Typist> {
  const known = new Map<string, { readonly typist: Typist; readonly until: number }>();
  return async (body) => {
    const form = `${fieldsOf(body['view'])['id']}/${fieldsOf(body['user'])['id']}`;
    const before = known.get(form);
    if (before && deps.clock.monotonic() < before.until) return before.typist;
    const signed = signedInteraction(body);
    const workspace = await deps.accessResolver.workspace(signed);
    const last = await lastChoice(deps, workspace, signed.user);
    const typist = { locale: () => deps.locales.of(workspace, signed.user), last };
    if (known.size >= MOST_FORMS) known.clear();
    known.set(form, { typist, until: deps.clock.monotonic() + KEPT_MS });
    return typist;
  };
}

async function listed({ catalogue }: SuggestionDeps): Promise<Catalogue | null> {
  catalogue.touch();
  return catalogue.current() ?? (await catalogue.ready(FIRST_LOAD_WITHIN_MS));
}

/**
 * Why there is nothing to pick from. Slack refuses an empty group, so its option says what to do.
 */
function nothingYet(what: 'avatars' | 'voices', state: CatalogueState) {
  const [label, fix] = state === 'absent' ? emptyPicker(what).failed : emptyPicker(what).loading;
  const option = { text: words(fix), value: EMPTY_OPTION };
  return { option_groups: [{ label: words(label), options: [option] }] };
}

function answer({ groups }: PickerOptions) {
  if (groups.length === 0) return { options: [] };
  const json = groups.map(({ label, options }) => {
    return `{"label":${JSON.stringify(words(label))},"options":[${options.map(optionJson)}]}`;
  });
  return new SerializedJson(`{"option_groups":[${json}]}`);
}

/** A key press shows a hundred options, nearly all of them again: each is made into JSON once. */
const known = new WeakMap<Option, string>();

function optionJson(option: Option): string {
  const before = known.get(option);
  if (before !== undefined) return before;
  const { text, value, description } = option;
  const shown = { text: words(text), value };
  const json = JSON.stringify(
    description === undefined ? shown : { ...shown, description: words(description) },
  );
  known.set(option, json);
  return json;
}

function words(text: string) {
  return { type: 'plain_text' as const, text, emoji: false };
}
