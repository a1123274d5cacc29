import type { CatalogueState } from '../../catalogue/catalogue-cache.ts';
import type { Option } from '../../catalogue/list-options.ts';
import type { PickerOptions } from '../../catalogue/option-groups.ts';
import { avatarOptions, voiceOptions } from '../../catalogue/options.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { LastChoice } from '../../domain/choices.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Fields, fieldsOf } from '../../lib/fields-of.ts';
import type { LogEvent } from '../../lib/log.ts';
import { SerializedJson } from '../../lib/serialized-json.ts';
import { createTtlCache } from '../../lib/ttl-cache.ts';
import { literalText } from '../../slack/blocks/plain-text.ts';
import { emptyPicker, PICKER_GROUPS } from '../../slack/copy/form-copy.ts';
import { EMPTY_OPTION, readAvatarFilters } from '../../slack/form/form-values.ts';
import type { AccessDeps } from '../request/action-args.ts';
import { signedInteraction } from '../request/signed-request.ts';
import { lastChoice, type Preferences } from './last-choice.ts';
import type { Locales } from './locales.ts';

export interface SuggestionDeps extends AccessDeps {
  readonly catalogue: {
    current(): Catalogue | null;
    state(): CatalogueState;
    ready(withinMs: number): Promise<Catalogue | null>;
    touch(): void;
  };
  readonly locales: Pick<Locales, 'localeOf'>;
  readonly preferences: Preferences;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly logEvent: LogEvent;
}

/** A key press in a picker: a verified request of Slack's with an unchecked body. */
export interface KeyPress {
  readonly body: Fields;
  readonly ack: (answer: unknown) => Promise<void>;
}

/** Slack waits 3 s. Only the very first load of the lists can take long. */
const FIRST_LOAD_TIMEOUT_MS = 2_000;

/**
 * Answers key presses in the pickers from memory, with the avatars or voices that match the query.
 * Recently used ones come first, then, for voices, those in the person's language. Does not
 * acknowledge a request for any other element.
 */
export function suggestions(deps: SuggestionDeps): (press: KeyPress) => Promise<void> {
  const typistOf = createTypistCache(deps);
  return async ({ body, ack }) => {
    const { action_id: picker } = body;
    if (picker !== 'avatar' && picker !== 'voice') return;
    const catalogue = await loadCatalogue(deps);
    const kind = picker === 'avatar' ? 'avatars' : 'voices';
    if (!catalogue) return ack(emptyOptions(kind, deps.catalogue.state()));
    const query = typeof body['value'] === 'string' ? body['value'] : '';
    const { locale, last } = await typistOf(body);
    if (kind === 'voices') {
      const request = { query, locale: locale(), recent: last?.recentVoices ?? [] };
      return ack(toJson(voiceOptions(catalogue.voices, request, PICKER_GROUPS)));
    }
    const { values } = fieldsOf(fieldsOf(body['view'])['state']);
    const { shape, filters } = readAvatarFilters(values);
    const narrowing = { shape: values === undefined ? null : shape, filters };
    const request = { query, ...narrowing, recent: last?.recentAvatars ?? [] };
    return ack(toJson(avatarOptions(catalogue.avatars, request, PICKER_GROUPS)));
  };
}

/** The person who types: their locale and their last choices, which decide the order. */
interface Typist {
  readonly locale: () => string;
  readonly last: LastChoice | undefined;
}

/** Longer than the time between two keys, shorter than the time between two videos. */
const CACHE_MS = 10_000;
const MAX_FORMS = 1_000;

/** Caches the person who types in a form, so many key presses need one read. */
function createTypistCache(deps: SuggestionDeps): (body: Fields) => Promise<Typist> {
  const cache = createTtlCache<Typist>(MAX_FORMS, deps.clock);
  return async (body) => {
    const form = `${fieldsOf(body['view'])['id']}/${fieldsOf(body['user'])['id']}`;
    const cached = cache.get(form);
    if (cached) return cached;
    const signed = signedInteraction(body);
    const workspace = await deps.accessResolver.workspace(signed);
    const last = await lastChoice(deps, workspace, signed.user);
    const typist = { locale: () => deps.locales.localeOf(workspace, signed.user), last };
    cache.set(form, typist, CACHE_MS);
    return typist;
  };
}

async function loadCatalogue({ catalogue }: SuggestionDeps): Promise<Catalogue | null> {
  catalogue.touch();
  return catalogue.current() ?? (await catalogue.ready(FIRST_LOAD_TIMEOUT_MS));
}

/**
 * The options while there are no lists: an explanation. Slack rejects an empty group, so its only
 * option says what to do.
 */
function emptyOptions(what: 'avatars' | 'voices', state: CatalogueState) {
  const [label, fix] = state === 'absent' ? emptyPicker(what).failed : emptyPicker(what).loading;
  const option = { text: literalText(fix), value: EMPTY_OPTION };
  return { option_groups: [{ label: literalText(label), options: [option] }] };
}

function toJson({ groups }: PickerOptions) {
  if (groups.length === 0) return { options: [] };
  const json = groups.map(({ label, options }) => {
    return `{"label":${JSON.stringify(literalText(label))},"options":[${options.map(optionJson)}]}`;
  });
  return new SerializedJson(`{"option_groups":[${json}]}`);
}

/** Each option is serialized once: a key press shows a hundred, most of them shown before. */
const jsonCache = new WeakMap<Option, string>();

function optionJson(option: Option): string {
  const cached = jsonCache.get(option);
  if (cached !== undefined) return cached;
  const { text, value, description } = option;
  const shown = { text: literalText(text), value };
  const json = JSON.stringify(
    description === undefined ? shown : { ...shown, description: literalText(description) },
  );
  jsonCache.set(option, json);
  return json;
}
