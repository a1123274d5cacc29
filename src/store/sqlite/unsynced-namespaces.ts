/**
 * Namespaces whose last writes a crash of the machine may lose; a crash of the process never does.
 * A limit starts over. A hint is followed by a wake, whose sync covers all earlier writes, and only
 * then the webhook is acknowledged; a hint that returns after it was taken costs one more poll. An
 * open form only mirrors what Slack sent last.
 */
const UNSYNCED: ReadonlySet<string> = new Set(['hint', 'token-bucket', 'edit-budget', 'open-form']);

/** Whether writes to a namespace may skip the sync to disk, which can take 10 ms. */
export const isUnsynced = (namespace: string): boolean => UNSYNCED.has(namespace);
