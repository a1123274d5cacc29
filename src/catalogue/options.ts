import { type Avatar, avatarValue, type Shape, type Voice } from '../domain/catalogue.ts';
import { passes } from './filters.ts';
import { avatarLabel, voiceDescription, voiceLabel } from './labels.ts';
import { languageOf, nearness } from './language/languages.ts';
import { type Offers, type Option, offersOf } from './offers.ts';
import { type Choices, type GroupWords, groupsOf, type Place, YOURS } from './option-groups.ts';
import { fits, searchAvatars, searchVoices } from './search.ts';

const avatarOffers = new WeakMap<readonly Avatar[], Offers<Avatar>>();
const voiceOffers = new WeakMap<readonly Voice[], Offers<Voice>>();

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
  const all = searchAvatars(avatars, ask.query, { shape: ask.shape });
  const { filters = [] } = ask;
  const found = filters.length === 0 ? all : all.filter((avatar) => passes(avatar, filters));
  const yours = { label: words.yours, order: YOURS };
  const listed = { label: words.public, order: 2 };
  const unfit = ask.shape === null ? listed : { label: words.notIn(ask.shape), order: 3 };
  const place = (avatar: Avatar): Place => {
    if (avatar.kind !== 'public') return yours;
    return fits(avatar, ask.shape) ? listed : unfit;
  };
  const offers = offersOf(avatarOffers, avatars, { value: avatarValue, option: avatarOption });
  return groupsOf(ask, found, { offers, words, place });
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
  const places = new Map<string | null, Place>();
  const alike = new Map<string, Place>();
  const yours = { label: words.yours, order: YOURS };
  const place = (voice: Voice): Place => {
    if (voice.own) return yours;
    const known = places.get(voice.language);
    if (known) return known;
    const language = languageOf(voice.language);
    const order = language ? 5 - nearness(language, ask.locale) : 6;
    const told = { label: language?.label ?? words.otherVoices, order };
    const key = `${told.order} ${told.label}`;
    const found = alike.get(key) ?? told;
    alike.set(key, found);
    places.set(voice.language, found);
    return found;
  };
  const offers = offersOf(voiceOffers, voices, { value: ({ id }) => id, option: voiceOption });
  return groupsOf(ask, found, { offers, words, place });
}

function voiceOption(voice: Voice): Option {
  const option = { text: voiceLabel(voice), value: voice.id };
  const description = voiceDescription(voice);
  return description === null ? option : { ...option, description };
}
