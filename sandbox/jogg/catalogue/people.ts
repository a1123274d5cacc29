export interface Person {
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly ethnicity: string;
  /** Who is drawn, a folder of `looks/`: the same for everything of this person. */
  readonly look: string;
}

/**
 * Ethnicity, then women and men, then the looks they have in turn. The order decides who follows
 * whom in the library.
 */
const NAMES: readonly [ethnicity: string, women: string, men: string, ...looks: number[]][] = [
  [
    'european',
    'Clara Ingrid Sofia Zoé Niamh Katarzyna Elena',
    'Anton Matteo Lars Søren Luc Pavel Óscar',
    ...[0, 1],
  ],
  ['north_american', 'Hazel Ruth Willow Grace', 'Wyatt Caleb Jude Theo', 2, 1],
  ['east_asian', 'Mei Yuna Sakura Linh Xiu', 'Kenji Minjun Wei Hiro', 3],
  ['middle_eastern', 'Leyla Noor Shirin Yasmin', 'Omar Cyrus Emre Tariq', 4],
  ['south_american', 'Valentina Camila Luz Inés', 'Diego Rafael Thiago Joaquín', 5],
  ['south_asian', 'Priya Ananya Dilini Farah', 'Arjun Rohan Imran Kavi', 6],
  ['african', 'Amara Zuri Thandiwe Adaeze Makena', 'Kwame Tendai Sefu Jelani Chidi', 7],
];

/** Everybody, women and men in turn, so that any stretch of the list is a fair mix. */
export const PEOPLE: readonly Person[] = inTurn([
  inTurn(NAMES.map(([ethnicity, women, , ...looks]) => named(women, 'female', ethnicity, looks))),
  inTurn(NAMES.map(([ethnicity, , men, ...looks]) => named(men, 'male', ethnicity, looks))),
]);

function named(
  names: string,
  gender: Person['gender'],
  ethnicity: string,
  looks: readonly number[],
): Person[] {
  return names.split(' ').map((name, at) => {
    return { name, gender, ethnicity, look: `${gender}-${looks[at % looks.length]}` };
  });
}

/** The first of each list, then the second of each, and so on. */
function inTurn(lists: readonly (readonly Person[])[]): Person[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list[turn] ?? []),
  ).flat();
}
