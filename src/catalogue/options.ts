import { type Avatar, avatarValue, type Shape, type Voice } from '../domain/catalogue.ts';
import { passes } from './filters.ts';
import { avatarLabel, voiceDescription, voiceLabel } from './labels.ts';
import { languageOf, nearness } from './language/languages.ts';
import { type Offers, type Option, offersOf } from './offers.ts';
import { type Choices, type GroupWords, groupsOf, type Place, YOURS } from './option-groups.ts';
import { fits, NO_FIT, searchAvatars, searchVoices } from './search.ts';

const avatarOffers = new WeakMap<readonly Avatar[], Offers>();
const voiceOffers = new WeakMap<readonly Voice[], Offers>();

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
  const { index, places: fit } = found;
  if (filters.length > 0) {
    const passing = index.marks(`filters ${filters.join(' ')}`, (avatar) => {
      return Number(passes(avatar, filters));
    });
    for (let at = 0; at < fit.length; at += 1) if (passing[at] === 0) fit[at] = NO_FIT;
  }
  const places = [
    { label: words.yours, order: YOURS },
    { label: words.public, order: 2 },
    ...(shape === null ? [] : [{ label: words.notIn(shape), order: 3 }]),
  ];
  const placeAt = index.marks(`place ${shape}`, (avatar) => {
    if (avatar.kind !== 'public') return 0;
    return fits(avatar, shape) ? 1 : 2;
  });
  const offers = offersOf(avatarOffers, avatars, { value: avatarValue, option: avatarOption });
  return groupsOf(found, ask, { offers, words, places, placeAt });
}

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
  const places: Place[] = [{ label: words.yours, order: YOURS }];
  const numbers = new Map<string | null, number>();
  const placeAt = voices.map(({ own, language: name }) => {
    if (own) return 0;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const language = languageOf(name);
    const label = language?.label ?? words.otherVoices;
    const order = language ? 5 - nearness(language, ask.locale) : 6;
    const alike = places.findIndex((place) => place.label === label && place.order === order);
    const number = alike < 0 ? places.push({ label, order }) - 1 : alike;
    numbers.set(name, number);
    return number;
  });
  const offers = offersOf(voiceOffers, voices, { value: ({ id }) => id, option: voiceOption });
  return groupsOf(found, ask, { offers, words, places, placeAt });
}

function voiceOption(voice: Voice): Option {
  const option = { text: voiceLabel(voice), value: voice.id };
  const description = voiceDescription(voice);
  return description === null ? option : { ...option, description };
}
