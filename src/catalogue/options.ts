import { type Avatar, avatarValue, type Shape, type Voice } from '../domain/catalogue.ts';
import { retainAll } from './bit-set.ts';
import { passesFilters } from './filters.ts';
import { avatarLabel, voiceDescription, voiceLabel } from './labels.ts';
import { languageOf, nearness } from './language/languages.ts';
import { createListOptions, type Option } from './list-options.ts';
import { memoizePerList } from './memoize-per-list.ts';
import { type GroupLabels, groupOptions, OWN_ORDER, type PickerOptions } from './option-groups.ts';
import { mayHaveShape, searchAvatars, searchVoices } from './search.ts';

/**
 * The options of an avatar picker: recently used ones (values, latest first), the account's own,
 * public ones, and last those that do not exist in the chosen shape. Avatars beyond Slack's limit
 * are counted in the label of their group, or of the last group.
 */
export function avatarOptions(
  avatars: readonly Avatar[],
  request: {
    query: string;
    shape: Shape | null;
    recent: readonly string[];
    /** Values of `avatarFacets`; an empty list lets all avatars through. */
    filters?: readonly string[];
  },
  labels: GroupLabels,
): PickerOptions {
  const { shape, filters = [] } = request;
  const result = searchAvatars(avatars, request.query, { shape });
  if (filters.length > 0) {
    const [, passing] = result.order.partition(passesAt(avatars, filters.join('\n')), 2);
    if (passing) retainAll(result.matches, passing);
  }
  const specs = [
    { label: labels.yours, order: OWN_ORDER },
    { label: labels.public, order: 2 },
    ...(shape === null ? [] : [{ label: labels.notIn(shape), order: 3 }]),
  ];
  const specAt = avatarSpecAt(avatars, shape);
  return groupOptions(result, request, {
    listOptions: avatarListOptions(avatars),
    labels,
    specs,
    specAt,
  });
}

const passesAt = memoizePerList((avatars: readonly Avatar[], filters: string) =>
  Uint16Array.from(avatars, (avatar) => Number(passesFilters(avatar, filters.split('\n')))),
);
const avatarSpecAt = memoizePerList((avatars: readonly Avatar[], shape: Shape | null) =>
  Uint16Array.from(avatars, (avatar) => {
    if (avatar.kind !== 'public') return 0;
    return mayHaveShape(avatar, shape) ? 1 : 2;
  }),
);
const avatarListOptions = memoizePerList((avatars: readonly Avatar[]) =>
  createListOptions(avatars, { value: avatarValue, option: avatarOption }),
);

function avatarOption(avatar: Avatar): Option {
  return { text: avatarLabel(avatar), value: avatarValue(avatar) };
}

/**
 * The options of a voice picker: recently used ones (ids, latest first), the account's own, then
 * those of each language: first that of `locale`, then English, then the others by name. Voices
 * beyond Slack's limit are counted as for avatars.
 */
export function voiceOptions(
  voices: readonly Voice[],
  request: { query: string; locale: string; recent: readonly string[] },
  labels: GroupLabels,
): PickerOptions {
  const result = searchVoices(voices, request.query, { locale: request.locale });
  const { specs, specAt } = voiceSpecs(voices, request.locale);
  const named = specs.map(({ label, order }) => ({
    label: order === OWN_ORDER ? labels.yours : (label ?? labels.otherVoices),
    order,
  }));
  return groupOptions(result, request, {
    listOptions: voiceListOptions(voices),
    labels,
    specs: named,
    specAt,
  });
}

const voiceListOptions = memoizePerList((voices: readonly Voice[]) =>
  createListOptions(voices, { value: ({ id }) => id, option: voiceOption }),
);
/** A group for each language; the label is null if the language is unknown. */
const voiceSpecs = memoizePerList((voices: readonly Voice[], locale: string) => {
  const specs: { readonly label: string | null; readonly order: number }[] = [
    { label: null, order: OWN_ORDER },
  ];
  const specAt = Uint16Array.from(voices, ({ own, language: name }) => {
    if (own) return 0;
    const language = languageOf(name);
    const label = language?.label ?? null;
    const order = language ? 5 - nearness(language, locale) : 6;
    const existing = specs.findIndex((spec) => spec.label === label && spec.order === order);
    return existing < 0 ? specs.push({ label, order }) - 1 : existing;
  });
  return { specs, specAt };
});

function voiceOption(voice: Voice): Option {
  const option = { text: voiceLabel(voice), value: voice.id };
  const description = voiceDescription(voice);
  return description === null ? option : { ...option, description };
}
