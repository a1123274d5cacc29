/**
 * The one of two readings of the same thing to take: the first, unless the second holds all of it
 * and more.
 */
export function moreComplete(first: string, second: string): string {
  return normalize(first) === '' || (containsText(second, first) && !containsText(first, second))
    ? second
    : first;
}

/** Whether `whole` says all that `part` says, apart from signs, emoji and layout. */
export function containsText(whole: string, part: string): boolean {
  return normalize(whole).includes(normalize(part));
}

function normalize(text: string): string {
  return text
    .replace(/:[\p{L}\p{M}\p{N}_+'-]+:/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .toLowerCase();
}
