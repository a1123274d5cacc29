/** Rows about Slack that this app has no part for, and why. */
export const NOT_APPLICABLE = {
  F15: 'The token of the one workspace comes from the environment and token rotation is off in the manifest: there is nothing to refresh.',
  F33: 'There is one workspace and no installation over OAuth: no state, cookie or code is ever taken.',
} as const satisfies Readonly<Record<string, string>>;
