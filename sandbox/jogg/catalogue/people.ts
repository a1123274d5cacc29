/** Somebody the made-up library shows: `tone` runs from 0 (fair) to 1 (dark). */
export interface Person {
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly ethnicity: string;
  readonly tone: number;
}

const TONES = {
  european: 0.1,
  north_american: 0.25,
  east_asian: 0.2,
  middle_eastern: 0.4,
  south_american: 0.45,
  south_asian: 0.6,
  african: 0.9,
} as const;
type Ethnicity = keyof typeof TONES;

const WOMEN: Record<Ethnicity, string> = {
  european: 'Clara Ingrid Sofia Zoé Niamh Katarzyna Elena',
  north_american: 'Hazel Ruth Willow Grace',
  east_asian: 'Mei Yuna Sakura Linh Xiu',
  middle_eastern: 'Leyla Noor Shirin Yasmin',
  south_american: 'Valentina Camila Luz Inés',
  south_asian: 'Priya Ananya Dilini Farah',
  african: 'Amara Zuri Thandiwe Adaeze Makena',
};
const MEN: Record<Ethnicity, string> = {
  european: 'Anton Matteo Lars Søren Luc Pavel Óscar',
  north_american: 'Wyatt Caleb Jude Theo',
  east_asian: 'Kenji Minjun Wei Hiro',
  middle_eastern: 'Omar Cyrus Emre Tariq',
  south_american: 'Diego Rafael Thiago Joaquín',
  south_asian: 'Arjun Rohan Imran Kavi',
  african: 'Kwame Tendai Sefu Jelani Chidi',
};

/** Everybody, women and men in turn, so that any stretch of the list is a fair mix. */
export const PEOPLE: readonly Person[] = interleave(
  named(WOMEN, 'female').flat(),
  named(MEN, 'male').flat(),
);

function named(names: Record<Ethnicity, string>, gender: Person['gender']): Person[][] {
  const groups = Object.entries(TONES).map(([ethnicity, tone]) =>
    names[ethnicity as Ethnicity].split(' ').map((name) => ({ name, gender, ethnicity, tone })),
  );
  const longest = Math.max(...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? []));
}

function interleave(one: readonly Person[], other: readonly Person[]): Person[] {
  const longest = Math.max(one.length, other.length);
  return Array.from({ length: longest }, (_, turn) =>
    [one[turn], other[turn]].filter((person) => person !== undefined),
  ).flat();
}
