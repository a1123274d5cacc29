/**
 * Chooses between two readings of the same content: the first, unless the second contains all of it
 * and more.
 */
export function moreComplete(first: string, second: string): string {
  return normalize(first) === '' || (containsText(second, first) && !containsText(first, second))
    ? second
    : first;
}

/** Whether `whole` contains `part`, ignoring punctuation, emoji and layout. */
export function containsText(whole: string, part: string): boolean {
  return normalize(whole).includes(normalize(part));
}

function normalize(text: string): string {
  return text
    .replace(/:[\p{L}\p{M}\p{N}_+'-]+:/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .toLowerCase();
}
