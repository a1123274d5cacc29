/**
 * The words by which a result says what it is, wherever people first meet it; null where the
 * operator labels results in another way (`AI_LABEL=off`).
 *
 * The EU's AI Act, article 50(4) and (5), asks for it at the latest at the first exposure. The
 * Code of Practice prefers words to icons and keeps the capitals of “AI”.
 * https://eur-lex.europa.eu/eli/reg/2024/1689/oj
 */
export type AiLabel = 'AI-generated video' | null;

/** The label, if results are to have one. */
export function aiLabelOf(on: boolean): AiLabel {
  return on ? 'AI-generated video' : null;
}

/** The label at the end of a line; nothing without one. */
export function labelSuffix(label: AiLabel): string {
  return label === null ? '' : ` · ${label}`;
}
