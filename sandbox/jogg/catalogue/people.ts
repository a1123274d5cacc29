export interface Person {
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly ethnicity: string;
}

/** Ethnicity, then women and men. The order decides who follows whom in the library. */
const NAMES: readonly [ethnicity: string, women: string, men: string][] = [
  [
    'european',
    'Clara Ingrid Sofia Zoé Niamh Katarzyna Elena',
    'Anton Matteo Lars Søren Luc Pavel Óscar',
  ],
  ['north_american', 'Hazel Ruth Willow Grace', 'Wyatt Caleb Jude Theo'],
  ['east_asian', 'Mei Yuna Sakura Linh Xiu', 'Kenji Minjun Wei Hiro'],
  ['middle_eastern', 'Leyla Noor Shirin Yasmin', 'Omar Cyrus Emre Tariq'],
  ['south_american', 'Valentina Camila Luz Inés', 'Diego Rafael Thiago Joaquín'],
  ['south_asian', 'Priya Ananya Dilini Farah', 'Arjun Rohan Imran Kavi'],
  ['african', 'Amara Zuri Thandiwe Adaeze Makena', 'Kwame Tendai Sefu Jelani Chidi'],
];

/** Everybody, women and men in turn, so that any stretch of the list is a fair mix. */
export const PEOPLE: readonly Person[] = inTurn([
  inTurn(NAMES.map(([ethnicity, women]) => named(women, 'female', ethnicity))),
  inTurn(NAMES.map(([ethnicity, , men]) => named(men, 'male', ethnicity))),
]);

function named(names: string, gender: Person['gender'], ethnicity: string): Person[] {
  return names.split(' ').map((name) => ({ name, gender, ethnicity }));
}

/** The first of each list, then the second of each, and so on. */
function inTurn(lists: readonly (readonly Person[])[]): Person[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list[turn] ?? []),
  ).flat();
}
