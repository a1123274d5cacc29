import {
  type Avatar,
  avatarValue,
  type Catalogue,
  type Shape,
  type Voice,
} from '../domain/catalogue.ts';
import { languageOf, nearness } from './language/languages.ts';
import { fits } from './search.ts';

/** A problem with a choice, with the facts its sentence needs. */
export type ChoiceProblem =
  | { readonly kind: 'avatar gone' }
  | { readonly kind: 'voice gone' }
  | {
      readonly kind: 'avatar not in shape';
      readonly avatar: Avatar;
      readonly shape: Shape;
      /** The same person in the wanted shape, if there is one. */
      readonly instead: Avatar | null;
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
 * The avatar to show first: the person's last choice while it exists (never silently replaced),
 * else the first public one of the shape, professional before others. An own avatar shows a real
 * person: it is never the default, unless there is no other.
 */
export function defaultAvatar(
  catalogue: Catalogue,
  prefs: { avatar: string | null; shape: Shape | null },
): Avatar | null {
  const last = prefs.avatar === null ? null : findAvatar(catalogue, prefs.avatar);
  if (last) return last;
  const { avatars } = catalogue;
  const known = firstAvatars.get(avatars) ?? new Map<Shape | null, Avatar | null>();
  firstAvatars.set(avatars, known);
  const first = known.get(prefs.shape);
  if (first !== undefined) return first;
  const found = best(avatars, (avatar) =>
    score(
      Number(fits(avatar, prefs.shape)),
      Number(avatar.kind === 'public'),
      Number(avatar.style?.toLowerCase() === 'professional'),
    ),
  );
  known.set(prefs.shape, found);
  return found;
}

/** A list never changes in place, and each form asks for its first avatar. */
const firstAvatars = new WeakMap<readonly Avatar[], Map<Shape | null, Avatar | null>>();

/**
 * The voice to show first: the person's last choice while it exists, else the one that best has,
 * in this order, the language of `locale` (English failing that), the avatar's gender, the
 * account as its owner, the locale's region and the avatar's age; the first of equals.
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
      alike(voice.gender, avatar?.gender ?? null),
      Number(voice.own),
      Number(voice.id.startsWith(`${locale}-`)),
      alike(voice.age, VOICE_AGES[avatar?.age ?? ''] ?? null),
    ),
  );
}

/** Whether the picked items still exist and fit together; every problem at once. */
export function checkChoice(
  catalogue: Catalogue,
  choice: { avatar: string; voice: string; shape: Shape },
): ChoiceCheck {
  const avatar = findAvatar(catalogue, choice.avatar);
  const voice = findVoice(catalogue, choice.voice);
  const { shape } = choice;
  const problems: ChoiceProblem[] = [];
  if (!avatar) problems.push({ kind: 'avatar gone' });
  else if (!fits(avatar, shape)) {
    problems.push({
      kind: 'avatar not in shape',
      avatar,
      shape,
      instead: twin(catalogue, avatar, shape),
    });
  }
  if (!voice) problems.push({ kind: 'voice gone' });
  if (avatar && voice && problems.length === 0) return { kind: 'ok', avatar, voice };
  return { kind: 'wrong', problems };
}

/** Jogg's ages of voices for its ages of avatars. */
const VOICE_AGES: Readonly<Record<string, string>> = {
  young_adult: 'young',
  adult: 'middle_aged',
  senior: 'old',
};

/** 2 the same, 1 unknown, 0 different. */
function alike(one: string | null, other: string | null): number {
  if (one === null || other === null || one === '' || other === '') return 1;
  return one.toLowerCase() === other.toLowerCase() ? 2 : 0;
}

/** Public avatars are listed once per shape, under one name. */
function twin(catalogue: Catalogue, avatar: Avatar, shape: Shape): Avatar | null {
  const same = catalogue.avatars.filter(
    (each) => each.kind === avatar.kind && each.name === avatar.name && each.shape === shape,
  );
  return best(same, (each) =>
    score(alike(each.gender, avatar.gender), Number(each.style === avatar.style)),
  );
}

/** Each score is a whole number from 0 to 3; an earlier one outweighs all later ones. */
function score(...marks: readonly number[]): number {
  return marks.reduce((sum, mark) => sum * 4 + mark, 0);
}

/** The first item with the greatest score; null for none. */
function best<T>(items: readonly T[], scoreOf: (item: T) => number): T | null {
  let winner: T | null = null;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const reached = scoreOf(item);
    if (reached <= greatest) continue;
    winner = item;
    greatest = reached;
  }
  return winner;
}
