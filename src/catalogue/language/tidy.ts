/**
 * Jogg's text made fit to show: one line, no invisible, control or half characters; empty for none.
 */
export function tidy(text: string | null): string {
  return (text ?? '')
    .toWellFormed()
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
