import {
  type Avatar,
  avatarValue,
  type Catalogue,
  type Shape,
  type Voice,
} from '../domain/catalogue.ts';
import { languageOf, nearness } from './language/languages.ts';
import { mayHaveShape } from './search.ts';

/** A problem with a choice, and the facts that its message needs. */
export type ChoiceProblem =
  | { readonly kind: 'avatar gone' }
  | { readonly kind: 'voice gone' }
  | {
      readonly kind: 'avatar not in shape';
      readonly avatar: Avatar;
      readonly shape: Shape;
      /** The same person in the chosen shape, if there is one. */
      readonly alternative: Avatar | null;
    };

export type ChoiceCheck =
  | { readonly kind: 'ok'; readonly avatar: Avatar; readonly voice: Voice }
  | { readonly kind: 'wrong'; readonly problems: readonly ChoiceProblem[] };

/** The avatar of an option's value, e.g. `public:81`; null if it is gone. */
export function findAvatar(catalogue: Catalogue, value: string): Avatar | null {
  const id = value.slice(value.indexOf(':') + 1);
  const found = catalogue.avatars.find(
    (avatar) => avatar.id === id && avatarValue(avatar) === value,
  );
  return found ?? null;
}

/** The voice with this id; null if it is gone. */
export function findVoice(catalogue: Catalogue, id: string): Voice | null {
  return catalogue.voices.find((voice) => voice.id === id) ?? null;
}

/**
 * The avatar to select at first: the person's last choice if it still exists, else the first public
 * avatar of the shape, professional ones first. The account's own avatars show real people, so one
 * of them is the default only if there is no other avatar.
 */
export function defaultAvatar(
  catalogue: Catalogue,
  prefs: { avatar: string | null; shape: Shape | null },
): Avatar | null {
  const last = prefs.avatar === null ? null : findAvatar(catalogue, prefs.avatar);
  if (last) return last;
  const { avatars } = catalogue;
  const firstByShape = firstAvatars.get(avatars) ?? new Map<Shape | null, Avatar | null>();
  firstAvatars.set(avatars, firstByShape);
  const cached = firstByShape.get(prefs.shape);
  if (cached !== undefined) return cached;
  const found = best(avatars, (avatar) =>
    score(
      Number(mayHaveShape(avatar, prefs.shape)),
      Number(avatar.kind === 'public'),
      Number(avatar.style?.toLowerCase() === 'professional'),
    ),
  );
  firstByShape.set(prefs.shape, found);
  return found;
}

/** Cached, because each form needs its first avatar; a list never changes in place. */
const firstAvatars = new WeakMap<readonly Avatar[], Map<Shape | null, Avatar | null>>();

/**
 * The voice to select at first: the person's last choice if it still exists, else the best match.
 * The criteria, most important first: the language of `locale` (or else English), the avatar's
 * gender, a voice of the account's own, the locale's region, the avatar's age, the list's order.
 */
export function defaultVoice(
  catalogue: Catalogue,
  avatar: Avatar | null,
  locale: string,
  prefs: { voice: string | null },
): Voice | null {
  const last = prefs.voice === null ? null : findVoice(catalogue, prefs.voice);
  if (last) return last;
  return best(catalogue.voices, (voice) =>
    score(
      nearness(languageOf(voice.language), locale),
      similarity(voice.gender, avatar?.gender ?? null),
      Number(voice.own),
      Number(voice.id.startsWith(`${locale}-`)),
      similarity(voice.age, VOICE_AGES[avatar?.age ?? ''] ?? null),
    ),
  );
}

/** Checks that the chosen items still exist and fit together; returns all problems at once. */
export function checkChoice(
  catalogue: Catalogue,
  choice: { avatar: string; voice: string; shape: Shape },
): ChoiceCheck {
  const avatar = findAvatar(catalogue, choice.avatar);
  const voice = findVoice(catalogue, choice.voice);
  const { shape } = choice;
  const problems: ChoiceProblem[] = [];
  if (!avatar) problems.push({ kind: 'avatar gone' });
  else if (!mayHaveShape(avatar, shape)) {
    problems.push({
      kind: 'avatar not in shape',
      avatar,
      shape,
      alternative: variantInShape(catalogue, avatar, shape),
    });
  }
  if (!voice) problems.push({ kind: 'voice gone' });
  if (avatar && voice && problems.length === 0) return { kind: 'ok', avatar, voice };
  return { kind: 'wrong', problems };
}

/** Jogg's name of a voice's age, by its name of an avatar's age. */
const VOICE_AGES: Readonly<Record<string, string>> = {
  young_adult: 'young',
  adult: 'middle_aged',
  senior: 'old',
};

/** 2 if the values are equal, 1 if one is unknown, 0 if they differ. */
function similarity(one: string | null, other: string | null): number {
  if (one === null || other === null || one === '' || other === '') return 1;
  return one.toLowerCase() === other.toLowerCase() ? 2 : 0;
}

/** The same avatar in another shape. Jogg lists a public avatar once per shape, by one name. */
function variantInShape(catalogue: Catalogue, avatar: Avatar, shape: Shape): Avatar | null {
  const same = catalogue.avatars.filter(
    (each) => each.kind === avatar.kind && each.name === avatar.name && each.shape === shape,
  );
  return best(same, (each) =>
    score(similarity(each.gender, avatar.gender), Number(each.style === avatar.style)),
  );
}

/** Combines scores from 0 to 3; an earlier one outweighs all later ones. */
function score(...scores: readonly number[]): number {
  return scores.reduce((sum, mark) => sum * 4 + mark, 0);
}

/** The first item with the greatest score; null for none. */
function best<T>(items: readonly T[], scoreOf: (item: T) => number): T | null {
  let winner: T | null = null;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const itemScore = scoreOf(item);
    if (itemScore <= greatest) continue;
    winner = item;
    greatest = itemScore;
  }
  return winner;
}
