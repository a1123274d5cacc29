/**
 * The label that marks a result as AI-generated wherever people first see it. Null if the operator
 * labels results in another way (`AI_LABEL=off`).
 *
 * The EU's AI Act, article 50(4) and (5), requires a label at the first exposure at the latest. The
 * Code of Practice prefers words to icons and keeps the capitals of “AI”.
 * https://eur-lex.europa.eu/eli/reg/2024/1689/oj
 */
export type AiLabel = 'AI-generated video' | null;

/** The label if results are labelled, otherwise null. */
export function aiLabelOf(on: boolean): AiLabel {
  return on ? 'AI-generated video' : null;
}

/** The label as the end of a line; empty without a label. */
export function labelSuffix(label: AiLabel): string {
  return label === null ? '' : ` · ${label}`;
}
