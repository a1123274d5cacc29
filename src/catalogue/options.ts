import { type Avatar, avatarValue, type Shape, type Voice } from '../domain/catalogue.ts';
import { intersect } from './bit-set.ts';
import { passes } from './filters.ts';
import { avatarLabel, voiceDescription, voiceLabel } from './labels.ts';
import { languageOf, nearness } from './language/languages.ts';
import { createOffers, type Option } from './list-options.ts';
import { perList } from './memoize-per-list.ts';
import { type Choices, type GroupWords, groupsOf, YOURS } from './option-groups.ts';
import { fits, searchAvatars, searchVoices } from './search.ts';

/**
 * Avatars to pick from: recently used (values, latest first), the account's own, public ones, and
 * last those that do not exist in the chosen shape. What does not fit is counted in the label of
 * the group it was cut from, or of the last one.
 */
export function avatarOptions(
  avatars: readonly Avatar[],
  ask: {
    query: string;
    shape: Shape | null;
    recent: readonly string[];
    /** Values of `avatarFacets`; an empty list passes all. */
    filters?: readonly string[];
  },
  words: GroupWords,
): Choices {
  const { shape, filters = [] } = ask;
  const found = searchAvatars(avatars, ask.query, { shape });
  if (filters.length > 0) {
    const [, passing] = found.order.setsOf(passingAt(avatars, filters.join('\n')), 2);
    if (passing) intersect(found.fit, passing);
  }
  const places = [
    { label: words.yours, order: YOURS },
    { label: words.public, order: 2 },
    ...(shape === null ? [] : [{ label: words.notIn(shape), order: 3 }]),
  ];
  const placeAt = avatarPlaceAt(avatars, shape);
  return groupsOf(found, ask, { offers: avatarOffers(avatars), words, places, placeAt });
}

const passingAt = perList((avatars: readonly Avatar[], filters: string) =>
  Uint16Array.from(avatars, (avatar) => Number(passes(avatar, filters.split('\n')))),
);
const avatarPlaceAt = perList((avatars: readonly Avatar[], shape: Shape | null) =>
  Uint16Array.from(avatars, (avatar) => {
    if (avatar.kind !== 'public') return 0;
    return fits(avatar, shape) ? 1 : 2;
  }),
);
const avatarOffers = perList((avatars: readonly Avatar[]) =>
  createOffers(avatars, { value: avatarValue, option: avatarOption }),
);

function avatarOption(avatar: Avatar): Option {
  return { text: avatarLabel(avatar), value: avatarValue(avatar) };
}

/**
 * Voices to pick from: recently used (ids, latest first), the account's own, then by language: that
 * of `locale`, English, the others by name. What does not fit is counted as for avatars.
 */
export function voiceOptions(
  voices: readonly Voice[],
  ask: { query: string; locale: string; recent: readonly string[] },
  words: GroupWords,
): Choices {
  const found = searchVoices(voices, ask.query, { locale: ask.locale });
  const { places, placeAt } = voicePlaces(voices, ask.locale);
  const named = places.map(({ label, order }) => ({
    label: order === YOURS ? words.yours : (label ?? words.otherVoices),
    order,
  }));
  return groupsOf(found, ask, { offers: voiceOffers(voices), words, places: named, placeAt });
}

const voiceOffers = perList((voices: readonly Voice[]) =>
  createOffers(voices, { value: ({ id }) => id, option: voiceOption }),
);
/** A place for each language; its label is null where it is not known. */
const voicePlaces = perList((voices: readonly Voice[], locale: string) => {
  const places: { readonly label: string | null; readonly order: number }[] = [
    { label: null, order: YOURS },
  ];
  const placeAt = Uint16Array.from(voices, ({ own, language: name }) => {
    if (own) return 0;
    const language = languageOf(name);
    const label = language?.label ?? null;
    const order = language ? 5 - nearness(language, locale) : 6;
    const alike = places.findIndex((place) => place.label === label && place.order === order);
    return alike < 0 ? places.push({ label, order }) - 1 : alike;
  });
  return { places, placeAt };
});

function voiceOption(voice: Voice): Option {
  const option = { text: voiceLabel(voice), value: voice.id };
  const description = voiceDescription(voice);
  return description === null ? option : { ...option, description };
}
