/**
 * Namespaces whose last writes a crash of the machine may lose; a crash of the process loses none.
 * A limit starts over. The app acknowledges a webhook only after the wake that follows its hint:
 * that write's sync covers all earlier ones. A hint that returns after it was taken costs one more
 * poll. An open form only mirrors what Slack sent last.
 */
const UNSYNCED: ReadonlySet<string> = new Set(['hint', 'token-bucket', 'edit-budget', 'open-form']);

/** Whether writes to a namespace may skip the sync to disk, which can take 10 ms. */
export const isUnsynced = (namespace: string): boolean => UNSYNCED.has(namespace);
