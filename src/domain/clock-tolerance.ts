/**
 * How far Slack's clock and ours may differ: a request whose timestamp is further off is rejected.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export const CLOCK_TOLERANCE_MS = 300_000;
