import { readFileSync } from 'node:fs';
import { z } from 'zod';

const gender = z.enum(['female', 'male']);
const number = z.coerce.number().int();
const avatarRow = z.object({
  kind: z.enum(['public', 'custom', 'photo']),
  id: number,
  name: z.string(),
  /** 0 portrait, 1 landscape, 2 square. */
  shape: number.pipe(z.literal([0, 1, 2])),
  style: z.enum(['professional', 'social']),
  gender,
  age: z.enum(['young_adult', 'adult', 'senior']),
  scene: z.string(),
  ethnicity: z.string(),
  /** The person in the picture: a folder of `looks/`. */
  look: z.string(),
  /** 0 in progress, 1 ready, 2 failed. */
  status: number.pipe(z.literal([0, 1, 2])),
  failure: z.string(),
});
const voiceRow = z.object({
  id: z.string(),
  own: z.enum(['true', 'false']).transform((own) => own === 'true'),
  name: z.string(),
  /** Empty if Jogg does not know it, as for real custom voices. */
  language: z.string(),
  gender,
  age: z.enum(['young', 'middle_aged', 'old']),
  accent: z.string(),
  use: z.string(),
});

/** An avatar in the sandbox; the routes translate it to v1 or v2. */
export type Avatar = Readonly<z.infer<typeof avatarRow>>;
export type Voice = Readonly<z.infer<typeof voiceRow>>;
/** Everything the sandbox's account can use. Tests may change the lists, which are arrays. */
export type Catalogue = ReturnType<typeof createCatalogue>;

/** The places of public avatars, with Jogg's style and scene for each. */
const SETTINGS = {
  Studio: ['professional', 'studio'],
  Classroom: ['professional', 'education'],
  'Living room': ['social', 'lifestyle'],
  Office: ['professional', 'business'],
  Outdoors: ['social', 'outdoors'],
  Gym: ['social', 'health_fitness'],
  'News desk': ['professional', 'news'],
  Café: ['social', 'lifestyle'],
};
/** A person, with the id and the shape of the avatar in each setting. */
const personRow = avatarRow
  .pick({ name: true, gender: true, age: true, ethnicity: true, look: true })
  .catchall(z.string());

const PUBLIC = readTable('people.csv', personRow)
  .flatMap(({ name, gender, age, ethnicity, look, ...settings }) =>
    Object.entries(SETTINGS).flatMap(([setting, [style, scene]]) => {
      const [id, shape] = settings[setting]?.split(' ') ?? [];
      const facts = { id, shape, style, scene, gender, age, ethnicity, look };
      const rest = { kind: 'public', name: `${name} – ${setting}`, status: 1, failure: '' };
      return id ? [avatarRow.parse({ ...facts, ...rest })] : [];
    }),
  )
  .toSorted((one, other) => one.id - other.id);
const OWN = readTable('avatars.csv', avatarRow);
const VOICES = readTable('voices.csv', voiceRow);
const ID_STEP = 1_000_000;

/** 120 voices, and `publicCount` public avatars made from 300 people and places. */
export function createCatalogue(publicCount: number) {
  const publicAvatars = Array.from({ length: publicCount }, (_, at) => {
    const avatar = PUBLIC[at % PUBLIC.length] as Avatar;
    return { ...avatar, id: avatar.id + ID_STEP * Math.floor(at / PUBLIC.length) };
  });
  const avatars = [...publicAvatars, ...OWN];
  const voices = [...VOICES];
  return {
    ...{ avatars, voices },
    avatar: (id: number): Avatar | undefined => avatars.find((avatar) => avatar.id === id),
    voice: (id: string): Voice | undefined => voices.find((voice) => voice.id === id),
  };
}

/** Reads a CSV file whose first line has the column names. */
function readTable<Row>(file: string, row: z.ZodType<Row>): readonly Row[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8').trimEnd();
  const [names = [], ...rows] = text.split('\n').map((line) => line.split(','));
  const factsOf = (cells: string[]) =>
    Object.fromEntries(names.map((name, at) => [name, cells[at]]));
  return rows.map((cells) => row.parse(factsOf(cells)));
}
