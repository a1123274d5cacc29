import type { Paging } from '../behaviour.ts';
import type { Avatar, Voice } from '../catalogue/catalogue.ts';
import { mustBeOneOf } from './fields.ts';
import { parameterError } from './jogg-error.ts';

export type Query = Readonly<Record<string, string>>;
/** The allowed values of each filter; `undefined` allows any value. */
type Filters = Readonly<Record<string, readonly string[] | undefined>>;

/** The languages that v1 filters by. https://docs.jogg.ai/api-reference/v1/Voice */
const LANGUAGES = (
  'english filipino french german hindi indonesian italian japanese korean malay portuguese ' +
  'russian spanish thai vietnamese arabic greek turkish slovenian croatian romanian chinese ' +
  'bengali urdu hungarian traditional-chinese polish cantonese danish malayalam tamil telugu ' +
  'czech hebrew zulu swedish lithuanian dutch flemish norwegian finnish bulgarian latvian ' +
  'ukrainian mongolian persian odia assamese kannada tagalog amharic serbian slovak swahili'
).split(' ');
const GENDERS = ['female', 'male'];
const STATUSES = ['processing', 'completed', 'failed'];
const AVATARS: Filters = {
  style: ['professional', 'social'],
  gender: GENDERS,
  age: ['adult', 'senior', 'young_adult'],
  scene: 'lifestyle outdoors business studio health_fitness education news'.split(' '),
  ethnicity: [
    ...['european', 'african', 'south_asian', 'east_asian', 'middle_eastern'],
    ...['south_american', 'north_american'],
  ],
};
const VOICES: Filters = { gender: GENDERS, age: ['young', 'middle_aged', 'old'] };

export function paginate<T>(
  items: readonly T[],
  query: Query,
  rules: { paging: Paging; maxPageSize: number },
): { items: readonly T[]; hasMore: boolean } {
  const page = pageNumber('page', query['page'], 1);
  const size = pageNumber('page_size', query['page_size'], 10);
  if (size > rules.maxPageSize) throw mustBeOneOf('page_size', []);
  // In the field, complete lists still say that there is more.
  if (rules.paging === 'ignored') return { items, hasMore: true };
  const from = (page - 1) * size;
  return { items: items.slice(from, from + size), hasMore: from + size < items.length };
}

/** Filters the public avatars. `shapes`: the query's names for portrait, landscape, square. */
export function publicAvatars(avatars: readonly Avatar[], query: Query, shapes: readonly string[]) {
  const fits = filter(query, { aspect_ratio: shapes, ...AVATARS });
  return avatars.filter(
    (avatar) => avatar.kind === 'public' && fits({ ...avatar, aspect_ratio: shapes[avatar.shape] }),
  );
}

/** Filters the account's avatars of one kind by part of the name and by status. */
export function ownAvatars(avatars: readonly Avatar[], kind: Avatar['kind'], query: Query) {
  const fits = filter(query, { status: STATUSES });
  const name = query['name']?.toLowerCase() ?? '';
  return avatars.filter(
    (avatar) =>
      avatar.kind === kind &&
      fits({ status: STATUSES[avatar.status] }) &&
      avatar.name.toLowerCase().includes(name),
  );
}

/** Filters the voices. v1 accepts only its own languages, v2 any. */
export function voicesFor(voices: readonly Voice[], own: boolean, query: Query, version: 1 | 2) {
  const filters = own ? {} : { ...VOICES, use_case: undefined };
  const fits = filter(query, { language: version === 1 ? LANGUAGES : undefined, ...filters });
  return voices.filter((voice) => voice.own === own && fits({ ...voice, use_case: voice.use }));
}

/** Returns a test for the query's filters. @throws JoggError for a value that Jogg does not know */
function filter(query: Query, filters: Filters) {
  const wanted = Object.entries(filters).flatMap(([name, allowed]) => {
    const value = query[name];
    if (value === undefined) return [];
    if (allowed?.includes(value) === false) throw mustBeOneOf(name, allowed);
    return [[name, value] as const];
  });
  return (facts: Readonly<Record<string, unknown>>) =>
    wanted.every(([name, value]) => facts[name] === value);
}

/** A query parameter as a whole number ≥ 1. */
function pageNumber(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw parameterError(`${name} must be an integer of at least 1`);
}
