import { type Avatar, avatarValue, type Shape, type Voice } from '../domain/catalogue.ts';
import { clip } from '../lib/text.ts';
import { passes } from './filters.ts';
import { avatarLabel, MOST_TEXT, voiceDescription, voiceLabel } from './labels.ts';
import { languageOf, nearness } from './language/languages.ts';
import { fits, isBlank, searchAvatars, searchVoices } from './search.ts';

/**
 * Slack takes at most 100 groups of 100 options; people read fewer.
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
 */
export const MOST_OPTIONS = 100;
/** `@slack/types` says 75, Slack's pages 150: the lower one holds. */
export const MOST_VALUE = 75;

/** The groups of a picker's answer, as plain data; every text is 1 to 75 characters long. */
export interface Option {
  readonly text: string;
  readonly value: string;
  readonly description?: string;
}
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}
/** What the groups are called. */
export interface GroupWords {
  readonly recent: string;
  readonly yours: string;
  readonly public: string;
  readonly otherVoices: string;
  notIn(shape: Shape): string;
  /** What a label ends with if its group was cut off. */
  more(count: number): string;
  /** What the last label ends with if whole groups were cut off. */
  moreInAll(count: number): string;
}
export interface Choices {
  /** Empty when nothing matches: Slack then says "No results" (an empty group is refused). */
  readonly groups: readonly OptionGroup[];
  readonly shown: number;
  /** How many matched, shown or not. */
  readonly matched: number;
  /** How many matched but cannot be offered, because their id is too long for a value. */
  readonly unusable: number;
}

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
  return choices<Avatar>(ask, found, {
    words,
    place,
    value: avatarValue,
    option: (avatar) => ({ text: avatarLabel(avatar), value: avatarValue(avatar) }),
  });
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
  const yours = { label: words.yours, order: YOURS };
  const place = (voice: Voice): Place => {
    if (voice.own) return yours;
    const known = places.get(voice.language);
    if (known) return known;
    const language = languageOf(voice.language);
    const order = language ? 5 - nearness(language, ask.locale) : 6;
    const found = { label: language?.label ?? words.otherVoices, order };
    places.set(voice.language, found);
    return found;
  };
  return choices(ask, found, { words, place, value: (voice) => voice.id, option: voiceOption });
}

function voiceOption(voice: Voice): Option {
  const option = { text: voiceLabel(voice), value: voice.id };
  const description = voiceDescription(voice);
  return description === null ? option : { ...option, description };
}

/** Groups come by `order`, then by label. */
interface Place {
  readonly label: string;
  readonly order: number;
}
const YOURS = 1;

/** How a kind of item is grouped and shown. */
interface Manner<T> {
  readonly words: GroupWords;
  place(item: T): Place;
  value(item: T): string;
  option(item: T): Option;
}

interface Candidate<T> {
  readonly place: Place;
  readonly item: T;
}

function choices<T>(
  ask: { query: string; recent: readonly string[] },
  found: readonly T[],
  manner: Manner<T>,
): Choices {
  const candidates = new Map<string, Candidate<T>>();
  let unusable = 0;
  for (const item of found) {
    const value = manner.value(item);
    if (value.length > MOST_VALUE) unusable += 1;
    else if (!candidates.has(value)) candidates.set(value, { place: manner.place(item), item });
  }
  const recent: Candidate<T>[] = [];
  const lately = { label: manner.words.recent, order: 0 };
  for (const value of ask.recent) {
    const used = candidates.get(value);
    if (used) recent.push({ place: lately, item: used.item });
    candidates.delete(value);
  }
  const all = [...recent, ...candidates.values()];
  const grouped = all.toSorted(
    (a, b) => a.place.order - b.place.order || compareLabels(a.place.label, b.place.label),
  );
  // While searching, a better match in a later language precedes a worse one in an earlier.
  const places = isBlank(ask.query)
    ? grouped
    : [...grouped.filter(isPinned), ...all.filter((each) => !isPinned(each))];
  const chosen = new Set(places.slice(0, MOST_OPTIONS));
  const groups = labelled(grouped, chosen, manner);
  return {
    groups,
    shown: chosen.size,
    matched: all.length,
    unusable,
  };
}

function isPinned({ place }: Candidate<unknown>): boolean {
  return place.order <= YOURS;
}

function compareLabels(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function labelled<T>(
  grouped: readonly Candidate<T>[],
  chosen: ReadonlySet<Candidate<T>>,
  manner: Manner<T>,
): OptionGroup[] {
  const groups = [...Map.groupBy(grouped, ({ place }) => place.label)]
    .map(([label, members]) => ({ label, members, shown: members.filter((m) => chosen.has(m)) }))
    .filter(({ shown }) => shown.length > 0);
  const hidden = grouped.length - chosen.size;
  const cutHere = groups.reduce((sum, each) => sum + each.members.length - each.shown.length, 0);
  return groups.map(({ label, members, shown }, index) => {
    let ending = '';
    if (shown.length < members.length) {
      ending = manner.words.more(members.length - shown.length);
    }
    // Whole groups did not fit: only the last label can say so.
    if (index === groups.length - 1 && hidden > cutHere) {
      ending = manner.words.moreInAll(hidden);
    }
    return {
      label: `${clip(label, MOST_TEXT - ending.length)}${ending}`,
      options: shown.map(({ item }) => manner.option(item)),
    };
  });
}
