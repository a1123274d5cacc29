/**
 * The one of two readings of the same thing to take: the first, unless the second holds all of it
 * and more.
 */
export function fullerOf(first: string, second: string): string {
  return bare(first) === '' || (holds(second, first) && !holds(first, second)) ? second : first;
}

/** Whether `whole` says all that `part` says, apart from signs, emoji and layout. */
export function holds(whole: string, part: string): boolean {
  return bare(whole).includes(bare(part));
}

function bare(words: string): string {
  return words
    .replace(/:[\p{L}\p{M}\p{N}_+'-]+:/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .toLowerCase();
}
