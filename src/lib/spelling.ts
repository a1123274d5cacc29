/**
 * The nearest of `words` that becomes `word` with at most `most` letters added, left out or
 * changed; else null.
 */
export function likeWord(word: string, words: readonly string[], most: number): string | null {
  const near = words.map((each) => ({ each, far: distance(word, each) }));
  return near.filter(({ far }) => far <= most).sort((a, b) => a.far - b.far)[0]?.each ?? null;
}

/** How many letters to add, leave out or change (Levenshtein). */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...to].entries())
      line.push(
        Math.min(
          (line[column] ?? 0) + 1,
          (above[column + 1] ?? 0) + 1,
          (above[column] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    above = line;
  }
  return above[to.length] ?? 0;
}

/**
 * The one of `words` that `word` is, or that it becomes by one slip: a letter added, left out or
 * changed, or two neighbours exchanged; else null.
 */
export function nearWord<W extends string>(word: string, words: readonly W[]): W | null {
  const exchanged = Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  );
  return (
    words.find((each) => each === word) ??
    words.find((each) => exchanged.includes(each) || distance(word, each) <= 1) ??
    null
  );
}
