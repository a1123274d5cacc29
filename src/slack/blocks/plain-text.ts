/** A text without markup. Slack shows emoji codes in it as emoji. */
export function plainText(text: string) {
  return { type: 'plain_text', text } as const;
}

/** A text without markup, whose emoji codes stay as they are. */
export function literalText(text: string) {
  return { type: 'plain_text', text, emoji: false } as const;
}
