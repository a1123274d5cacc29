import { createRandom } from '../random.ts';
import { PEOPLE, type Person } from './people.ts';

/** An avatar as the sandbox knows it; the routes spell it as v1 or v2 does. */
export interface Avatar {
  readonly kind: 'public' | 'custom' | 'photo';
  readonly id: number;
  readonly name: string;
  /** 0 portrait, 1 landscape, 2 square. */
  readonly shape: 0 | 1 | 2;
  readonly style: 'professional' | 'social';
  readonly gender: 'female' | 'male';
  readonly age: 'young_adult' | 'adult' | 'senior';
  readonly scene: string;
  readonly ethnicity: string;
  /** Who is drawn: see `people.ts`. */
  readonly look: string;
  /** 0 in progress, 1 ready, 2 failed. */
  readonly status: 0 | 1 | 2;
  readonly failure: string;
}

const PLACES = [
  { name: 'Studio', scene: 'studio', style: 'professional' },
  { name: 'Office', scene: 'business', style: 'professional' },
  { name: 'News desk', scene: 'news', style: 'professional' },
  { name: 'Classroom', scene: 'education', style: 'professional' },
  { name: 'Outdoors', scene: 'outdoors', style: 'social' },
  { name: 'Café', scene: 'lifestyle', style: 'social' },
  { name: 'Living room', scene: 'lifestyle', style: 'social' },
  { name: 'Gym', scene: 'health_fitness', style: 'social' },
] as const;
const SHAPES = [0, 0, 0, 0, 1, 1, 1, 2, 2] as const;
const CUSTOM =
  'Our founder, Support team, Onboarding host, Product tour, Recruiting, All-hands, ' +
  'Release notes, Partner news, Training (new), Warehouse safety';
const READY = { status: 1, failure: '' } as const;
const FIRST_ID = 41;
/** The id of every example in the documentation: it must exist. */
const EXAMPLE_ID = 81;

/** The library: `count` avatars with rising ids from 41, the same for the same seed. */
export function publicAvatars(seed: number, count: number): Avatar[] {
  const random = createRandom(seed);
  const avatars: Avatar[] = [];
  let id = FIRST_ID;
  for (let at = 0; at < count; at += 1) {
    const person = at % PEOPLE.length;
    const place =
      PLACES[(person * 3 + Math.floor(at / PEOPLE.length)) % PLACES.length] ?? PLACES[0];
    const name = `${someone(person).name} – ${place.name}`;
    avatars.push({
      ...{ ...portrayed(person, random.pick(SHAPES)), ...place, ...READY },
      ...{ kind: 'public', id, name },
    });
    const next = id + random.between(2, 14);
    id = id < EXAMPLE_ID && next > EXAMPLE_ID ? EXAMPLE_ID : next;
  }
  return avatars;
}

/** Ten instant avatars of the account: one still in progress, one failed. */
export function customAvatars(): Avatar[] {
  return CUSTOM.split(', ').map((name, at) => ({
    ...{ ...portrayed(at * 5 + 2, at % 3 === 1 ? 1 : 0), kind: 'custom', name, ...READY },
    ...{ id: 445_593 + at * 317, style: 'professional', scene: 'business' },
    ...(at === 8 ? { status: 0 } : {}),
    ...(at === 9 ? { status: 2, failure: 'No face was found in the footage' } : {}),
  }));
}

export function photoAvatars(): Avatar[] {
  return [11, 24, 33, 42, 53, 60].map((person, at) => ({
    ...{ ...portrayed(person, at === 2 ? 2 : 0), ...READY, kind: 'photo', scene: 'lifestyle' },
    ...{ id: 113_443 + at * 71, name: `${someone(person).name} (photo)` },
    style: at % 2 === 0 ? 'professional' : 'social',
  }));
}

function portrayed(at: number, shape: Avatar['shape']) {
  const { gender, ethnicity, look } = someone(at);
  const age = at % 7 === 3 ? 'senior' : at % 3 === 0 ? 'young_adult' : 'adult';
  return { shape, gender, ethnicity, look, age } as const;
}

function someone(at: number): Person {
  const person = PEOPLE[at % PEOPLE.length];
  if (person === undefined) throw new Error('nobody is in the list of people');
  return person;
}
