/** The word of `words` with the smallest edit distance to `word`; null above `maxDistance`. */
export function nearestWord(
  word: string,
  words: readonly string[],
  maxDistance: number,
): string | null {
  const candidates = words.map((each) => ({ each, distance: editDistance(word, each) }));
  return (
    candidates
      .filter(({ distance }) => distance <= maxDistance)
      .sort((a, b) => a.distance - b.distance)[0]?.each ?? null
  );
}

/** The Levenshtein distance: how many letters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let previousRow = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const currentRow = [row + 1];
    for (const [column, other] of [...to].entries())
      currentRow.push(
        Math.min(
          (currentRow[column] ?? 0) + 1,
          (previousRow[column + 1] ?? 0) + 1,
          (previousRow[column] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    previousRow = currentRow;
  }
  return previousRow[to.length] ?? 0;
}

/**
 * The word of `words` that `word` equals or has one typo of: a letter inserted, deleted or
 * replaced, or two adjacent letters swapped. Null if there is none.
 */
export function wordWithOneTypo<W extends string>(word: string, words: readonly W[]): W | null {
  const transpositions = Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  );
  return (
    words.find((each) => each === word) ??
    words.find((each) => transpositions.includes(each) || editDistance(word, each) <= 1) ??
    null
  );
}
