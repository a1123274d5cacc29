import type { Avatar } from '../catalogue/avatars.ts';
import type { Voice } from '../catalogue/voices.ts';
import type { Paging } from '../habits.ts';
import { oneOf, pageNumber } from './fields.ts';

type Query = Readonly<Record<string, string>>;

const STYLES = ['professional', 'social'];
const GENDERS = ['female', 'male'];
const AGES = ['adult', 'senior', 'young_adult'];
const VOICE_AGES = ['young', 'middle_aged', 'old'];
const SCENES = 'lifestyle outdoors business studio health_fitness education news'.split(' ');
const ETHNICITIES =
  'european african south_asian east_asian middle_eastern south_american north_american'.split(' ');

/** One page of a list, and whether there is more. */
export function paged<T>(
  items: readonly T[],
  query: Query,
  rules: { paging: Paging; largest: number },
): { items: readonly T[]; more: boolean } {
  const page = pageNumber('page', query['page'], 1);
  const size = pageNumber('page_size', query['page_size'], 10);
  if (size > rules.largest) oneOf('page_size', size, []);
  // The field's whole lists still claim that there is more.
  if (rules.paging === 'ignored') return { items, more: true };
  const from = rules.paging === 'repeats' ? 0 : (page - 1) * size;
  return { items: items.slice(from, from + size), more: from + size < items.length };
}

/** The public avatars a query asks for; `shapes` are its names for portrait, landscape, square. */
export function publicAvatars(
  avatars: readonly Avatar[],
  query: Query,
  shapes: readonly string[],
): Avatar[] {
  const shape = wanted(query, 'aspect_ratio', shapes);
  const style = wanted(query, 'style', STYLES);
  const gender = wanted(query, 'gender', GENDERS);
  const age = wanted(query, 'age', AGES);
  const scene = wanted(query, 'scene', SCENES);
  const ethnicity = wanted(query, 'ethnicity', ETHNICITIES);
  return avatars.filter(
    (avatar) =>
      avatar.kind === 'public' &&
      (shape === undefined || shapes[avatar.shape] === shape) &&
      (style === undefined || avatar.style === style) &&
      (gender === undefined || avatar.gender === gender) &&
      (age === undefined || avatar.age === age) &&
      (scene === undefined || avatar.scene === scene) &&
      (ethnicity === undefined || avatar.ethnicity === ethnicity),
  );
}

/** The account's own avatars of one kind, by part of the name and status where asked. */
export function ownAvatars(
  avatars: readonly Avatar[],
  kind: Avatar['kind'],
  query: Query,
): Avatar[] {
  const statuses = ['processing', 'completed', 'failed'];
  const status = wanted(query, 'status', statuses);
  const name = query['name']?.toLowerCase() ?? '';
  return avatars.filter(
    (avatar) =>
      avatar.kind === kind &&
      (status === undefined || statuses[avatar.status] === status) &&
      avatar.name.toLowerCase().includes(name),
  );
}

/** The voices a query asks for. `languages` is what it may name, `undefined` for anything. */
export function voicesFor(
  voices: readonly Voice[],
  own: boolean,
  query: Query,
  languages: readonly string[] | undefined,
): Voice[] {
  const language =
    languages === undefined ? query['language'] : wanted(query, 'language', languages);
  const gender = own ? undefined : wanted(query, 'gender', GENDERS);
  const age = own ? undefined : wanted(query, 'age', VOICE_AGES);
  const use = own ? undefined : query['use_case'];
  return voices.filter(
    (voice) =>
      voice.own === own &&
      (language === undefined || voice.language === language) &&
      (gender === undefined || voice.gender === gender) &&
      (age === undefined || voice.age === age) &&
      (use === undefined || voice.use === use),
  );
}

function wanted(query: Query, name: string, allowed: readonly string[]): string | undefined {
  const value = query[name];
  return value === undefined ? undefined : oneOf(name, value, allowed);
}
